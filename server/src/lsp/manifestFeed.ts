import { readFile, stat } from "node:fs/promises";
import { dirname, relative, sep } from "node:path";
import { configFileName } from "../config/config";
import type { AnalysisHost, FileSnapshot } from "../engine";
import { formOf, mayHoldDefinitions } from "../node/definitionFiles";
import { codeOf, walkFolders } from "../node/walk";
import type { Configurations } from "./configurations";
import { Slices } from "./slices";
import { isWithin, pathOf, uriOf } from "./uris";

/** Whom a feed tells. */
export interface FeedListener {
	/** All definitions of the workspace, by URI. */
	definitions(texts: ReadonlyMap<string, string>): void;
	/** Manifests came, went or changed. */
	changed(): void;
	/** All files were read; told again after the folders changed. */
	complete(): void;
	/** How many files were read so far. */
	progress(files: number): void;
	/** For the log. */
	failed(message: string): void;
}

/** How much is read. */
interface Limits {
	readonly files: number;
	/** Of one file, in bytes. */
	readonly bytes: number;
}

const defaultLimits: Limits = { files: 50_000, bytes: 5 * 1024 * 1024 };

/** How many files are read at once, and how many go to the engine together. */
const atOnce = 16;
const together = 256;

/** Folders that hold nobody's manifests, beside hidden ones. */
const skipped = new Set(["node_modules", "bower_components", "__pycache__", "venv"]);

/**
 * Keeps the engine supplied with the manifests that lie in the workspace's folders, and with the definitions among them.
 * It works in small portions, one task after the other, so that whoever types never waits for it.
 */
export class ManifestFeed {
	/** True as soon as the engine has all files. */
	complete = false;
	private roots: readonly string[] = [];
	private tasks: Promise<void> = Promise.resolve();
	private scan = new AbortController();
	private disposed = false;
	private readonly waiting = new Set<string>();
	/** Files that the engine was given, with what was found in them, by URI. */
	private readonly known = new Map<string, { readonly path: string; readonly manifest: boolean }>();
	private readonly definitions = new Map<string, string>();
	/** How the client spells the URIs of files, where it is not the usual way. */
	private readonly spellings = new Map<string, string>();
	private prepared = new Map<string, FileSnapshot | undefined>();
	private definitionsChanged = false;

	constructor(
		private readonly host: AnalysisHost,
		private readonly configurations: Configurations,
		private readonly listener: FeedListener,
		private readonly limits: Limits = defaultLimits,
	) {}

	dispose(): void {
		this.disposed = true;
		this.scan.abort();
	}

	/** @param folders URIs of the workspace's folders */
	setFolders(folders: readonly string[]): void {
		this.roots = folders.flatMap((uri) => pathOf(uri) ?? []);
		this.readAll();
	}

	/** Reads everything again: other files count now. */
	readAll(): void {
		this.scan.abort();
		this.scan = new AbortController();
		const { signal } = this.scan;
		this.enqueue(async () => {
			try {
				await this.readFolders(this.roots, signal, true);
			} finally {
				// What could not be read does not keep the rest from being told.
				if (!signal.aborted) this.end();
			}
		});
	}

	/** Takes note of how the client spells a file that is open in it. */
	opened(uri: string): void {
		const path = pathOf(uri);
		const usual = path === undefined ? uri : uriOf(path);
		if (path === undefined || usual === uri || this.spellings.get(usual) === uri) return;
		const former = this.spellings.get(usual) ?? usual;
		this.spellings.set(usual, uri);
		if (!this.known.has(former)) return;
		this.forget(former);
		this.finish();
		this.fileChanged(path);
	}

	/** What the client says has changed on the disk: files, or whole folders. */
	filesChanged(uris: readonly string[]): void {
		for (const uri of uris) {
			const path = pathOf(uri);
			if (path !== undefined) this.fileChanged(path);
		}
	}

	/** Whether a file is one of those that are read, where it lies on the disk. */
	covers(path: string): boolean {
		return this.roots.some((root) => {
			const names = relative(root, path).split(sep);
			return names[0] !== ".." && names.slice(0, -1).every((name) => mayHoldManifests(name));
		});
	}

	/** The files that the engine was given, by URI. */
	get files(): Iterable<string> {
		return this.known.keys();
	}

	private fileChanged(path: string): void {
		if (!this.covers(path)) return;
		const first = this.waiting.size === 0;
		this.waiting.add(path);
		if (first) this.enqueue(() => this.readWaiting());
	}

	private enqueue(task: () => Promise<void>): void {
		this.tasks = this.tasks.then(async () => {
			if (this.disposed) return;
			try {
				await task();
			} catch (error) {
				this.listener.failed(`Manifests cannot be read: ${error instanceof Error ? error.message : String(error)}`);
			}
		});
	}

