import assert from "node:assert/strict";
import { AnalysisHost, LineIndex } from "../../../server/src/engine";
import { builtSchemas } from "../../support/engine";
import { migrateAll, specimens } from "./support";

describe("migrations", () => {
	for (const { name, before, after } of specimens()) {
		describe(name, () => {
			it("comes out as it should", () => {
				const { text, refused, made } = migrateAll(before);
				assert.deepEqual(refused, []);
				assert.ok(made.length > 0);
				assert.equal(text, after);
			});

			it("leaves nothing to migrate", () => {
				const { text, made } = migrateAll(after);
				assert.deepEqual([text, made], [after, []]);
			});

			it("has no errors", () => {
				const host = new AnalysisHost({ schemas: builtSchemas() });
				host.setFile(`file:///${name}.yaml`, after);
				const lines = new LineIndex(after);
				const problems = host
					.analysis()
					.problems(`file:///${name}.yaml`)
					.filter(({ severity }) => severity === "error")
					.map(({ span, code, message }) => `${lines.position(span.start).line + 1}: ${code}: ${message}`);
				assert.deepEqual(problems, []);
			});

			it("says the same with Windows line ends", () => {
				const { text } = migrateAll(before.replaceAll("\n", "\r\n"));
				assert.equal(text, after.replaceAll("\n", "\r\n"));
			});
		});
	}
});
