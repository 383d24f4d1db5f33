import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { repositoryRoot } from "../../tools/lib/paths";

const read = (path: string) => readFileSync(join(repositoryRoot, path), "utf8");

/** Paths of the files below a folder whose names end in one of the given ways, relative to the repository. */
function filesBelow(folder: string, ...endings: readonly string[]): string[] {
	return readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: "utf8" })
		.map((path) => relative(repositoryRoot, join(repositoryRoot, folder, path)))
		.filter((path) => !/[\\/]\.out[\\/]/.test(path) && endings.some((ending) => path.endsWith(ending)));
}

interface Contribution {
	readonly commands: readonly { readonly command: string; readonly title: string }[];
	readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
	readonly views: { readonly edgewise: readonly { readonly id: string }[] };
	readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
}

const manifestText = read("package.json");
const manifest = JSON.parse(manifestText) as { readonly contributes: Contribution };
const { commands, configuration, views, menus } = manifest.contributes;
const clientSources = filesBelow("client/src", ".ts").map(read).join("\n");
const sources = clientSources + filesBelow("server/src", ".ts").map(read).join("\n");
const documentation = ["README.md", ...filesBelow("docs", ".md")].map(read).join("\n");

/** The commands that the fleet carries out, and those that the language server does. */
const commandTables = read("client/src/commands/index.ts") + read("client/src/language/commands.ts");

describe("tidiness", () => {
	it("implements and documents every command", () => {
		const english = JSON.parse(read("package.nls.json")) as Record<string, string>;
		const table = commandTables;
		for (const { command, title } of commands) {
			assert.ok(table.includes(`"${command}"`), `${command} is not in the table of commands`);
			const name = english[title.replaceAll("%", "")]?.replace("…", "") ?? "";
			assert.ok(documentation.includes(`Edgewise: ${name}`), `"Edgewise: ${name}" is not documented`);
		}
	});

	it("contributes every command of the table, and no menu entry without a command", () => {
		const known = new Set(commands.map(({ command }) => command));
		const table = commandTables;
		for (const [, id = ""] of table.matchAll(/"(edgewise\.\w+)"/g))
			assert.ok(known.has(id), `${id} is not contributed`);
		for (const { command } of Object.values(menus).flat())
			assert.ok(known.has(command), `${command} is in a menu only`);
	});

	it("uses and documents every setting", () => {
		for (const name of Object.keys(configuration.properties)) {
			const last = name.replace("edgewise.", "");
			const used = sources.includes(`"${last}"`) || sources.includes(last.split(".").at(-1) ?? name);
			// The language client reads its trace setting by itself.
			assert.ok(used || name === "edgewise.trace.server", `${name} is not used`);
			assert.ok(documentation.includes(`\`${name}\``), `${name} is not documented`);
		}
	});

	it("implements and documents every view", () => {
		for (const { id } of views.edgewise) assert.ok(clientSources.includes(`"${id}"`), `${id} is not implemented`);
	});

	it("says everything of package.json in both languages, and nothing else", () => {
		const used = [...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key = ""]) => key);
		for (const file of ["package.nls.json", "package.nls.zh-cn.json"]) {
			const texts = JSON.parse(read(file)) as Record<string, string>;
			assert.deepEqual(Object.keys(texts).sort(), [...new Set(used)].sort(), file);
		}
	});

	it("says everything of the client in Chinese, and nothing else", () => {
		const said = new Set<string>();
		for (const [, quoted = ""] of clientSources.matchAll(/l10n\s*\.t\(\s*("(?:[^"\\]|\\.)*")/g)) {
			said.add(JSON.parse(quoted) as string);
		}
		for (const [, quoted = ""] of clientSources.matchAll(/l10n\s*\.t\(\s*'((?:[^'\\]|\\.)*)'/g)) {
			said.add(quoted.replaceAll("\\'", "'"));
		}
		assert.ok(said.size > 50, "the texts of the client were not found");
		const calls = [...clientSources.matchAll(/l10n\s*\.t\(/g)].length;
		const literal = [...clientSources.matchAll(/l10n\s*\.t\(\s*["']/g)].length;
		assert.equal(literal, calls, "every text is a plain string literal");
		const chinese = JSON.parse(read("l10n/bundle.l10n.zh-cn.json")) as Record<string, string>;
		assert.deepEqual(Object.keys(chinese).sort(), [...said].sort());
		for (const [english, text] of Object.entries(chinese)) {
			const places = (s: string) => [...new Set(s.match(/\{\w+\}/g) ?? [])].sort();
			assert.deepEqual(places(text), places(english), english);
		}
	});

	it("keeps the engine a library, and the fleet free of VS Code", () => {
		const forbidden: readonly [string, RegExp][] = [
			["server/src/engine", /from "(?:vscode|vscode-languageserver[^"]*|node:[^"]+)"|Date\.now|new Date\(/],
			["client/src/fleet", /from "vscode"/],
		];
		for (const [folder, pattern] of forbidden) {
			for (const file of filesBelow(folder, ".ts")) assert.doesNotMatch(read(file), pattern, file);
		}
	});

	it("keeps the protocol in one place", () => {
		for (const file of filesBelow("server/src", ".ts")) {
			if (!/[\\/]lsp[\\/]/.test(file)) assert.doesNotMatch(read(file), /from "vscode-languageserver/, file);
		}
	});

	it("has no file that a reader cannot hold", () => {
		for (const folder of ["client", "server", "tools", "test"]) {
			for (const file of filesBelow(folder, ".ts")) {
				const lines = read(file).split("\n").length;
				assert.ok(lines <= 500, `${file} has ${lines} lines`);
			}
		}
	});

	it("skips no test and shuts none out", () => {
		for (const file of filesBelow("test", ".test.ts")) {
			assert.doesNotMatch(read(file), /\b(?:it|describe|suite|test)\.(?:skip|only)\b|\bthis\.skip\(/, file);
		}
	});
});
