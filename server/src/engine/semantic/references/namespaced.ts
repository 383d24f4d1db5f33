import type { SchemaRegistry } from "../../schema/registry";
import type { GroupKind } from "../objects";

const byRegistry = new WeakMap<SchemaRegistry, ReadonlyMap<GroupKind, boolean>>();

/** Whether objects of a kind stand in namespaces; a kind that nobody knows may. */
export function isNamespaced(kind: GroupKind, registry: SchemaRegistry): boolean {
	let known = byRegistry.get(registry);
	if (known === undefined) {
		known = new Map(registry.entries.map((entry) => [`${entry.group}/${entry.kind}`, entry.namespaced]));
		byRegistry.set(registry, known);
	}
	return known.get(kind) ?? true;
}
