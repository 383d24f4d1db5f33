import { strict as assert } from "node:assert";
import { chmodSync, lstatSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { CheckedText } from "../../server/src/cli/check/checker";
import { fixText } from "../../server/src/cli/fix/fixText";
import { unifiedDiff } from "../../server/src/cli/fix/unifiedDiff";
import type { Fix } from "../../server/src/engine";
import { run } from "../../tools/lib/run";
import { cluster, device, Workspace } from "./workspace";

const mended = device.replace("nodeNam", "nodeName");

describe("edgewise lint --fix", () => {
	let workspace: Workspace;

	beforeEach(() => {
		workspace = new Workspace({ "device.yaml": device, "cluster.yaml": cluster });
	});

	afterEach(() => workspace.remove());

	it("mends what has one fix and touches nothing else", async () => {
		const before = statSync(join(workspace.folder, "cluster.yaml"));
		const { status, stdout } = await workspace.lint("--fix", ".");
		assert.equal(status, 0);
		assert.equal(stdout, "2 documents in 2 files: no problems\n1 fix made in 1 file.\n");
		assert.equal(workspace.read("device.yaml"), mended);
		const after = statSync(join(workspace.folder, "cluster.yaml"));
		assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
		assert.deepEqual(readdirSync(workspace.folder).sort(), ["cluster.yaml", "device.yaml"]);
	});

	it("goes on until nothing is left to mend", async () => {
		workspace.write("device.yaml", device.replace("spec:", "spc:"));
		const { status } = await workspace.lint("--fix", "device.yaml");
		assert.equal(status, 0);
		assert.equal(workspace.read("device.yaml"), mended);
	});

	it("keeps line ends, byte order mark, mode and links", async () => {
		const text = `\uFEFF# Kühltruhe 🧊\r\n${device.replaceAll("\n", "\r\n")}`;
		workspace.write("real/device.yaml", text);
		chmodSync(join(workspace.folder, "real/device.yaml"), 0o640);
		symlinkSync("real/device.yaml", join(workspace.folder, "link.yaml"));
		await workspace.lint("--fix", "link.yaml");
		assert.equal(workspace.read("real/device.yaml"), text.replace("nodeNam", "nodeName"));
		assert.equal(statSync(join(workspace.folder, "real/device.yaml")).mode & 0o777, 0o640);
		assert.ok(lstatSync(join(workspace.folder, "link.yaml")).isSymbolicLink());
	});

	it("leaves alone what is off, in another encoding, or has several fixes", async () => {
		const utf16 = Buffer.from(`\uFEFF${device}`, "utf16le");
		workspace.write("utf16.yaml", utf16);
		await workspace.lint("--fix", ".", "--rules", "unknown-field=off");
		assert.equal(workspace.read("device.yaml"), device);
		await workspace.lint("--fix", "utf16.yaml");
		assert.equal(workspace.read("utf16.yaml"), utf16.toString("utf8"));
	});

	it("prints a diff that patch takes, and writes nothing, with --dry-run", async () => {
		const { status, stdout, stderr } = await workspace.lint("--fix", "--dry-run", "device.yaml", "cluster.yaml");
		assert.equal(status, 1);
		assert.equal(workspace.read("device.yaml"), device);
		assert.match(stderr, /1 fix to make in 1 file; nothing was written\.\n$/);
		assert.ok(stdout.startsWith("--- a/device.yaml\n+++ b/device.yaml\n@@ -3,4 +3,4 @@\n metadata:\n"), stdout);
		const applied = await run("git", ["apply", "-"], { cwd: workspace.folder, input: stdout });
		assert.equal(applied.status, 0, applied.stderr);
		assert.equal(workspace.read("device.yaml"), mended);
		const clean = await workspace.lint("--fix", "--dry-run", "device.yaml");
		assert.deepEqual([clean.status, clean.stdout], [0, ""]);
	});

	it("passes standard input on, mended", async () => {
		const { status, stdout, stderr } = await workspace.run(["lint", "--fix", "-"], { input: device });
		assert.deepEqual([status, stdout], [0, mended]);
		assert.match(stderr, /^1 document in 1 file: no problems/);
		workspace.write(".edgewise.yaml", "ignore: [lab]\n");
		const args = ["lint", "--fix", "-", "--stdin-filename", "lab/device.yaml"];
		assert.equal((await workspace.run(args, { input: device })).stdout, device);
	});
});

describe("mending a text", () => {
	/** Finds words to mend: each `before` of the table is a finding, with `after` as its fix. */
	const checker =
		(table: Readonly<Record<string, readonly string[]>>) =>
		(text: string): CheckedText => ({
			documents: [
				{
					line: 1,
					kind: "",
					name: "",
					state: "judged",
					found: [...text.matchAll(/\w+/g)].flatMap((match) => {
						const [word] = match;
						const fixes = table[word];
						if (fixes === undefined) return [];
						const span = { start: match.index, end: match.index + word.length };
						const of = { code: "unknown-field", message: word, severity: "error" } as const;
						const place = { file: "", line: 1, column: 1, endLine: 1, endColumn: 1, kind: "", name: "" };
						const made = fixes.map((after): Fix => ({ title: "", edits: [{ span, text: after }] }));
						return [
							{ problem: { ...of, span, fixes: made, kind: "", name: "", related: [] }, finding: { ...of, ...place } },
						];
					}),
				},
			],
		});

	const mend = (text: string, table: Readonly<Record<string, readonly string[]>>) => {
		const check = checker(table);
		const { text: after, made, refused } = fixText(text, check(text), check);
		return [after, made, refused.map(({ message }) => message)];
	};

	it("takes back what brings more findings, and keeps the rest", () => {
		assert.deepEqual(mend("good bad worse", { bad: ["fine"], worse: ["x x"], x: [] }), [
			"good fine worse",
			1,
			["worse"],
		]);
	});

	it("takes back what mends nothing, and ends", () => {
		assert.deepEqual(mend("a", { a: ["a"] }), ["a", 0, ["a"]]);
		const [, made] = mend("a", { a: ["b"], b: ["a"] });
		assert.equal(made, 10);
	});

	it("writes line ends as the text has them", () => {
		assert.deepEqual(mend("a\r\nb", { b: ["c\nd"] }), ["a\r\nc\r\nd", 1, []]);
	});

	it("throws nothing away", () => {
		assert.deepEqual(mend("a b", { a: [""], b: ["c"] }), ["a c", 1, []]);
	});

	it("leaves the choice between several fixes to people", () => {
		assert.deepEqual(mend("a", { a: ["b", "c"] }), ["a", 0, []]);
	});
});

describe("unified diffs", () => {
	it("are those that patch would make of any texts", async () => {
		const workspace = new Workspace();
		try {
			let seed = 7;
			const random = (below: number) => {
				seed = (seed * 1103515245 + 12345) % 2 ** 31;
				return seed % below;
			};
			for (let round = 0; round < 25; round++) {
				const lines = Array.from({ length: random(30) }, () => `line ${random(6)}`);
				const changed = lines.flatMap((line) =>
					random(5) > 0 ? [line] : Array.from({ length: random(3) }, () => `new ${random(4)}`),
				);
				const end = () => (random(3) > 0 ? "\n" : "");
				const before = lines.length > 0 ? lines.join("\n") + end() : "";
				const after = changed.length > 0 ? changed.join("\n") + end() : "first\n";
				if (before === after) continue;
				workspace.write("text", before);
				const input = unifiedDiff("text", before, after);
				const { status, stderr } = await run("git", ["apply", "--unidiff-zero", "-"], { cwd: workspace.folder, input });
				assert.equal(status, 0, `${stderr}\n${input}`);
				assert.equal(workspace.read("text"), after, input);
			}
		} finally {
			workspace.remove();
		}
	});
});
