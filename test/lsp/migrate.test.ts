import { strict as assert } from "node:assert";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import { type MigrateResult, migrateRequest } from "../../server/src/protocol";
import { LanguageServerClient } from "../support/languageServer";

const name = "front.yaml";

const files = `apiVersion: v1
kind: ConfigMap
metadata: {name: untouched}
---
apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  name: shop
spec:
  backend: {serviceName: shop, servicePort: "80"} # all of it
---
apiVersion: apps.openyurt.io/v1beta1
kind: NodePool
metadata:
  name: north
spec:
  selector: {}
  type: Edge
`;

describe("migrations in the language server", () => {
	let client: LanguageServerClient;

	beforeEach(async () => {
		client = new LanguageServerClient();
		await client.start({ folders: [] });
		await client.open(name, files);
	});
	afterEach(() => client.end());

	const actionsAt = (line: number, only?: readonly string[]) =>
		client.ask<CodeAction[]>("codeAction", name, {
			range: { start: { line, character: 14 }, end: { line, character: 14 } },
			context: { diagnostics: [], ...(only !== undefined && { only }) },
		});

	it("mend a removed version as the preferred fix", async () => {
		const actions = await actionsAt(4);
		const preferred = actions.filter(({ isPreferred }) => isPreferred === true);
		assert.deepEqual(
			preferred.map(({ title, kind }) => [title, kind]),
			[["Migrate to Ingress networking.k8s.io/v1", "quickfix"]],
		);
		assert.equal(actions.filter(({ title }) => title.startsWith("Migrate")).length, 1);
		assert.match(JSON.stringify(preferred[0]?.edit), /number: 80/);
	});

	it("are offered as rewriting where nothing is wrong with the version", async () => {
		const actions = await actionsAt(11, ["refactor"]);
		assert.deepEqual(
			actions.map(({ title, kind }) => [title, kind]),
			[["Migrate to NodePool apps.openyurt.io/v1beta2", "refactor.rewrite"]],
		);
		assert.deepEqual(await actionsAt(13, ["refactor"]), []);
		assert.deepEqual(await actionsAt(0, ["refactor"]), []);
	});

	it("preview a whole file, with all that deserves a look", async () => {
		const result = await client.connection.sendRequest<MigrateResult>(migrateRequest, { uri: client.uri(name) });
		assert.ok(result);
		assert.equal(result.version, 1);
		assert.ok(result.text.startsWith(files.slice(0, files.indexOf("extensions"))));
		assert.match(result.text, /defaultBackend: \{service: \{name: shop, port: \{number: 80\}\}\} # all of it/);
		assert.deepEqual(
			result.documents.map(({ title, name: object, line, notCarriedOver, notes }) => ({
				title,
				object,
				line,
				lost: notCarriedOver.map((note) => [note.path, note.line]),
				notes: notes.map((note) => [note.path, note.line]),
			})),
			[
				{
					title: "Migrate to Ingress networking.k8s.io/v1",
					object: "shop",
					line: 4,
					lost: [],
					notes: [["spec.backend.servicePort", 9]],
				},
				{
					title: "Migrate to NodePool apps.openyurt.io/v1beta2",
					object: "north",
					line: 11,
					lost: [["spec.selector", 16]],
					notes: [],
				},
			],
		);
	});

	it("have nothing to show for a file that is not open", async () => {
		const uri = client.uri("other.yaml");
		assert.equal(await client.connection.sendRequest<MigrateResult>(migrateRequest, { uri }), null);
	});
});
