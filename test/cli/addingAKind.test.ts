import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../tools/lib/run";

const root = join(__dirname, "..", "..");

describe("docs/adding-a-kind.md", () => {
	it("shows a definition that works, and what it finds", async () => {
		const text = readFileSync(join(root, "docs", "adding-a-kind.md"), "utf8").replaceAll(/^ {3}/gm, "");
		const definition = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
		const [, manifest = "", command = "", output = ""] =
			/```console\n\$ cat fridge\.yaml\n([\s\S]*?)\$ node (.*)\n([\s\S]*?)```/.exec(text) ?? [];
		const folder = mkdtempSync(join(tmpdir(), "edgewise-kind-"));
		try {
			writeFileSync(join(folder, "definition.yaml"), definition);
			writeFileSync(join(folder, "fridge.yaml"), manifest);
			const [program = "", lint = "", ...files] = command.split(" ");
			const args = [join(root, program), lint, "--schemas", "definition.yaml", ...files];
			const { stdout, stderr } = await run(process.execPath, args, { cwd: folder });
			assert.equal(stderr, "");
			assert.equal(stdout, output);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
