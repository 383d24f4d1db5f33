import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../server/src/engine";
import { ruleUrl } from "../../server/src/engine/lint/ruleUrl";
import { ruleFolder, rulePages } from "../../tools/docs/rules";

describe("docs/rules", () => {
	it("is what `npm run docs` makes of the rules, and nothing else", async () => {
		const pages = await rulePages();
		assert.deepEqual(readdirSync(ruleFolder).sort(), [...pages.keys()].sort());
		for (const [name, text] of pages) assert.equal(readFileSync(join(ruleFolder, name), "utf8"), text, name);
	});

	it("has the page of every rule where its address says", () => {
		for (const { id } of rules) {
			const file = ruleUrl(id).replace("https://github.com/edgewise/edgewise/blob/main/docs/rules/", "");
			assert.equal(file, `${id}.md`);
			assert.ok(readdirSync(ruleFolder).includes(file), file);
		}
	});

	it("shows examples of both sorts, without marks that YAML does not know", async () => {
		for (const [name, text] of await rulePages()) {
			if (name === "README.md") continue;
			assert.match(text, /## Bad/);
			assert.match(text, /## Good/);
			const code = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = ""]) => block).join("");
			assert.doesNotMatch(code, /^\s*\^/m, name);
		}
	});

	it("points at pages that are there", async () => {
		const pages = await rulePages();
		for (const [name, text] of pages) {
			for (const [, target = ""] of text.matchAll(/\]\(([a-z0-9-]+\.md)\)/g))
				assert.ok(pages.has(target), `${name}: ${target}`);
		}
	});
});
