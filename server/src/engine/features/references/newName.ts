import type { SchemaRegistry } from "../../schema/registry";
import type { TargetPlace } from "../../semantic/references/match";
import type { Path } from "../../yaml/path";
import { withName } from "./withName";

/** What API servers take as the name of an object whose kind asks for nothing else. */
const usualName = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;

/** Why something may not have a name; `undefined` where it may. */
export function nameProblem(
	{ object, path, key, part }: TargetPlace,
	name: string,
	registry: SchemaRegistry,
): "empty" | "characters" | undefined {
	if (name.trim() !== name || name === "") return "empty";
	const entry = registry.find(object.apiVersion, object.kind);
	if (part === undefined && entry === undefined && !usualName.test(name)) return "characters";
	if (entry === undefined || registry.failure(entry) !== undefined) return undefined;
	const pointer = key ? pointerOf(path.slice(0, -1)) : pointerOf(path);
	const count = (data: unknown) =>
		registry
			.validator(entry)(data)
			.filter(({ instancePath }) => instancePath.startsWith(pointer)).length;
	return count(withName(object.data, path, name, key)) > count(object.data) ? "characters" : undefined;
}

function pointerOf(path: Path): string {
	return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
