import { strict as assert } from "node:assert";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../tools/lib/paths";
import { Workspace } from "./workspace";

const documentation = readFileSync(join(repositoryRoot, "docs", "templates.md"), "utf8");

describe("docs/templates.md", () => {
	let workspace: Workspace;

	beforeEach(() => {
		workspace = new Workspace();
		cpSync(join(repositoryRoot, "examples", "templates"), join(workspace.folder, "templates"), { recursive: true });
	});

	afterEach(() => workspace.remove());

	const shown = [...documentation.matchAll(/```console\n\$ edgewise (.*)\n([\s\S]*?)```/g)];

	const run = async (line: string, ...more: string[]) => {
		const args = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
		return await workspace.run([...args, ...more]);
	};

	it("shows commands with what they print", async () => {
		const [make, check] = shown;
		assert.equal(shown.length, 2);
		assert.equal((await run(make?.[1] ?? "")).stdout, make?.[2]);
		assert.equal((await run(make?.[1] ?? "", "--write")).status, 0);
		assert.equal((await run(check?.[1] ?? "")).stdout, check?.[2]);
	});

	it("shows how drift is told", async () => {
		const [make, check] = shown;
		await run(make?.[1] ?? "", "--write");
		const file = "sites/store-102/till.yaml";
		workspace.write(file, workspace.read(file).replace("busybox:1", "busybox:2").replace("replicas: 1", "replicas: 2"));
		const [, text] = /```text\n([\s\S]*?)```/.exec(documentation) ?? [];
		assert.equal((await run(check?.[1] ?? "")).stdout, text);
	});

	it("makes sites that have no mistakes", async () => {
		await run(shown[0]?.[1] ?? "", "--write");
		const { status, stdout } = await workspace.lint("sites");
		assert.equal(status, 0, stdout);
	});
});
