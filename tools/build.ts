import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, build } from "esbuild";
import { leanKubernetesClient } from "./leanKubernetesClient";
import { repositoryRoot } from "./lib/paths";
import { buildSchemas } from "./schemas/validators";

/**
 * Makes everything in `dist/`: the client (and, apart from it, the part that talks to clusters, so that activation does
 * not load it), the language server, the command line, the compiler of schemas that both load when they need it, and
 * the schemas with their validators.
 *
 * @param production minified and without source maps, as it is packaged
 */
export async function buildAll({ production }: { readonly production: boolean }): Promise<void> {
	const dist = join(repositoryRoot, "dist");
	await rm(dist, { recursive: true, force: true });
	const shared: BuildOptions = {
		bundle: true,
		format: "cjs",
		platform: "node",
		target: "node20",
		minify: production,
		keepNames: production,
		sourcemap: production ? false : "linked",
		legalComments: "none",
		logLevel: "warning",
		absWorkingDir: repositoryRoot,
		define: { EDGEWISE_VERSION: JSON.stringify(await version()) },
		// The UMD builds of some dependencies hide their imports from the bundler; their ES modules do not.
		mainFields: ["module", "main"],
	};
	const entries: BuildOptions[] = [
		{ entryPoints: { server: "server/src/lsp/main.ts" } },
		{ entryPoints: { cli: "server/src/cli/main.ts" }, banner: { js: "#!/usr/bin/env node" } },
		{ entryPoints: { compiler: "server/src/compiler/index.ts" } },
		{ entryPoints: { client: "client/src/extension.ts" }, external: ["vscode", "./fleet.js", "./language.js"] },
		{ entryPoints: { language: "client/src/languagePart.ts" }, external: ["vscode"] },
		{ entryPoints: { fleet: "client/src/fleetPart.ts" }, external: ["vscode"], plugins: [leanKubernetesClient] },
	];
	const present = entries.filter(({ entryPoints }) =>
		Object.values(entryPoints as Record<string, string>).every((file) => existsSync(join(repositoryRoot, file))),
	);
	await Promise.all([
		buildSchemas(join(dist, "schemas")),
		...present.map((entry) => build({ ...shared, ...entry, outdir: dist })),
	]);
}

async function version(): Promise<string> {
	const manifest = JSON.parse(await readFile(join(repositoryRoot, "package.json"), "utf8")) as { version: string };
	return manifest.version;
}

if (require.main === module) {
	const { values } = parseArgs({ options: { production: { type: "boolean", default: false } } });
	buildAll({ production: values.production }).catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	});
}
