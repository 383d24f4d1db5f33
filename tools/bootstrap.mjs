// Plain JavaScript without dependencies: this runs on a fresh clone, before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Installs the npm packages if they are missing or older than the lock file, then runs a TypeScript program. */
export function runTool(program) {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		console.error(`Edgewise needs Node.js 20.19 or newer; this is ${process.version}.`);
		process.exit(1);
	}
	if (!installed()) {
		console.log("Installing npm packages…");
		const npm = process.platform === "win32" ? "npm.cmd" : "npm";
		const { status, error } = spawnSync(npm, ["ci", "--no-audit", "--no-fund"], {
			cwd: root,
			stdio: "inherit",
			shell: process.platform === "win32",
		});
		if (status !== 0) {
			console.error(`npm ci failed${error ? `: ${error.message}` : ""}. Is the npm registry reachable?`);
			process.exit(1);
		}
	}
	const { status } = spawnSync(
		process.execPath,
		[join("node_modules", "tsx", "dist", "cli.mjs"), program, ...process.argv.slice(2)],
		{
			cwd: root,
			stdio: "inherit",
		},
	);
	process.exit(status ?? 1);
}

function installed() {
	const marker = join(root, "node_modules", ".package-lock.json");
	return existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
}
