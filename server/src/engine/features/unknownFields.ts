import { apiVersionOf } from "../schema/apiVersion";
import { entriesById } from "../schema/entryById";
import { propertiesOf, schemaAt } from "../schema/resolve";
import type { JsonSchema } from "../schema/types";
import { closest } from "../text/closest";
import { locate } from "../yaml/nodes";
import { type Path, pathText } from "../yaml/path";
import { properPlace } from "./fixes";
import { replacement } from "./problem";
import { type ProblemContext, presentKeys, type SchemaProblem, valueAnchor } from "./problemContext";

/** What to tell of a field that the schema does not have; nothing where a newer cluster has it. */
export function unknownField(name: string, path: Path, context: ProblemContext): SchemaProblem | undefined {
	const { clusters, document, entry, messages, registry, schema } = context;
	// The catalogue may be older than the cluster, as far as built-in kinds go.
	const known = clusters.some(({ connected, source }) => {
		const served = connected ? entriesById(source).get(entry.id) : undefined;
		return served !== undefined && schemaKnows(source.schema(served), [...path, name]);
	});
	if (known && entry.system === "kubernetes") return undefined;
	const { parsed } = document;
	const located = locate(parsed.root, [...path, name], parsed.document);
	const span = located.key ?? valueAnchor(locate(parsed.root, path, parsed.document), document);
	const parent = schemaAt(schema, path) ?? {};
	// Go programs read the keys of their configuration without regard to case.
	const inOtherCase = [...propertiesOf(parent, schema).keys()].find((key) => key.toLowerCase() === name.toLowerCase());
	if (inOtherCase !== undefined && entry.form === "file" && entry.system === "kubeedge") {
		const fix = replacement(messages.fixReplace(inOtherCase), span, inOtherCase);
		return {
			span,
			severity: "info",
			code: "unknown-field",
			message: messages.otherCase(name, inOtherCase),
			fixes: [fix],
		};
	}
	const dropped = parent["x-edgewise-dropped"]?.[name];
	if (dropped !== undefined) {
		const where = pathText(path) || messages.theDocument;
		const message =
			entry.form === "file"
				? messages.unknownSetting(name, where, messages.text(entry.title, entry.kind), dropped)
				: messages.droppedField(name, where, entry.kind, dropped);
		const repair = { code: "unpublished-field", path: [...path, name] } as const;
		return { span, severity: "error", code: "unpublished-field", message, fixes: [], repair };
	}
	const present = presentKeys(locate(parsed.root, path, parsed.document).node);
	const candidates = [...propertiesOf(parent, schema).keys()].filter((key) => !present.has(key));
	const near = closest(name, candidates);
	let hint = "";
	if (near.length > 0) {
		hint = messages.didYouMean(near);
	} else {
		const place = properPlace([...path, name], schema);
		const origin = registry.originOf(entry).kind;
		const other = registry
			.siblings(entry)
			.filter((sibling) => registry.originOf(sibling).kind === origin)
			.find((sibling) => schemaKnows(registry.schema(sibling), [...path, name]));
		const older = other !== undefined && entry.storage && !other.storage;
		if (other !== undefined) hint = messages.fieldOfOtherVersion(apiVersionOf(other), older);
		else if (place !== undefined && place.length > 0) hint = messages.fieldBelongsIn(pathText(place));
	}
	const where = pathText(path) || messages.theDocument;
	const message =
		entry.form === "file"
			? messages.unknownSetting(name, where, messages.text(entry.title, entry.kind))
			: messages.unknownField(name, where, entry.kind);
	const fixes = near.map((text) => replacement(messages.fixReplace(text), span, text));
	const repair = { code: "unknown-field", path: [...path, name] } as const;
	return { span, severity: "error", code: "unknown-field", message: message + hint, fixes, repair };
}

/** Whether a schema has a field at a path. */
export function schemaKnows(schema: JsonSchema, path: Path): boolean {
	const parent = schemaAt(schema, path.slice(0, -1));
	const last = path.at(-1);
	return parent !== undefined && last !== undefined && propertiesOf(parent, schema).has(String(last));
}
