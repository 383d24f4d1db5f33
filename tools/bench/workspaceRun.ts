import { AnalysisHost } from "../../server/src/engine";
import { schemasFromFolder } from "../../server/src/node/schemaFiles";
import { busyModel, workspace } from "./manifests";

/** What the engine needs for a whole workspace; times in milliseconds, memory in megabytes. */
export interface WorkspaceResult {
	readonly documents: number;
	/** Reading all objects of all files. */
	readonly index: number;
	/** Finding everything that is to be told of any file. */
	readonly lint: number;
	/** Resident memory of the process afterwards, and what of it was there before. */
	readonly memory: number;
	readonly memoryBefore: number;
	/** One edit of a model: until all files are known to be as before, or not. */
	readonly edit: number;
	/** How many objects refer to the model, and how many findings the edit brought about. */
	readonly referrers: number;
	readonly findings: number;
}

const megabyte = 1024 * 1024;

/**
 * Runs the engine alone, without files, threads or an editor around it.
 *
 * @param schemas the folder of the schemas that were built
 */
export function runWorkspace(schemas: string, files: number): WorkspaceResult {
	const texts = new Map([...workspace(files)].map(([path, text]) => [`file:///workspace/${path}`, text]));
	const host = new AnalysisHost({ schemas: schemasFromFolder(schemas) });
	const memoryBefore = process.memoryUsage.rss() / megabyte;
	const start = performance.now();
	host.setWorkspaceFiles(texts);
	const indexed = performance.now();
	const before = problemsOf(host, texts.keys());
	const linted = performance.now();
	const model = "file:///workspace/models/freezer.yaml";
	const edited = (texts.get(model) ?? "").replace("name: setpoint", "name: set-point");
	const editStart = performance.now();
	host.setFile(model, edited);
	const after = problemsOf(host, texts.keys());
	const editEnd = performance.now();
	return {
		documents: files,
		index: indexed - start,
		lint: linted - indexed,
		memory: process.memoryUsage.rss() / megabyte,
		memoryBefore,
		edit: editEnd - editStart,
		referrers: [...texts.values()].filter((text) => text.includes(`deviceModelRef:\n    name: ${busyModel}\n`)).length,
		findings: after - before,
	};
}

function problemsOf(host: AnalysisHost, uris: Iterable<string>): number {
	const analysis = host.analysis();
	let count = 0;
	for (const uri of uris) count += analysis.problems(uri).length;
	return count;
}

// A process of its own, so that nothing else counts to its memory.
if (require.main === module) {
	const [, , schemas = "", files] = process.argv;
	process.stdout.write(JSON.stringify(runWorkspace(schemas, Number(files))));
}
