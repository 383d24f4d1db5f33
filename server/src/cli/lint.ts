import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { reaches } from "../engine";
import { ConfigFinder, type ConfigInUse, repositoryRootOf } from "../node/configFiles";
import type { SchemaSupply } from "../node/schemaSupply";
import { type BaselineEntry, baselineText, type Comparison, compareWithBaseline, readBaseline } from "./baseline";
import { checkAll, type SizedTask, usefulThreads } from "./check/checkAll";
import type { CheckSettings, SchemaSet } from "./check/checker";
import { decodeText, NotText } from "./check/decode";
import { lookAt, readSchemaSet } from "./check/prepare";
import { type FoundFiles, findManifests, type InputFile, type PathFailure, type SearchOptions } from "./files";
import type { CheckedFile, FileResult } from "./findings";
import type { Words } from "./messages/words";
import { type LintOptions, UsageError } from "./parseOptions";

/** What a run needs of the world. */
export interface LintWorld {
	readonly schemaFolder: string;
	/** The program that works when it is started as a thread. */
	readonly workerFile: string;
	readonly cwd: string;
	/** How many threads can work at once. */
	readonly cores: number;
	/** Reads standard input to its end. */
	readonly stdin: () => Promise<Buffer>;
}

/** What a run found. */
export interface LintResult {
	readonly checked: readonly CheckedFile[];
	readonly unread: readonly PathFailure[];
	/** Absent where the run had no baseline. */
	readonly comparison: Comparison | undefined;
	/** Standard input, where settings leave it out: whoever has it mended gets it back as it was. */
	readonly leftOut: string;
}

/**
 * Checks what the options name. A file that cannot be read does not keep the others from being checked.
 *
 * @throws UsageError where the baseline is none or cannot be written, or standard input is no text
 * @throws ConfigError where a configuration file cannot be used
 */
export async function lint(
	options: LintOptions,
	supply: SchemaSupply,
	words: Words,
	world: LintWorld,
): Promise<LintResult> {
	const reasonOf = (error: unknown) => reason(error, words);
	const former = readFormer(options, words);
	const finder = new ConfigFinder(words.config, reasonOf, options.config);
	const given = options.paths.includes("-") ? await standardInput(options, finder, words, world) : undefined;
	const input = given?.ignored ? undefined : given;
	const search: SearchOptions = {
		cwd: world.cwd,
		ignores: (path, isFolder) => (isFolder ? finder.ofFolder(dirname(path)) : finder.ofFile(path)).ignores(path),
		reasonOf,
		noMatch: words.refuse.noMatch,
	};
	const found = await findManifests(
		options.paths.filter((path) => path !== "-"),
		search,
	);
	const named: GivenFile[] = [...(input === undefined ? [] : [input]), ...found.files];
	const around = await findContext(named, options, search);
	const files: GivenFile[] = [...named, ...around.files];
	const look = lookAt([...found.files, ...around.files]);
	const definitions = new Map(look.definitions);
	if (input?.text.includes("CustomResourceDefinition")) definitions.set(input.path, input.text);
	const sets = new SchemaSets(options.schemas, reasonOf);
	const tasks: SizedTask[] = [];
	for (const [index, file] of files.entries()) {
		const config = finder.ofFile(file.path);
		const bytes = file.text?.length ?? look.sizes[index - (input === undefined ? 0 : 1)] ?? 0;
		const rules = { ...config.rulesOf(file.path), ...options.rules };
		const { path, text } = file;
		tasks.push({
			file: file.file,
			path,
			...(text === undefined ? {} : { text }),
			...(index < named.length ? {} : { context: true }),
			bytes,
			rules,
			schemaSet: await sets.indexOf(config),
		});
	}
	const settings: CheckSettings = {
		schemaFolder: world.schemaFolder,
		locale: words.locale,
		identify:
			options.baseline !== undefined || [options.format, ...options.outputs.map((o) => o.format)].includes("sarif"),
		fix: options.fix,
		definitions,
		schemaSets: sets.all,
	};
	const bytes = tasks.reduce((sum, task) => sum + task.bytes, 0);
	const threads = options.jobs ?? usefulThreads(bytes, world.cores);
	const results = await checkAll(tasks, settings, supply, threads, world.workerFile);
	const checked = results.filter((result) => result.kind === "checked");
	const unread = [
		...found.failures,
		...around.failures,
		...sets.failures,
		...results.flatMap((result) => failureOf(result, words)),
	];
	const paths = new Set(checked.map(({ file }) => resolve(world.cwd, file)));
	const comparison = await compare(checked, former, paths, options, words);
	return { checked, unread, comparison, leftOut: given?.ignored ? given.text : "" };
}

