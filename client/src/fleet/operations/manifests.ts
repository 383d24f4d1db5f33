import { isAlias, isMap, isSeq, type ParsedNode, parseDocument, type ScalarTag, type Tags } from "yaml";
import { type KubernetesObject, type ObjectReference, parseApiVersion } from "../objects";

/** A part of a text, as offsets; `end` is the first offset behind it. */
export interface TextRange {
	readonly start: number;
	readonly end: number;
}

/** One object that a text declares. */
export interface Manifest {
	readonly object: KubernetesObject;
	/** Where it stands: a whole YAML document with the comments around it, or one item of a `List`. */
	readonly range: TextRange;
	/** The base name of the file, where it came from one. */
	readonly file?: string;
}

/** Something in a text that cannot be sent to a server. */
export interface ManifestProblem {
	readonly kind: "syntax" | "notAnObject" | "noApiVersion" | "noKind" | "noName" | "generateName";
	/** What the parser said, in English; absent where `kind` says all. */
	readonly detail?: string;
	readonly range: TextRange;
	/** Counted from 1. */
	readonly line: number;
	readonly file?: string;
}

/** What a text declares, and what of it is broken. A broken document takes nothing away from the others. */
export interface ParsedManifests {
	readonly manifests: readonly Manifest[];
	readonly problems: readonly ManifestProblem[];
}

/**
 * Reads the objects that a YAML (or JSON) text declares, understanding scalars as kubectl does: YAML 1.1 where `yes`
 * is true and `010` is eight, yet `1:30` and dates stay strings. Lists are expanded, empty documents skipped.
 *
 * @param file the base name of the file, carried along
 */
export function parseManifests(text: string, file?: string): ParsedManifests {
	const manifests: Manifest[] = [];
	const problems: ManifestProblem[] = [];
	const from = file === undefined ? {} : { file };
	for (const range of documentRanges(text)) {
		const add = (problem: Omit<ManifestProblem, "line" | "file">) =>
			problems.push({ ...problem, line: lineOf(text, problem.range.start), ...from });
		for (const found of readDocument(text, range, add)) {
			const problem = problemOf(found.value);
			if (problem !== undefined) add({ kind: problem, range: found.range });
			else manifests.push({ object: found.value as KubernetesObject, range: found.range, ...from });
		}
	}
	return { manifests, problems };
}

/** The manifest at an offset of its text; between documents, the one before. */
export function manifestAt(manifests: readonly Manifest[], offset: number): Manifest | undefined {
	const at = manifests.filter((manifest) => manifest.range.start <= offset && offset <= manifest.range.end);
	return at.at(-1) ?? manifests.filter((manifest) => manifest.range.start <= offset).at(-1);
}

/** Which object a manifest means; its namespace as written. */
export function referenceOf(object: KubernetesObject): ObjectReference {
	const { name = "", namespace } = object.metadata;
	const { apiVersion, kind } = object;
	return namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, namespace, name };
}

/** Tells objects apart, whatever the version that they are written in. */
export function objectKey(reference: ObjectReference): string {
	const { group } = parseApiVersion(reference.apiVersion);
	return [group, reference.kind, reference.namespace ?? "", reference.name].join("/");
}

/** The YAML documents of a text. The marks are found line by line, so that a broken document ends where it is marked to. */
function documentRanges(text: string): TextRange[] {
	const ranges: TextRange[] = [];
	let start = 0;
	for (const mark of text.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)) {
		ranges.push({ start, end: mark.index });
		start = mark.index + mark[0].length;
	}
	ranges.push({ start, end: text.length });
	const says = (line: string) => !/^\s*$|^\s*#|^%/.test(line.replace(/^\uFEFF/, ""));
	return ranges.filter((range) => text.slice(range.start, range.end).split(/\r?\n/).some(says));
}

function readDocument(
	text: string,
	range: TextRange,
	add: (problem: Omit<ManifestProblem, "line" | "file">) => void,
): { value: unknown; range: TextRange }[] {
	// A byte order mark stays out of the parser's sight; directives before the first mark were cut off with it.
	const source = text.slice(range.start, range.end).replace(/^\uFEFF/, " ");
	const document = parseDocument(source, {
		version: "1.1",
		schema: "yaml-1.1",
		customTags: kubectlTags,
		prettyErrors: false,
		logLevel: "silent",
	});
	const [error] = document.errors;
	if (error !== undefined) {
		const [start, end] = error.pos;
		add({
			kind: "syntax",
			detail: error.message,
			range: { start: range.start + start, end: range.start + Math.max(end, start) },
		});
		return [];
	}
	let value: unknown;
	try {
		value = toJson(document.toJS());
	} catch (thrown) {
		add({ kind: "syntax", detail: thrown instanceof Error ? thrown.message : String(thrown), range });
		return [];
	}
	if (value === null || value === undefined) return [];
	const items = isObject(value) && /List$/.test(String(value.kind)) ? value.items : undefined;
	if (!Array.isArray(items)) return [{ value, range }];
	const nodes = isMap(document.contents) ? document.contents.get("items", true) : undefined;
	return items.map((item, index) => {
		const node = isSeq(nodes) ? (nodes.items[index] as ParsedNode | undefined) : undefined;
		const at = node?.range && !isAlias(node) ? node.range : undefined;
		return { value: item, range: at ? { start: range.start + at[0], end: range.start + at[1] } : range };
	});
}

/** Scalars as the YAML library of kubectl reads them, which is not quite YAML 1.1. */
function kubectlTags(tags: Tags): Tags {
	const unknown = new Set(["tag:yaml.org,2002:timestamp"]);
	const kept = tags.filter((tag) => {
		if (typeof tag === "string") return true;
		return !unknown.has(tag.tag) && tag.format !== "TIME";
	});
	const octal: ScalarTag = {
		tag: "tag:yaml.org,2002:int",
		default: true,
		format: "OCT",
		test: /^[-+]?0o[0-7]+$/,
		resolve: (text) => Number.parseInt(text.replace(/^([-+]?)0o/, "$1"), 8),
	};
	return [...kept, octal];
}

/** Makes plain JSON of what the parser gave. @throws Error on what JSON cannot say */
function toJson(value: unknown): unknown {
	if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${value} is not a JSON value`);
	if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
	if (Array.isArray(value)) return value.map(toJson);
	if (value instanceof Set) return Object.fromEntries([...value].map((key) => [String(key), null]));
	if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), toJson(item)]));
	if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
	return value;
}

function problemOf(value: unknown): ManifestProblem["kind"] | undefined {
	if (!isObject(value)) return "notAnObject";
	if (typeof value.apiVersion !== "string" || value.apiVersion === "") return "noApiVersion";
	if (typeof value.kind !== "string" || value.kind === "") return "noKind";
	const { metadata } = value;
	if (!isObject(metadata)) return "noName";
	if (typeof metadata.name === "string" && metadata.name !== "") return undefined;
	return typeof metadata.generateName === "string" ? "generateName" : "noName";
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lineOf(text: string, offset: number): number {
	let line = 1;
	for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
	return line;
}
