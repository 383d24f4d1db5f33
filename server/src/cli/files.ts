import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, normalize, relative, resolve } from "node:path";
import { configFileName } from "../config/config";
import { globExpression, isPattern, pathMatcher } from "../engine/text/glob";
import { withSlashes } from "../node/configFiles";

/** A path that could not be read, and why. */
export interface PathFailure {
	readonly path: string;
	readonly reason: string;
}

/** A file to check. */
export interface InputFile {
	/** As it is shown: relative where it was named so. */
	readonly file: string;
	/** Absolute. */
	readonly path: string;
}

export interface FoundFiles {
	/** In a stable order, each once. */
	readonly files: readonly InputFile[];
	readonly failures: readonly PathFailure[];
}

/** What a search for files has to know. */
export interface SearchOptions {
	/** The folder that relative paths count from. */
	readonly cwd: string;
	/** Whether a file or folder is left out, by its absolute path. */
	readonly ignores: (path: string, isFolder: boolean) => boolean;
	/** Why a path cannot be read, in words. */
	readonly reasonOf: (error: unknown) => string;
	readonly noMatch: string;
}

/** Folders that hold nobody's manifests. */
const skippedFolders = new Set(["node_modules", ".git", ".hg", ".svn"]);

/**
 * Finds the YAML files among paths: a file is taken as it is, a folder gives all `*.yaml` and `*.yml` below it, a pattern
 * gives the files that match it. A path that begins with `!` takes files away from all others.
 */
export async function findManifests(paths: readonly string[], options: SearchOptions): Promise<FoundFiles> {
	const search = new Search(
		paths.filter((path) => path.startsWith("!")).map((path) => path.slice(1)),
		options,
	);
	for (const path of paths) if (!path.startsWith("!")) await search.add(path);
	return { files: [...search.files.values()], failures: search.failures };
}

class Search {
	readonly files = new Map<string, InputFile>();
	readonly failures: PathFailure[] = [];
	private readonly excludesRelative: (path: string) => boolean;
	private readonly excludesAbsolute: (path: string) => boolean;

	constructor(
		exclusions: readonly string[],
		private readonly options: SearchOptions,
	) {
		const [absolute, others] = [exclusions.filter(isAbsolutePattern), exclusions.filter((e) => !isAbsolutePattern(e))];
		this.excludesRelative = pathMatcher(others.map(withSlashes));
		this.excludesAbsolute = pathMatcher(absolute.map(withSlashes));
	}

	async add(path: string): Promise<void> {
		const { cwd, reasonOf, noMatch } = this.options;
		const facts = await stat(resolve(cwd, path)).catch((error: unknown) => ({ error }));
		if (!("error" in facts)) {
			if (facts.isDirectory()) await this.walk(path, isYaml);
			else this.take(path);
		} else if (!isPattern(path)) {
			this.failures.push({ path, reason: reasonOf(facts.error) });
		} else if (!(await this.addPattern(withSlashes(path)))) {
			this.failures.push({ path, reason: noMatch });
		}
	}

	/** @returns whether any file matches, also one that is left out */
	private async addPattern(pattern: string): Promise<boolean> {
		const names = pattern.split("/");
		const fixed = names.findIndex((name) => isPattern(name));
		const base = names.slice(0, fixed).join("/") || (pattern.startsWith("/") ? "/" : ".");
		const wanted = names.slice(fixed).join("/");
		const expression = globExpression(wanted);
		// A pattern that ends without naming a sort of file means those that folders give.
		const named = !/^\*+$/.test(names.at(-1) ?? "");
		let matches = false;
		const exists = await stat(resolve(this.options.cwd, base)).then(Boolean, () => false);
		if (!exists) return false;
		await this.walk(
			base,
			(path) => {
				const fits = expression.test(withSlashes(relative(base, path))) && (named || isYaml(path));
				matches ||= fits;
				return fits;
			},
			wanted.includes("**") ? Number.POSITIVE_INFINITY : names.length - fixed,
		);
		return matches;
	}

	private async walk(folder: string, wanted: (path: string) => boolean, levels = Number.POSITIVE_INFINITY) {
		let entries: Dirent[];
		try {
			entries = await readdir(resolve(this.options.cwd, folder), { withFileTypes: true });
		} catch (error) {
			this.failures.push({ path: folder, reason: this.options.reasonOf(error) });
			return;
		}
		entries.sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const entry of entries) {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) {
				if (levels > 1 && !skippedFolders.has(entry.name) && !this.leavesOut(path, true)) {
					await this.walk(path, wanted, levels - 1);
				}
			} else if ((entry.isFile() || entry.isSymbolicLink()) && entry.name !== configFileName && wanted(path)) {
				this.take(path);
			}
		}
	}

	private take(file: string): void {
		const path = resolve(this.options.cwd, file);
		if (!this.files.has(path) && !this.leavesOut(file, false)) this.files.set(path, { file, path });
	}

	private leavesOut(file: string, isFolder: boolean): boolean {
		const path = resolve(this.options.cwd, file);
		return (
			this.excludesRelative(withSlashes(normalize(relative(this.options.cwd, path)))) ||
			this.excludesAbsolute(withSlashes(path).replace(/^\//, "")) ||
			this.options.ignores(path, isFolder)
		);
	}
}

function isYaml(path: string): boolean {
	return /\.ya?ml$/i.test(path);
}

function isAbsolutePattern(pattern: string): boolean {
	return /^(?:\/|[A-Za-z]:[\\/])/.test(pattern);
}
