import { join } from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../lib/paths";
import { type FuzzOptions, fuzz } from "./session";

const help = `Usage: npm run fuzz -- [options]

Drives the built language server (npm run build) with random edits and requests, one session a seed, and looks for
requests that are not answered, exceptions, stale diagnostics, and memory that grows.

  --minutes N   how long (default: 60)
  --seed N      only this seed, with what the client did last
  --from N      the first seed (default: 1)
  --actions N   what the client does in a session (default: 1000)
  --server FILE the server (default: dist/server.js)
  --quick       ten short sessions
  --verbose     a line for each session
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			minutes: { type: "string", default: "60" },
			seed: { type: "string" },
			from: { type: "string", default: "1" },
			actions: { type: "string" },
			server: { type: "string", default: join(repositoryRoot, "dist", "server.js") },
			quick: { type: "boolean", default: false },
			verbose: { type: "boolean", default: false },
			help: { type: "boolean", short: "h", default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return;
	}
	const single = values.seed === undefined ? undefined : Number(values.seed);
	const actions = Number(values.actions ?? (values.quick ? 200 : 1000));
	const deadline = performance.now() + Number(values.minutes) * 60_000;
	const first = single ?? Number(values.from);
	const failed: number[] = [];
	let requests = 0;
	let sessions = 0;
	for (let seed = first; ; seed++) {
		const over =
			single !== undefined ? seed > single : values.quick ? seed >= first + 10 : performance.now() > deadline;
		if (over) break;
		const options: FuzzOptions = { seed, actions, patience: 30_000, memory: 1000, server: values.server };
		const result = await fuzz(options);
		if (values.verbose) console.log(`seed ${seed}: ${result.requests} requests`);
		sessions++;
		requests += result.requests;
		if (result.complaints.length === 0) continue;
		failed.push(seed);
		console.log(`\nSeed ${seed} (npm run fuzz -- --seed ${seed} --actions ${actions}):`);
		for (const complaint of result.complaints.slice(0, 10)) console.log(`  ${complaint}`);
		if (single !== undefined) console.log(["", "What the client did last:", ...result.last].join("\n  "));
	}
	console.log(
		`\n${sessions} sessions, ${requests} requests, ${failed.length} failed${failed.map((seed) => ` ${seed}`).join()}`,
	);
	process.exitCode = failed.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
