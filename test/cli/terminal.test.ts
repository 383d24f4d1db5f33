import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { localeOf } from "../../server/src/cli/messages/choose";
import { allOptions, formats, lintOptions } from "../../server/src/cli/options";
import { ruleLevels } from "../../server/src/engine";
import { coreSeverity } from "../../server/src/engine/lint/levels";
import { repositoryRoot } from "../../tools/lib/paths";
import { cli, device, Workspace } from "./workspace";

const documentation = () => readFileSync(join(repositoryRoot, "docs", "command-line.md"), "utf8");

describe("the command line in a terminal", () => {
	const workspace = new Workspace({ "device.yaml": device });
	after(() => workspace.remove());

	it("speaks the language of the environment, or the one that is asked for", async () => {
		const chinese = /没有字段/;
		const lint = async (env: NodeJS.ProcessEnv, ...args: string[]) =>
			(await workspace.run(["lint", "device.yaml", ...args], { env })).stdout;
		assert.match(await lint({ LC_ALL: "zh_CN.UTF-8" }), chinese);
		assert.match(await lint({ LC_ALL: "", LANG: "zh_TW.UTF-8" }), /1 个错误/);
		assert.match(await lint({ LC_ALL: "C", LANG: "zh_CN" }), /has no field/);
		assert.match(await lint({}, "--locale", "zh_CN"), chinese);
		assert.match(await lint({ LC_ALL: "zh_CN" }, "--locale=en"), /has no field/);
		assert.equal(localeOf({ LC_ALL: "", LC_MESSAGES: "zh_CN", LANG: "de_DE" }), "zh_CN");
		const { stderr } = await workspace.run(["lint", "--formt", "json"], { env: { LC_ALL: "zh_CN" } });
		assert.equal(stderr, "edgewise: 没有选项 --formt。是不是想写“--format”？\n运行“edgewise --help”查看用法。\n");
	});

	it("colours its text where it is wanted", async () => {
		const coloured = async (env: NodeJS.ProcessEnv) =>
			(await workspace.run(["lint", "device.yaml"], { env })).stdout.includes("\u001B[");
		assert.equal(await coloured({}), false);
		assert.equal(await coloured({ FORCE_COLOR: "1" }), true);
		assert.equal(await coloured({ FORCE_COLOR: "1", NO_COLOR: "1" }), true);
		assert.equal(await coloured({ FORCE_COLOR: "0" }), false);
		assert.equal(await coloured({ NO_COLOR: "1" }), false);
	});

	it("ends quietly where nobody reads on", async () => {
		workspace.write("many.yaml", `${device}---\n`.repeat(3000));
		const child = spawn(process.execPath, [cli, "lint", "many.yaml"], { cwd: workspace.folder });
		let stderr = "";
		child.stderr.on("data", (chunk: Buffer) => {
			stderr += chunk.toString();
		});
		child.stdout.once("data", () => child.stdout.destroy());
		const status = await new Promise((resolve) => child.on("close", resolve));
		assert.equal(stderr, "");
		assert.equal(status, 1);
	});

	it("says what is meant where a word is misspelt, and runs nothing", async () => {
		for (const [args, words] of [
			[["lnt"], 'there is no command "lnt". Did you mean "lint"?'],
			[["lint", "--sumary", "a"], 'there is no option --sumary. Did you mean "--summary"?'],
			[["lint", "-x", "a"], "there is no option -x."],
			[["lint", "a", "--format"], "--format needs a value: --format FORMAT"],
			[["lint", "a", "--fix=yes"], "--fix takes no value"],
			[["lint", "a", "--format", "jsno"], '--format must be text, json, sarif, junit or github, not "jsno".'],
			[["lint", "a", "--severity", "warn"], '--severity must be error, warning, info or hint, not "warn".'],
			[["lint", "a", "--output", "json"], "--output must be FORMAT=FILE"],
			[
				["lint", "a", "--output", "jso=x"],
				'--output must be text, json, sarif, junit or github, not "jso". Did you mean "json"?',
			],
			[["lint", "a", "--rules", "no-schema"], "--rules must be RULE=LEVEL"],
			[["lint", "a", "--rules", "no-shema=off"], '--rules: there is no rule "no-shema". Did you mean "no-schema"?'],
			[
				["lint", "a", "--rules", "no-schema=of"],
				'must be off, error, warning, info or hint, not "of". Did you mean "off"?',
			],
			[["lint", "a", "--jobs", "0"], "--jobs must be a whole number from 1 on"],
			[["lint", "a", "--dry-run"], "--dry-run works only together with --fix"],
			[["lint", "a", "--dry-run", "--fix", "--format=json"], "--dry-run prints a diff"],
			[["lint", "a", "--stdin-filename", "b"], "--stdin-filename works only together with -"],
			[["lint", "-", "-"], "standard input (-) can be checked only once"],
			[["lint", "!a"], "lint needs at least one file"],
			[["lint", "a", "--locale", "fr"], '--locale must be en or zh-cn, not "fr".'],
			[[], "no command given"],
		] as const) {
			const { status, stdout, stderr } = await workspace.run(args);
			assert.deepEqual([status, stdout], [2, ""], args.join(" "));
			assert.ok(stderr.includes(words), `${args.join(" ")}: ${stderr}`);
			assert.match(stderr, /Run "edgewise --help"/);
		}
	});

	it("helps with each command, in both languages", async () => {
		const program = await workspace.run(["--help"]);
		assert.equal(program.status, 0);
		assert.match(program.stdout, /^Usage: edgewise COMMAND/);
		assert.match(program.stdout, /\n {2}lint +checks manifests\n/);
		assert.equal((await workspace.run(["lint", "-h"])).stdout, (await workspace.run(["lint", "--help"])).stdout);
		for (const locale of ["en", "zh-cn"]) {
			const { stdout } = await workspace.run(["lint", "--help", "--locale", locale]);
			for (const { name } of allOptions) assert.match(stdout, new RegExp(`\\n  --${name} `), name);
			for (const line of stdout.split("\n")) assert.ok(line.length <= 120, line);
		}
		const version = await workspace.run(["--version"]);
		assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
	});
});