	private async readFolders(folders: readonly string[], signal: AbortSignal, all: boolean): Promise<void> {
		const seen = new Set<string>();
		let paths: string[] = [];
		const slices = new Slices();
		const enters = (path: string, name: string) => {
			return mayHoldManifests(name) && !this.configurations.ofFolder(dirname(path)).ignores(path);
		};
		const read = async () => {
			for (const uri of await this.take(paths, slices)) seen.add(uri);
			paths = [];
			this.listener.progress(seen.size);
		};
		for await (const walked of walkFolders(folders, enters, signal)) {
			if (walked.kind === "unreadable") {
				if (walked.code !== "ENOENT") this.listener.failed(`${walked.path} cannot be read: ${walked.code}`);
				continue;
			}
			if (!this.wanted(walked.path)) continue;
			if (seen.size + paths.length >= this.limits.files) {
				this.listener.failed(`There are more than ${this.limits.files} files; the rest was left out.`);
				break;
			}
			paths.push(walked.path);
			if (paths.length === atOnce) await read();
			if (signal.aborted) return;
		}
		await read();
		if (signal.aborted) return;
		if (all) for (const uri of this.known.keys()) if (!seen.has(uri)) this.forget(uri);
	}

	private async readWaiting(): Promise<void> {
		const paths = [...this.waiting];
		this.waiting.clear();
		const folders: string[] = [];
		const files: string[] = [];
		const gone = new Set<string>();
		for (const path of paths) {
			const facts = await stat(path).catch(() => undefined);
			if (facts?.isDirectory()) folders.push(path);
			else if (facts !== undefined && this.wanted(path)) files.push(path);
			if (facts === undefined) gone.add(path);
		}
		// Of a folder that is gone, the client tells nothing but its name.
		if (gone.size > 0) {
			for (const [uri, { path }] of this.known)
				if (foldersOf(path).some((folder) => gone.has(folder))) this.forget(uri);
		}
		for (const path of paths) if (!files.includes(path)) this.forget(this.spelt(path));
		await this.take(files, new Slices());
		if (folders.length > 0) await this.readFolders(folders, this.scan.signal, false);
		this.finish();
	}

	private wanted(path: string): boolean {
		if (!/\.(?:ya?ml|json)$/i.test(path) || path.endsWith(`${sep}${configFileName}`)) return false;
		return !this.configurations.ofFile(path).ignores(path);
	}

	/** Reads files and prepares them for the engine. @returns the URIs of those that are of use */
	private async take(paths: readonly string[], slices: Slices): Promise<string[]> {
		const texts = await Promise.all(paths.map((path) => this.read(path)));
		const found: string[] = [];
		for (const [index, path] of paths.entries()) {
			const text = texts[index];
			const uri = this.spelt(path);
			const definition = text !== undefined && this.definesKinds(path, uri, text) ? text : undefined;
			if (this.definitions.get(uri) !== definition) this.setDefinition(uri, definition);
			const manifest = text !== undefined && !/\.json$/i.test(path);
			if (text === undefined || (!manifest && definition === undefined)) {
				this.forget(uri);
				continue;
			}
			found.push(uri);
			this.known.set(uri, { path, manifest });
			if (manifest) await this.prepare(uri, text, slices);
			await slices.pause();
		}
		if (this.prepared.size >= together) this.flush();
		return found;
	}

	private async prepare(uri: string, text: string, slices: Slices): Promise<void> {
		const file = this.host.prepare(uri, text);
		for (const { document } of file.documents) {
			this.host.prepareDocument(document, uri);
			await slices.pause();
		}
		this.prepared.set(uri, file);
	}

	private async read(path: string): Promise<string | undefined> {
		try {
			const facts = await stat(path);
			if (!facts.isFile() || facts.size > this.limits.bytes) return undefined;
			const text = await readFile(path, "utf8");
			return text.includes("\0") ? undefined : text;
		} catch (error) {
			const code = codeOf(error);
			if (code !== "ENOENT") this.listener.failed(`${path} cannot be read: ${code}`);
			return undefined;
		}
	}

	private definesKinds(path: string, uri: string, text: string): boolean {
		if (formOf(uri, text) !== "crds") return false;
		const root = this.roots.find((folder) => isWithin(uriOf(path), uriOf(folder)));
		const names = root === undefined ? [] : relative(root, path).split(sep).slice(0, -1);
		return names.every(mayHoldDefinitions);
	}

	private setDefinition(uri: string, text: string | undefined): void {
		this.definitionsChanged = true;
		if (text === undefined) this.definitions.delete(uri);
		else this.definitions.set(uri, text);
	}

	private forget(uri: string): void {
		if (this.definitions.has(uri)) this.setDefinition(uri, undefined);
		if (this.known.get(uri)?.manifest) this.prepared.set(uri, undefined);
		this.known.delete(uri);
	}

	private spelt(path: string): string {
		const usual = uriOf(path);
		return this.spellings.get(usual) ?? usual;
	}

	/** Gives the engine what was prepared. */
	private flush(): void {
		if (this.disposed) return;
		const { prepared } = this;
		this.prepared = new Map();
		this.host.setWorkspaceSnapshots(prepared);
	}

	private end(): void {
		this.finish();
		this.complete = true;
		this.listener.complete();
	}

	/** Ends a task: all that it found counts now. */
	private finish(): void {
		const before = this.host.objectsVersion;
		const changed = this.prepared.size > 0;
		this.flush();
		if (this.definitionsChanged) {
			this.definitionsChanged = false;
			this.listener.definitions(new Map(this.definitions));
		}
		if (changed || this.host.objectsVersion !== before) this.listener.changed();
	}
}

/** The folders that a path is in, the innermost first. */
function foldersOf(path: string): string[] {
	const folders: string[] = [];
	for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) folders.push(folder);
	return folders;
}

function mayHoldManifests(folder: string): boolean {
	return !folder.startsWith(".") && !skipped.has(folder);
}
