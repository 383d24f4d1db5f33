import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { repositoryRoot } from "../lib/paths";

export interface BundleOptions {
	/** Folder whose `*.test.ts` files, at any depth, are the tests. */
	readonly testsDir: string;
	/** Folder that gets the bundle; emptied before. */
	readonly outDir: string;
	/** Takes part in choosing the tests: only paths, relative to `testsDir`, for which it is true. */
	readonly only?: (path: string) => boolean;
	/** Milliseconds for one test; 60 seconds unless given. */
	readonly timeoutMs?: number;
}

/**
 * Makes one CommonJS module of all tests in a folder, fit to be `extensionTestsPath`: its `run()` runs them with Mocha.
 * All tests share one instance of each module they import; `__dirname` stays the folder of the TypeScript file.
 *
 * @returns the module's path
 * @throws Error when there is no test, or one does not compile
 */
export async function bundleTests(options: BundleOptions): Promise<string> {
	const testsDir = resolve(options.testsDir);
	const found = (await readdir(testsDir, { recursive: true }))
		.filter((path) => path.endsWith(".test.ts"))
		.filter(options.only ?? (() => true))
		.sort();
	if (found.length === 0) throw new Error(`No test (*.test.ts) was chosen in ${testsDir}.`);
	await rm(options.outDir, { recursive: true, force: true });

	const tests = found.map((path) => {
		const text = JSON.stringify(path);
		return `{ name: ${text}, load: () => require(${JSON.stringify(`./${path}`)}) }`;
	});
	const runner = JSON.stringify(join(repositoryRoot, "test", "support", "vscode", "mochaRunner.ts"));
	const limit = JSON.stringify(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs });
	const outDir = resolve(options.outDir);
	await build({
		stdin: {
			contents: `import { runMocha } from ${runner};\nexport const run = () => runMocha([\n${tests.join(",\n")}\n], ${limit});\n`,
			resolveDir: testsDir,
			sourcefile: "index.ts",
			loader: "ts",
		},
		outfile: join(outDir, "tests.js"),
		bundle: true,
		platform: "node",
		format: "cjs",
		target: "node20",
		sourcemap: "linked",
		external: ["vscode", "mocha", "playwright-core", "esbuild"],
		plugins: [keepDirname],
		logLevel: "silent",
	});
	const entry = join(outDir, "index.js");
	// Node reads a module's source map only if told so before it loads the module.
	await writeFile(entry, 'process.setSourceMapsEnabled(true);\nexports.run = () => require("./tests.js").run();\n');
	return entry;
}

/** Gives each TypeScript file its own `__dirname` and `__filename`, as if it were not bundled. */
const keepDirname: Plugin = {
	name: "keep-dirname",
	setup: ({ onLoad }) => {
		onLoad({ filter: /\.ts$/ }, async ({ path }) => {
			const source = await readFile(path, "utf8");
			if (!/\b__(dirname|filename)\b/.test(source) || relative(repositoryRoot, path).includes("node_modules"))
				return null;
			const names = `const __dirname = ${JSON.stringify(dirname(path))}, __filename = ${JSON.stringify(path)};`;
			return { contents: `${names} ${source}`, loader: "ts" };
		});
	},
};
