import { globExpression } from "../text/glob";
import { propertiesOf } from "./resolve";
import type { CatalogueEntry, JsonSchema, Recognition } from "./types";

/**
 * True where a file that says no kind is of an entry's sort.
 *
 * @param path the file's path or URI, with `/` between folders
 * @param fields the fields of the document down to some depth, as dotted paths
 * @param schema gives the entry's schema; asked for only where the fields look right
 */
export function recognised(
	entry: CatalogueEntry,
	path: string,
	fields: ReadonlySet<string>,
	schema: () => JsonSchema,
): boolean {
	const holds = ({ files, keys, atLeast }: Recognition): boolean => {
		if (files !== undefined && !files.some((pattern) => globExpression(`**/${pattern}`).test(path))) return false;
		if (keys === undefined) return files !== undefined;
		if (keys.filter((key) => fields.has(key)).length < (atLeast ?? keys.length)) return false;
		const root = schema();
		const known = propertiesOf(root, root);
		const patterns = Object.keys(root.patternProperties ?? {}).map((pattern) => new RegExp(pattern));
		return [...fields].every(
			(field) => field.includes(".") || known.has(field) || patterns.some((pattern) => pattern.test(field)),
		);
	};
	return entry.recognise?.some(holds) ?? false;
}
