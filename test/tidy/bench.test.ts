import { strict as assert } from "node:assert";
import { AnalysisHost } from "../../server/src/engine";
import { mixedDocuments, workspace } from "../../tools/bench/manifests";
import { runWorkspace } from "../../tools/bench/workspaceRun";
import { builtSchemaFolder, builtSchemas } from "../support/engine";

describe("the benchmark", () => {
	it("measures with manifests that are valid, so that it does not measure how mistakes are told", () => {
		const host = new AnalysisHost({ schemas: builtSchemas() });
		for (const [path, text] of workspace(60)) host.setFile(`file:///${path}`, text);
		host.setFile("file:///large.yaml", mixedDocuments(60).join("---\n"), false);
		const analysis = host.analysis();
		for (const path of [...workspace(60).keys(), "large.yaml"]) {
			const found = analysis.problems(`file:///${path}`).filter(({ severity }) => severity === "error");
			assert.deepEqual(
				found.map(({ message }) => message),
				[],
				path,
			);
		}
	});

	it("has an edit that everybody who refers to the model hears of", () => {
		const { documents, referrers, findings } = runWorkspace(builtSchemaFolder(), 60);
		assert.equal(documents, 60);
		assert.ok(referrers > documents / 2, `${referrers} refer to it`);
		assert.ok(findings >= referrers, `${findings} findings`);
	});
});