/** A file to look at, with its text where it does not lie on the disk. */
type GivenFile = InputFile & { readonly text?: string };

/** How many files are looked at for what others refer to. */
const mostContext = 20_000;

/**
 * The files that are not to be checked, but may hold what others refer to: those that `--context` names, else those of the
 * repositories that the checked files are in.
 */
async function findContext(
	named: readonly InputFile[],
	{ context }: LintOptions,
	search: SearchOptions,
): Promise<FoundFiles> {
	const folders = new Set(named.map(({ path }) => dirname(path)));
	const roots = context ?? [...folders].flatMap((folder) => repositoryRootOf(folder) ?? []);
	const wanted = [...new Set(roots)].filter((root) => root !== "none");
	const { files, failures } = await findManifests(wanted, search);
	const checked = new Set(named.map(({ path }) => path));
	return {
		files: files.filter(({ path }) => !checked.has(path)).slice(0, mostContext),
		failures: context === undefined ? [] : failures,
	};
}

/** Why something on the disk cannot be had, in words. */
export function reason(error: unknown, words: Words): string {
	const { code, message } = error as Partial<NodeJS.ErrnoException>;
	return words.reason(code ?? "", message ?? code ?? String(error));
}

/** Standard input as a file; `ignored` where settings leave it out. */
async function standardInput({ stdinFilename }: LintOptions, finder: ConfigFinder, words: Words, world: LintWorld) {
	const file = stdinFilename ?? "<stdin>";
	const path = resolve(world.cwd, stdinFilename ?? "stdin.yaml");
	try {
		const { text } = decodeText(await world.stdin());
		return { file, path, text, ignored: finder.ofFile(path).ignores(path) };
	} catch (error) {
		if (error instanceof NotText) throw new UsageError(`${file}: ${words.reason("NOT_TEXT", error.message)}`);
		throw error;
	}
}

function failureOf(result: FileResult, words: Words): PathFailure[] {
	if (result.kind === "checked") return [];
	return [{ path: result.file, reason: words.reason(result.code, result.message) }];
}

/** Schemas from folders, a set for each combination of folders that files have. */
class SchemaSets {
	readonly all: SchemaSet[] = [];
	readonly failures: PathFailure[] = [];
	private readonly known = new Map<string, number>();

	constructor(
		private readonly always: readonly string[],
		private readonly reasonOf: (error: unknown) => string,
	) {}

	async indexOf({ schemaFolders }: ConfigInUse): Promise<number> {
		const folders = [...this.always, ...schemaFolders];
		const key = folders.join("\n");
		let index = this.known.get(key);
		if (index === undefined) {
			const { set, failures } = await readSchemaSet(folders, this.reasonOf);
			index = this.all.push(set) - 1;
			this.known.set(key, index);
			const told = new Set(this.failures.map(({ path }) => path));
			this.failures.push(...failures.filter(({ path }) => !told.has(path)));
		}
		return index;
	}
}

/** The baseline as it was before the run. */
function readFormer({ baseline, writeBaseline }: LintOptions, words: Words): readonly BaselineEntry[] | undefined {
	if (baseline === undefined) return undefined;
	if (!existsSync(baseline)) {
		if (writeBaseline) return [];
		throw new UsageError(`${baseline}: ${words.refuse.noBaseline}`);
	}
	let text: string;
	try {
		text = readFileSync(baseline, "utf8");
	} catch (error) {
		throw new UsageError(`${baseline}: ${reason(error, words)}`);
	}
	const entries = readBaseline(text);
	if (entries === undefined) throw new UsageError(`${baseline}: ${words.refuse.notBaseline}`);
	return entries;
}

/** Compares with the baseline, or writes it: then all that would fail the run is known. */
async function compare(
	checked: readonly CheckedFile[],
	former: readonly BaselineEntry[] | undefined,
	paths: ReadonlySet<string>,
	{ baseline, writeBaseline, failFrom }: LintOptions,
	words: Words,
): Promise<Comparison | undefined> {
	if (baseline === undefined || former === undefined) return undefined;
	const findings = checked.flatMap(({ documents }) => documents.flatMap((document) => document.findings));
	if (!writeBaseline) return compareWithBaseline(baseline, former, findings, paths);
	const failing = findings.filter(({ severity }) => reaches(severity, failFrom));
	try {
		await mkdir(dirname(resolve(baseline)), { recursive: true });
		await writeFile(baseline, baselineText(baseline, failing, paths, former));
	} catch (error) {
		throw new UsageError(`${baseline}: ${words.refuse.notWritten(reason(error, words))}`);
	}
	return { known: new Set(failing), gone: [] };
}