describe("docs/command-line.md", () => {
	it("has every option of the help, and no other", async () => {
		const table = documentation().split("## Options")[1]?.split("\n## ")[0] ?? "";
		const documented = [...table.matchAll(/^\| `--([\w-]+)/gm)].map(([, name]) => name);
		assert.deepEqual(
			documented,
			[...lintOptions, ...allOptions.slice(lintOptions.length)].map(({ name }) => name),
		);
		for (const [, name = ""] of documentation().matchAll(/\s--([a-z][\w-]+)/g)) {
			const known = allOptions.some((option) => option.name === name) || ["save-dev", "all-files"].includes(name);
			assert.ok(known, `--${name}`);
		}
		for (const format of formats) assert.ok(documentation().includes(`\`${format}\``), format);
	});

	it("has every rule with its usual severity, and every level", () => {
		const table = documentation().split("## Rules")[1]?.split("\n## ")[0] ?? "";
		const rows = [...table.matchAll(/^\| `([\w-]+)` +\| (\w+)/gm)].map(([, code, severity]) => [code, severity]);
		assert.deepEqual(rows, Object.entries(coreSeverity));
		for (const level of ruleLevels) assert.ok(documentation().includes(`\`${level}\``), level);
	});

	it("shows a configuration file that works", async () => {
		const [, text = ""] = /```yaml\n# \.edgewise\.yaml\n([\s\S]*?)```/.exec(documentation()) ?? [];
		const workspace = new Workspace({ ".edgewise.yaml": text, "device.yaml": device, "crds/.keep": "" });
		try {
			assert.ok(text.includes("overrides:"));
			assert.equal((await workspace.lint("device.yaml")).stderr, "");
		} finally {
			workspace.remove();
		}
	});

	it("shows command lines that work", async () => {
		const commands = [...documentation().matchAll(/^(?:\$ )?(?:npx )?edgewise (lint .*?)(?: +#.*)?$/gm)].map(
			([, args = ""]) => args,
		);
		assert.ok(commands.length > 10);
		const files = ["stores/device.yaml", "stores/store-007/device.yaml", "crds/.keep", "models/.keep"];
		const texts = files.map((file) => [file, file.endsWith(".yaml") ? device : ""]);
		const workspace = new Workspace(Object.fromEntries(texts));
		try {
			await workspace.lint("stores", "--baseline", "baseline.json", "--write-baseline");
			workspace.write("edgewise-baseline.json", workspace.read("baseline.json"));
			for (const command of commands) {
				const args = command
					.replace(/ <.*| \|.*| >.*/, "")
					.split(/ +/)
					.map((arg) => arg.replaceAll("'", ""));
				const { status, stderr } = await workspace.run(args, { input: device });
				assert.ok(status < 2, `${command}: ${stderr}`);
			}
		} finally {
			workspace.remove();
		}
	}).timeout(60_000);
});

describe(".pre-commit-hooks.yaml", () => {
	it("defines hooks that the command line understands", async () => {
		const hooks = parse(readFileSync(join(repositoryRoot, ".pre-commit-hooks.yaml"), "utf8")) as {
			readonly id: string;
			readonly entry: string;
			readonly types: readonly string[];
		}[];
		const workspace = new Workspace({ "device.yaml": device });
		try {
			for (const { id, entry, types } of hooks) {
				assert.ok(documentation().includes(`id: ${id}`), id);
				assert.deepEqual(types, ["yaml"]);
				const [program, ...args] = entry.split(" ");
				assert.equal(program, "edgewise");
				const { status, stderr } = await workspace.run([...args, "device.yaml"]);
				assert.equal(status, id.endsWith("fix") ? 0 : 1, stderr);
			}
		} finally {
			workspace.remove();
		}
	});
});
