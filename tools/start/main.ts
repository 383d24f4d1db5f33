import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "../build";
import { type Demo, startDemo } from "../demo/demo";
import { repositoryRoot } from "../lib/paths";
import { findLocalCode } from "../vscode/programs";
import { startVSCodeServer } from "../vscode/server";

const usage = `Usage: npm start -- [--demo] [--browser] [FOLDER]

Opens VS Code with Edgewise, built from this folder, on the example fleet in examples/ (or on FOLDER).

  --demo      also start a local Kubernetes with the example objects, so that the side bar is alive
  --browser   use the browser-hosted VS Code even where a local one is installed
`;

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			demo: { type: "boolean", default: false },
			browser: { type: "boolean", default: false },
			help: { type: "boolean", short: "h", default: false },
		},
	});
	if (values.help) {
		console.log(usage);
		return;
	}
	console.log("Building Edgewise…");
	await buildAll({ production: false });
	const folder = positionals[0] ?? join(repositoryRoot, "examples");
	let demo: Demo | undefined;
	if (values.demo) {
		demo = await startDemo((line) => console.log(line));
		console.log(`The demo's kubeconfig: ${demo.kubeconfig}`);
		if (!demo.hasNode) {
			console.log("Without root on Linux the demo has no real node: pods stay pending, everything else works.");
		}
	}
	const env = { ...process.env, ...(demo !== undefined && { KUBECONFIG: demo.kubeconfig }) };
	const code = values.browser ? undefined : findLocalCode();
	try {
		if (code !== undefined) await openLocal(code, folder, env, demo !== undefined);
		else await openInBrowser(folder, env);
	} finally {
		await demo?.stop();
	}
}

/** Opens the local VS Code in a window with a profile of its own, and waits until it is closed. */
async function openLocal(code: string, folder: string, env: NodeJS.ProcessEnv, ownInstance: boolean): Promise<void> {
	console.log(`Opening ${code}…`);
	const args = [`--extensionDevelopmentPath=${repositoryRoot}`, "--new-window", "--wait"];
	// A running VS Code would keep its own environment, and with it its own kubeconfig.
	const profile = ownInstance ? await mkdtemp(join(tmpdir(), "edgewise-profile-")) : undefined;
	if (profile !== undefined) args.push(`--user-data-dir=${profile}`, "--disable-workspace-trust");
	try {
		await new Promise<void>((resolve, reject) => {
			const child = spawn(code, [...args, folder], { env, stdio: "inherit", shell: process.platform === "win32" });
			child.on("error", reject);
			child.on("close", () => resolve());
			process.once("SIGINT", () => child.kill());
		});
	} finally {
		if (profile !== undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** Starts VS Code's own server, prints its address, and waits for Ctrl+C. */
async function openInBrowser(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
	console.log("No local VS Code was found (code on the PATH); preparing the browser-hosted one…");
	const server = await startVSCodeServer({ env, builtinExtensions: [repositoryRoot], testDriver: false });
	const address = `${server.url.replace(/\/$/, "")}/?folder=${encodeURIComponent(folder).replaceAll("%2F", "/")}`;
	console.log(`\nVS Code with Edgewise is ready:\n\n    ${address}\n\nPress Ctrl+C to end it.`);
	await new Promise<void>((resolve) => {
		process.once("SIGINT", resolve);
		process.once("SIGTERM", resolve);
		void server.ended.then(resolve);
	});
	await server.stop();
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
