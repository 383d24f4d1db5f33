import { strict as assert } from "node:assert";
import { join } from "node:path";
import { AnalysisHost, plainText } from "../../server/src/engine";
import { snippetsFromFile } from "../../server/src/node/snippetFiles";
import { repositoryRoot } from "../../tools/lib/paths";
import { builtSchemas } from "../support/engine";

const file = join(repositoryRoot, "snippets", "edgewise.code-snippets");

describe("file snippets", () => {
	const snippets = snippetsFromFile(file);

	it("are read from the file that VS Code reads", () => {
		assert.ok(snippets.length >= 20);
		for (const { name, prefix, description, body } of snippets) assert.ok(name && prefix && description && body);
		assert.deepEqual(snippetsFromFile(join(repositoryRoot, "nowhere.code-snippets")), []);
		assert.deepEqual(snippetsFromFile(__filename), []);
	});

	it("leave nothing to find fault with", () => {
		for (const { prefix, body } of snippets) {
			const host = new AnalysisHost({ schemas: builtSchemas() });
			// A configuration of K3s is known by its name; objects go anywhere.
			const uri = body.includes("kind:") ? "file:///site/manifest.yaml" : "file:///site/rancher/k3s/config.yaml";
			host.setFile(uri, `${plainText(body)}\n`);
			const analysis = host.analysis();
			assert.notEqual(analysis.schemaAt(uri, 0), undefined, prefix);
			// A status in a manifest gets a hint: the snippet for one is for trying things out.
			const problems = analysis.problems(uri).filter(({ severity }) => severity !== "hint");
			assert.deepEqual(
				problems.map(({ severity, message }) => `${severity}: ${message}`),
				[],
				prefix,
			);
		}
	});

	it("are offered where a document is empty, by name and by prefix", () => {
		const host = new AnalysisHost({ schemas: builtSchemas(), snippets });
		const offered = (text: string) => {
			host.setFile("file:///a.yaml", text);
			return host
				.analysis()
				.completions("file:///a.yaml", text.length)
				.items.map(({ label }) => label);
		};
		for (const { prefix } of snippets) assert.ok(offered(prefix).includes(prefix), prefix);
		assert.ok(offered("").includes("edge-store"));
		assert.ok(offered("kind: ConfigMap\n---\n").includes("edge-store"));
		assert.ok(!offered("kind: ConfigMap\n").includes("edge-store"));
	});
});
