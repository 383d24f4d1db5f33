import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TemplateFile } from "../engine/template";

/** Files above this size are no part of a template, in bytes. */
const largest = 1024 * 1024;

/** How many files a folder may have; with more it is hardly meant. */
const most = 1000;

/** A folder that cannot be used. */
export class FolderError extends Error {
	/** @param code Node's, `NOT_TEXT`, `TOO_MANY` or `TOO_LARGE` */
	constructor(
		readonly path: string,
		readonly code: string,
	) {
		super(`${path}: ${code}`);
	}
}

/**
 * Reads all files below a folder as text, by path. Links are not followed; what tools keep for themselves in hidden
 * folders is left out.
 *
 * @throws FolderError where something cannot be read, or is no text
 */
export async function readFolder(folder: string): Promise<TemplateFile[]> {
	const found: TemplateFile[] = [];
	const visit = async (inner: string): Promise<void> => {
		const entries = await readdir(join(folder, inner), { withFileTypes: true }).catch(
			(error: NodeJS.ErrnoException) => {
				throw new FolderError(join(folder, inner), error.code ?? error.message);
			},
		);
		for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
			const path = inner === "" ? entry.name : `${inner}/${entry.name}`;
			if (entry.isDirectory() && !entry.name.startsWith(".")) await visit(path);
			if (!entry.isFile()) continue;
			if (found.length === most) throw new FolderError(folder, "TOO_MANY");
			found.push({ path, text: await textOf(join(folder, path)) });
		}
	};
	await visit("");
	return found;
}

async function textOf(path: string): Promise<string> {
	const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
		throw new FolderError(path, error.code ?? error.message);
	});
	if (bytes.length > largest) throw new FolderError(path, "TOO_LARGE");
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw new FolderError(path, "NOT_TEXT");
	}
}
