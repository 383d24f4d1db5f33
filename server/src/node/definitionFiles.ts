import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import { namesKind } from "../engine/schema/definitions/jsonSchemaSource";
import { codeOf, type UnreadablePath, walkFolders } from "./walk";

/** A file that may define kinds. */
export interface DefinitionFile {
	readonly uri: string;
	readonly text: string;
	/** `crds`: YAML or JSON with CustomResourceDefinitions in it. `jsonSchema`: a JSON Schema of one kind. */
	readonly form: "crds" | "jsonSchema";
}

/** What a search for definitions came to. */
export interface DefinitionSearch {
	readonly files: readonly DefinitionFile[];
	readonly unreadable: readonly UnreadablePath[];
	/** How the search ended: after all files, at its limit, or because it was cancelled. */
	readonly end: "complete" | "limit" | "cancelled";
}

/** Limits of a search. */
export interface SearchLimits {
	/** How many files are looked at. */
	readonly files: number;
	/** Largest file that is read, in bytes. */
	readonly bytes: number;
}

const defaultLimits: SearchLimits = { files: 20_000, bytes: 5 * 1024 * 1024 };

/** Folders that hold what was downloaded or built, by name. */
const skipped = new Set([
	"node_modules",
	"bower_components",
	"dist",
	"build",
	"out",
	"target",
	"coverage",
	"__pycache__",
	"testdata",
	"vendor",
	"venv",
]);

/**
 * Looks for files with CustomResourceDefinitions, or JSON Schemas of kinds, below folders. It changes nothing, follows no
 * links to folders and leaves the event loop free in between. What cannot be read is told, not thrown.
 *
 * @param folders absolute paths; a file is looked at by itself
 * @param signal ends the search early
 */
export async function findDefinitionFiles(
	folders: readonly string[],
	signal?: AbortSignal,
	limits: SearchLimits = defaultLimits,
): Promise<DefinitionSearch> {
	const found = new Map<string, DefinitionFile>();
	const unreadable: UnreadablePath[] = [];
	let seen = 0;
	const result = (end: DefinitionSearch["end"]): DefinitionSearch => ({ files: [...found.values()], unreadable, end });
	for await (const walked of walkFolders(folders, (_, name) => mayHoldDefinitions(name), signal)) {
		if (signal?.aborted) return result("cancelled");
		if (walked.kind === "unreadable") {
			unreadable.push({ path: walked.path, code: walked.code });
			continue;
		}
		if (!/^\.(?:ya?ml|json)$/i.test(extname(walked.path))) continue;
		if (seen === limits.files) return result("limit");
		seen += 1;
		const file = await readDefinitionFile(walked.path, limits.bytes);
		if (file === undefined) continue;
		if ("code" in file) unreadable.push(file);
		else found.set(file.uri, file);
	}
	return result(signal?.aborted ? "cancelled" : "complete");
}

/**
 * Reads a file that may define kinds.
 *
 * @returns `undefined` where it does not, as far as a glance tells, or is larger than `limit` bytes
 */
export async function readDefinitionFile(
	path: string,
	limit: number = defaultLimits.bytes,
): Promise<DefinitionFile | UnreadablePath | undefined> {
	try {
		const facts = await stat(path);
		if (!facts.isFile() || facts.size > limit) return undefined;
		const text = await readFile(path, "utf8");
		const uri = pathToFileURL(path).href;
		const form = formOf(uri, text);
		return form === undefined ? undefined : { uri, text, form };
	} catch (error) {
		return { path, code: codeOf(error) };
	}
}

/** What a file could define, from its name and a glance at its text. */
export function formOf(uri: string, text: string): DefinitionFile["form"] | undefined {
	if (/\bCustomResourceDefinition\b/.test(text) && text.includes("apiextensions.k8s.io/")) return "crds";
	if (!uri.toLowerCase().endsWith(".json") || !text.includes('"properties"')) return undefined;
	return text.includes('"x-kubernetes-group-version-kind"') || namesKind(uri) ? "jsonSchema" : undefined;
}

/**
 * Whether a folder of this name is searched for definitions. Hidden folders hold what tools keep for themselves, apart
 * from `.github` and the like, which define no kinds.
 */
export function mayHoldDefinitions(folder: string): boolean {
	return !folder.startsWith(".") && !skipped.has(folder);
}
