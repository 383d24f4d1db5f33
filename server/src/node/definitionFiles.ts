import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { namesKind } from "../engine/schema/definitions/jsonSchemaSource";

/** A file that may define kinds. */
export interface DefinitionFile {
	readonly uri: string;
	readonly text: string;
	/** `crds`: YAML or JSON with CustomResourceDefinitions in it. `jsonSchema`: a JSON Schema of one kind. */
	readonly form: "crds" | "jsonSchema";
}

/** A folder or file that could not be read. */
export interface UnreadablePath {
	readonly path: string;
	/** Node's code, for example `EACCES`. */
	readonly code: string;
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
	const waiting = [...folders];
	const visited = new Set<string>();
	let seen = 0;
	const result = (end: DefinitionSearch["end"]): DefinitionSearch => ({ files: [...found.values()], unreadable, end });
	for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
		if (signal?.aborted) return result("cancelled");
		if (visited.has(folder)) continue;
		visited.add(folder);
		const entries = await entriesOf(folder);
		if ("code" in entries) {
			unreadable.push({ path: folder, code: entries.code });
			continue;
		}
		for (const { path, isFolder } of entries.found) {
			if (isFolder) {
				waiting.push(path);
				continue;
			}
			if (!/^\.(?:ya?ml|json)$/i.test(extname(path))) continue;
			if (signal?.aborted) return result("cancelled");
			if (seen === limits.files) return result("limit");
			seen += 1;
			const file = await readDefinitionFile(path, limits.bytes);
			if (file === undefined) continue;
			if ("code" in file) unreadable.push(file);
			else found.set(file.uri, file);
		}
	}
	return result("complete");
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

interface Entry {
	readonly path: string;
	readonly isFolder: boolean;
}

async function entriesOf(folder: string): Promise<{ readonly found: readonly Entry[] } | { readonly code: string }> {
	let entries: Dirent[];
	try {
		entries = await readdir(folder, { withFileTypes: true });
	} catch (error) {
		const code = codeOf(error);
		return code === "ENOTDIR" ? { found: [{ path: folder, isFolder: false }] } : { code };
	}
	return {
		found: entries
			.filter((entry) => (entry.isDirectory() ? isWorthwhile(entry.name) : entry.isFile() || entry.isSymbolicLink()))
			.map((entry) => ({ path: join(folder, entry.name), isFolder: entry.isDirectory() }))
			.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
	};
}

/** Hidden folders hold what tools keep for themselves, apart from `.github` and the like, which define no kinds. */
function isWorthwhile(folder: string): boolean {
	return !folder.startsWith(".") && !skipped.has(folder);
}

function codeOf(error: unknown): string {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "EUNKNOWN";
}
