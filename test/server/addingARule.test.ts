import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rule } from "../../server/src/engine";
import { ManifestDocument } from "../../server/src/engine/document";
import { editsFor } from "../../server/src/engine/lint/change";
import type { Finding } from "../../server/src/engine/lint/rule";
import { placeOf } from "../../server/src/engine/lint/run";
import { objectsIn } from "../../server/src/engine/semantic/objects";
import { applyEdits } from "../../server/src/engine/text/edit";
import { repositoryRoot } from "../../tools/lib/paths";
import { load } from "../support/engine";
import { parseFixture } from "../support/fixture";

const documentation = readFileSync(join(repositoryRoot, "docs", "adding-a-rule.md"), "utf8");

describe("docs/adding-a-rule.md", () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "edgewise-rule-"));
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it("shows a rule that finds what its specimen says, and mends it", () => {
		const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(documentation) ?? [];
		const place = join(repositoryRoot, "server", "src", "engine", "lint", "rules", "practice");
		const file = join(folder, "rule.ts");
		writeFileSync(
			file,
			code.replaceAll(/from "(\.[^"]*)"/g, (_, path: string) => `from ${JSON.stringify(join(place, path))}`),
		);
		const { endlessTermination: rule } = require(file) as { readonly endlessTermination: Rule };
		const [, specimen = ""] = /## Bad\n\n```yaml\n([\s\S]*?)```/.exec(documentation) ?? [];
		const [fixture] = parseFixture(specimen).files;
		const document = new ManifestDocument(fixture?.text ?? "");
		const [object] = objectsIn(document, "file:///till.yaml");
		assert.ok(object !== undefined && fixture !== undefined);
		const { analysis } = load("");
		const found: Finding[] = [];
		const { workspace } = analysis;
		const context = { object, data: object.data, workspace, report: (finding: Finding) => found.push(finding) };
		rule.check(context as unknown as Parameters<Rule["check"]>[0]);
		const [mark] = fixture.expected;
		const [finding] = found;
		assert.ok(mark !== undefined && finding !== undefined && found.length === 1);
		const span = placeOf(document, finding.path, finding.part ?? "value");
		assert.deepEqual(document.lines.position(span.start), { line: mark.line, column: mark.column });
		assert.equal(rule.id, mark.code);
		assert.ok(finding.message.en.includes(mark.message));
		const edits = editsFor(document, [], finding.fixes?.[0]?.changes ?? []) ?? [];
		assert.ok(edits.length > 0);
		assert.doesNotMatch(applyEdits(document.text, edits), /terminationGracePeriodSeconds/);
	});
});
