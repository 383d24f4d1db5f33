import { strict as assert } from "node:assert";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../tools/lib/paths";
import { run } from "../../tools/lib/run";

const cli = join(repositoryRoot, "dist", "cli.js");
const examples = join(repositoryRoot, "examples");

describe("the example fleet", () => {
	it("has no mistakes but those that it is meant to show", async () => {
		const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
		const clean = await run(process.execPath, [cli, "lint", ...folders.map(({ name }) => join(examples, name))]);
		assert.equal(clean.status, 0, clean.stdout);
		const { stdout } = await run(process.execPath, [cli, "lint", "--format=json", join(examples, "start-here.yaml")]);
		const { problems } = JSON.parse(stdout) as { problems: { code: string }[] };
		assert.deepEqual(
			problems.map(({ code }) => code),
			["bad-format", "unknown-field", "wrong-type", "wrong-type", "wrong-type"],
		);
	});
});
