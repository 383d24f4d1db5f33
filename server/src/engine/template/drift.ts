import { ManifestDocument } from "../document";
import { placeOf as placeAt } from "../lint/run";
import { groupKindOf, isObject, type ManifestObject, objectsIn } from "../semantic/objects";
import { type Path, pathText } from "../yaml/path";
import { splitDocuments } from "../yaml/split";
import type { TemplateFile } from "./template";

/** In what a site differs from its template. */
export type Drift =
	| { readonly kind: "missingFile"; readonly path: string }
	/** The template does not have the file. */
	| { readonly kind: "otherFile"; readonly path: string }
	| { readonly kind: "missingObject"; readonly path: string; readonly object: string }
	| { readonly kind: "otherObject"; readonly path: string; readonly object: string; readonly offset: number }
	| {
			readonly kind: "field";
			readonly path: string;
			/** Kind and name; empty for a file that is no manifest. */
			readonly object: string;
			/** The field, as `spec.replicas`. */
			readonly field: string;
			/** What the template has; `undefined` where it does not have the field. */
			readonly wanted: unknown;
			readonly found: unknown;
			/** Where in the site's file. */
			readonly offset: number;
	  }
	| { readonly kind: "text"; readonly path: string };

/**
 * In what the files of a site differ from those that the template gives. Order of fields, layout and comments do not
 * count.
 *
 * @param mayDiffer fields in which sites may differ: `spec.replicas`, or `Deployment/pos:spec.replicas`
 */
export function driftOf(
	wanted: readonly TemplateFile[],
	found: readonly TemplateFile[],
	mayDiffer: readonly string[],
): Drift[] {
	const drifts: Drift[] = [];
	const foundByPath = new Map(found.map((file) => [file.path, file]));
	for (const file of wanted) {
		const actual = foundByPath.get(file.path);
		if (actual === undefined) drifts.push({ kind: "missingFile", path: file.path });
		else if (actual.text !== file.text) drifts.push(...fileDrift(file, actual, mayDiffer));
	}
	const paths = new Set(wanted.map(({ path }) => path));
	for (const { path } of found) if (!paths.has(path)) drifts.push({ kind: "otherFile", path });
	return drifts;
}

function fileDrift(wanted: TemplateFile, found: TemplateFile, mayDiffer: readonly string[]): Drift[] {
	const { path } = wanted;
	if (!/\.ya?ml$/i.test(path)) return [{ kind: "text", path }];
	const wantedParts = partsOf(wanted);
	const foundParts = partsOf(found);
	if (wantedParts === undefined || foundParts === undefined) return [{ kind: "text", path }];
	const drifts: Drift[] = [];
	for (const [object, part] of wantedParts) {
		const actual = foundParts.get(object);
		if (actual === undefined) {
			drifts.push({ kind: "missingObject", path, object });
			continue;
		}
		for (const difference of differences(part.data, actual.data, [])) {
			const field = pathText(difference.path);
			if (mayDiffer.some((pattern) => covers(pattern, object, field))) continue;
			const offset = actual.start + offsetOf(actual.document, [...actual.path, ...difference.path]);
			drifts.push({ kind: "field", path, object, field, ...values(difference), offset });
		}
	}
	for (const [object, { start }] of foundParts) {
		if (!wantedParts.has(object)) drifts.push({ kind: "otherObject", path, object, offset: start });
	}
	return drifts;
}

/** A thing in a file that is compared with its like. */
interface Part {
	readonly data: unknown;
	readonly document: ManifestDocument;
	/** From the document's root. */
	readonly path: Path;
	readonly start: number;
}

/** What a file holds, by kind and name; `undefined` where it cannot be read. */
function partsOf({ text }: TemplateFile): Map<string, Part> | undefined {
	const parts = new Map<string, Part>();
	for (const { start, end } of splitDocuments(text)) {
		const document = new ManifestDocument(text.slice(start, end));
		if (document.tooLarge || document.broken) return undefined;
		if (document.empty) continue;
		const objects = objectsIn(document, "");
		for (const object of objects)
			parts.set(unusedName(parts, nameOf(object)), {
				...object,
				data: object.data,
				document,
				path: object.path,
				start,
			});
		if (objects.length === 0)
			parts.set(unusedName(parts, ""), { data: document.data?.value, document, path: [], start });
	}
	return parts;
}

function nameOf(object: ManifestObject): string {
	const { kind, namespace, name } = object;
	return [kind, ...(namespace === undefined ? [] : [namespace]), name || groupKindOf(object)].join("/");
}

/** A name that a second thing of the same name gets. */
function unusedName(parts: ReadonlyMap<string, Part>, name: string): string {
	let unused = name;
	for (let count = 2; parts.has(unused); count++) unused = `${name} (${count})`;
	return unused;
}

interface Difference {
	readonly path: Path;
	readonly wanted: unknown;
	readonly found: unknown;
}

function values({ wanted, found }: Difference) {
	return { wanted, found };
}

/** The fields that differ, the deepest that say it all. Items of lists go by their `name`, where all have one. */
function* differences(wanted: unknown, found: unknown, path: Path): Generator<Difference> {
	if (isObject(wanted) && isObject(found)) {
		for (const key of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
			yield* differences(wanted[key], found[key], [...path, key]);
		}
	} else if (Array.isArray(wanted) && Array.isArray(found)) {
		yield* listDifferences(wanted, found, path);
	} else if (!Object.is(wanted, found) && !(empty(wanted) && empty(found))) {
		yield { path, wanted, found };
	}
}

function* listDifferences(wanted: readonly unknown[], found: readonly unknown[], path: Path): Generator<Difference> {
	const wantedNames = namesIn(wanted);
	const foundNames = namesIn(found);
	if (wantedNames === undefined || foundNames === undefined) {
		if (wanted.length !== found.length) yield { path, wanted, found };
		else for (const [index, item] of wanted.entries()) yield* differences(item, found[index], [...path, index]);
		return;
	}
	for (const [index, name] of foundNames.entries()) {
		const like = wantedNames.indexOf(name);
		yield* differences(like < 0 ? undefined : wanted[like], found[index], [...path, index]);
	}
	for (const [index, name] of wantedNames.entries()) {
		if (!foundNames.includes(name)) yield { path, wanted: wanted[index], found: undefined };
	}
}

function namesIn(list: readonly unknown[]): string[] | undefined {
	const names = list.flatMap((item) => (isObject(item) && typeof item.name === "string" ? [item.name] : []));
	return names.length === list.length && new Set(names).size === names.length ? names : undefined;
}

function empty(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

/** `spec.replicas` covers the field and all in it; `*` stands for any one name, `[*]` for any item of a list. */
function covers(pattern: string, object: string, field: string): boolean {
	const [, of, wanted = pattern] = /^([^:]*):(.*)$/s.exec(pattern) ?? [];
	if (of !== undefined && of !== object && of !== "*") {
		const kind = object.slice(0, object.indexOf("/"));
		const name = object.slice(object.lastIndexOf("/") + 1);
		if (of !== kind && of !== `${kind}/${name}` && of !== `${kind}/*`) return false;
	}
	const steps = stepsOf(field);
	return stepsOf(wanted).every((step, index) => step === "*" || step === steps[index]);
}

function stepsOf(field: string): string[] {
	return field.split(/[.[\]]+/).filter((step) => step !== "");
}

function offsetOf(document: ManifestDocument, path: Path): number {
	return placeAt(document, path, "value").start;
}
