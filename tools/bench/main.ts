import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../lib/paths";
import type { Contestant } from "./contestant";
import { type EditingResult, measureEditing } from "./editing";
import { measureParsing } from "./parsing";
import { peer } from "./peer";
import { type BenchResult, reportOf } from "./report";
import { measureLint, measureWorkspace } from "./wholeWorkspace";

/*
 * npm run bench -- [--json FILE] [--quick] [--no-peer] [--dist FOLDER]
 *
 * Measures what was built into dist/ (or another folder): the language server beside the one that others use, the engine on a workspace, the
 * command line. docs/performance.md says how, and what came of it.
 */

const full = { documents: 1000, starts: 5, keystrokes: 40, files: 10_000, rounds: 3, parses: 15 };
/** Enough to see that everything runs; the numbers mean nothing. */
const quick = { documents: 30, starts: 1, keystrokes: 4, files: 100, rounds: 1, parses: 1 };

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			json: { type: "string" },
			quick: { type: "boolean", default: false },
			"no-peer": { type: "boolean", default: false },
			dist: { type: "string", default: join(repositoryRoot, "dist") },
		},
	});
	const dist = resolve(values.dist);
	for (const file of ["server.js", "cli.js", "schemas"]) {
		if (!existsSync(join(dist, file))) {
			throw new Error(`${join(dist, file)} is missing. Build it first: npm run build`);
		}
	}
	const size = values.quick ? quick : full;
	const say = (text: string) => process.stderr.write(`${text}\n`);
	say("measuring edgewise in an editor …");
	const own = await measureEditing(await ownServer(dist), size);
	const theirs = values["no-peer"] ? undefined : await measurePeer(dist, size, say);
	say("measuring the parser …");
	const parsing = measureParsing(size.parses);
	say("measuring a workspace …");
	const workspace = await measureWorkspace(dist, size.files);
	say("measuring the command line …");
	const lint = await measureLint(dist, size.files, size.rounds);
	const result: BenchResult = {
		date: new Date().toISOString(),
		node: process.version,
		cores: availableParallelism(),
		own,
		peer: theirs,
		parsing,
		workspace,
		lint,
	};
	process.stdout.write(reportOf(result));
	if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, undefined, "\t")}\n`);
}

async function ownServer(dist: string): Promise<Contestant> {
	const manifest = JSON.parse(await readFile(join(repositoryRoot, "package.json"), "utf8")) as { version: string };
	return {
		name: "edgewise",
		version: manifest.version,
		command: [join(dist, "server.js"), "--stdio"],
		debounce: 0,
		settings: {},
	};
}

async function measurePeer(
	dist: string,
	size: typeof full,
	say: (text: string) => void,
): Promise<EditingResult | undefined> {
	say("measuring the peer in an editor …");
	let contestant: Contestant;
	try {
		contestant = await peer(dist);
	} catch (error) {
		say(`The peer could not be fetched; its column stays empty. ${error instanceof Error ? error.message : error}`);
		return undefined;
	}
	return measureEditing(contestant, size);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 1;
});
