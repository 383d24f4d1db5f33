import { ManifestDocument } from "../../document";
import { applyEdits, type TextEdit } from "../../text/edit";
import { dataAt, type Path } from "../../yaml/path";

type Fields = Record<string | number, unknown>;

/**
 * True where edits leave the document as it should be: as valid as it was, with the field at `path` gone or at `target`,
 * and everything else as it was. They do not where an alias needs what goes, or a text would swallow what comes behind.
 */
export function leavesRest(
	document: ManifestDocument,
	edits: readonly TextEdit[],
	path: Path,
	target: Path | undefined,
): boolean {
	if (document.data === undefined) return false;
	const after = new ManifestDocument(applyEdits(document.text, edits));
	if (after.parsed.problems.length > document.parsed.problems.length || after.data === undefined) return false;
	const expected: Fields = { root: copy(document.data.value) };
	const key = path.at(-1) ?? "";
	const holder = dataAt(expected, ["root", ...path.slice(0, -1)]) as Fields | undefined;
	if (holder === undefined || !Object.hasOwn(holder, key)) return false;
	const value = holder[key];
	delete holder[key];
	if (target === undefined) {
		const emptied = path.length === 1 && Object.keys(holder).length === 0;
		return same(after.data.value, emptied ? null : expected.root);
	}
	let place = expected;
	for (const step of ["root", ...target]) {
		place[step] ??= {};
		place = place[step] as Fields;
	}
	place[key] = value;
	return same(after.data.value, expected.root);
}

function copy(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(copy);
	if (!isPlain(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

function same(a: unknown, b: unknown): boolean {
	if (Array.isArray(a)) {
		return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index]));
	}
	if (isPlain(a) && isPlain(b)) {
		const keys = Object.keys(a);
		return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
	}
	return Object.is(a, b) || String(a) === String(b);
}

function isPlain(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
