import { strict as assert } from "node:assert";
import type { Diagnostic } from "vscode-languageserver-protocol/node";
import { rules } from "../../server/src/engine";
import { liveObjectsNotification } from "../../server/src/protocol";
import { LanguageServerClient } from "../support/languageServer";

const broken = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndta: {}\n`;
const fine = (name: string) => broken(name).replace("dta", "data");

/** Settings under which nothing but schemas speaks, so that other rules do not disturb. */
const quiet = { rules: Object.fromEntries(rules.map(({ id }) => [id, "off"])) };

describe("files of a workspace in the language server", () => {
	let client: LanguageServerClient;

	beforeEach(() => {
		client = new LanguageServerClient();
	});
	afterEach(() => client.end());

	const symbols = async (query: string): Promise<string[]> => {
		const found = await client.connection.sendRequest<{ name: string; location: { uri: string } }[]>(
			"workspace/symbol",
			{ query },
		);
		return found.map(({ name, location }) => `${name} in ${location.uri.slice(client.uri("").length + 1)}`).sort();
	};

	/** Waits until a query finds exactly these objects. */
	const finds = async (query: string, wanted: readonly string[]) => {
		for (;;) {
			const found = await symbols(query);
			if (JSON.stringify(found) === JSON.stringify(wanted)) return;
			await new Promise((resolve) => setImmediate(resolve));
		}
	};

	it("are found without being opened, and when they come, change, move or go", async () => {
		client.write("a.yaml", fine("alpha"));
		client.write("stores/one/b.yml", `${fine("beta")}---\n${fine("gamma")}`);
		client.write("stores/one/notes.txt", fine("never"));
		client.write("node_modules/c.yaml", fine("never"));
		client.write(".cache/d.yaml", fine("never"));
		client.write("stores/binary.yaml", "kind: ConfigMap\0");
		await client.start({ settings: quiet });
		await finds("ConfigMap", [
			"ConfigMap/alpha in a.yaml",
			"ConfigMap/beta in stores/one/b.yml",
			"ConfigMap/gamma in stores/one/b.yml",
		]);
		client.write("a.yaml", fine("delta"));
		await client.changedOnDisk(["a.yaml"], 2);
		await finds("delta", ["ConfigMap/delta in a.yaml"]);
		assert.deepEqual(await symbols("alpha"), []);

		// A folder that was moved: the client names nothing but the folders.
		client.write("stores/two/b.yml", fine("beta"));
		client.remove("stores/one");
		await client.changedOnDisk(["stores/one"], 3);
		await client.changedOnDisk(["stores/two"], 1);
		await finds("ConfigMap", ["ConfigMap/beta in stores/two/b.yml", "ConfigMap/delta in a.yaml"]);
	});

	it("count as they are in the editor, and as they are on the disk when they are closed", async () => {
		client.write("a.yaml", fine("alpha"));
		await client.start({ settings: quiet });
		await finds("ConfigMap", ["ConfigMap/alpha in a.yaml"]);
		await client.open("a.yaml", fine("beta"));
		await finds("ConfigMap", ["ConfigMap/beta in a.yaml"]);
		await client.close("a.yaml");
		await finds("ConfigMap", ["ConfigMap/alpha in a.yaml"]);
	});

	it("count once, however the client spells their names", async () => {
		client.write("a b(c).yaml", fine("alpha"));
		await client.start({ settings: quiet });
		await finds("ConfigMap", ["ConfigMap/alpha in a%20b%28c%29.yaml"]);
		const uri = `${client.uri("")}/a%20b(c).yaml`;
		const textDocument = { uri, languageId: "yaml", version: 1, text: fine("beta") };
		await client.connection.sendNotification("textDocument/didOpen", { textDocument });
		await finds("ConfigMap", ["ConfigMap/beta in a%20b(c).yaml"]);
		await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
		await finds("ConfigMap", ["ConfigMap/alpha in a%20b(c).yaml"]);
	});

	it("are those of the folders that are open", async () => {
		client.write("north/a.yaml", fine("alpha"));
		client.write("south/b.yaml", fine("beta"));
		await client.start({
			settings: quiet,
			folders: ["north"],
			capabilities: { workspace: { workspaceFolders: true } },
		});
		await finds("ConfigMap", ["ConfigMap/alpha in north/a.yaml"]);
		const event = {
			added: [{ uri: client.uri("south"), name: "south" }],
			removed: [{ uri: client.uri("north"), name: "north" }],
		};
		await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
		await finds("ConfigMap", ["ConfigMap/beta in south/b.yaml"]);
	});

	it("are judged as .edgewise.yaml says, while it is edited as well", async () => {
		client.write("a.yaml", broken("alpha"));
		client.write(".edgewise.yaml", "rules:\n  unknown-field: warning\n");
		await client.start({ settings: quiet });
		await client.open("a.yaml", broken("alpha"));
		const severities = (found: readonly Diagnostic[]) => found.map(({ code, severity }) => [code, severity]).join();
		await client.until("a.yaml", (found) => severities(found) === "unknown-field,2");

		await client.open(".edgewise.yaml", "rules:\n  unknown-field: off\n");
		await client.until("a.yaml", (found) => found.length === 0);
		await client.change(".edgewise.yaml", "rules:\n  unknown-feild: error\n");
		const [mistake] = await client.until(".edgewise.yaml", (found) => found.length === 1);
		assert.equal(mistake?.message, 'there is no rule "unknown-feild". Did you mean "unknown-field"?');
		assert.deepEqual(mistake?.range.start, { line: 1, character: 2 });
		await client.change(".edgewise.yaml", "rules:\n  unknown-field: hint\n");
		await client.until("a.yaml", (found) => severities(found) === "unknown-field,4");
		await client.until(".edgewise.yaml", (found) => found.length === 0);

		// Closed without being saved: what lies on the disk holds.
		await client.close(".edgewise.yaml");
		await client.until("a.yaml", (found) => severities(found) === "unknown-field,2");
		client.remove(".edgewise.yaml");
		await client.changedOnDisk([".edgewise.yaml"], 3);
		await client.until("a.yaml", (found) => severities(found) === "unknown-field,1");
	});

	it("are neither told of nor found where .edgewise.yaml leaves them out", async () => {
		client.write("charts/a.yaml", broken("alpha"));
		client.write("b.yaml", fine("beta"));
		await client.start({ settings: quiet });
		await client.open("charts/a.yaml", broken("alpha"));
		await client.codes("charts/a.yaml", ["unknown-field"]);
		client.write(".edgewise.yaml", "ignore: [charts]\n");
		await client.changedOnDisk([".edgewise.yaml"], 1);
		await client.codes("charts/a.yaml", []);
		await client.close("charts/a.yaml");
		await finds("ConfigMap", ["ConfigMap/beta in b.yaml"]);
	});

	it("take levels of rules from settings of the editor, below those of .edgewise.yaml", async () => {
		await client.start({ settings: { rules: { ...quiet.rules, "unknown-field": "info" } } });
		await client.open("a.yaml", broken("alpha"));
		await client.until("a.yaml", (found) => found[0]?.severity === 3);
		client.settings = quiet;
		await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		await client.until("a.yaml", (found) => found[0]?.severity === 1);
		client.settings = { ...quiet, validation: { enabled: false } };
		await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		await client.until("a.yaml", (found) => found.length === 0);
	});

	it("are helped with in .edgewise.yaml", async () => {
		const text = "rules:\n  no-sch: \n  \nover\n";
		await client.start({ settings: quiet });
		await client.open(".edgewise.yaml", text);
		const labels = async (line: number, character: number) => {
			const items = await client.ask<{ label: string }[]>("completion", ".edgewise.yaml", {
				position: { line, character },
			});
			return items.map(({ label }) => label);
		};
		assert.ok((await labels(1, 8)).includes("no-schema"));
		assert.deepEqual(await labels(1, 10), ["off", "error", "warning", "info", "hint"]);
		assert.deepEqual(await labels(3, 4), ["rules", "ignore", "schemas", "overrides"]);
		await client.change(".edgewise.yaml", "rules:\n  no-schema: off\n");
		const position = { line: 1, character: 5 };
		const hover = await client.ask<{ contents: { value: string } }>("hover", ".edgewise.yaml", { position });
		assert.match(hover.contents.value, /Without a setting: `info`/);
	});

	it("are not sent again where nothing changed", async () => {
		client.write("b.yaml", fine("beta"));
		await client.start({ settings: quiet });
		await client.open("a.yaml", broken("alpha"));
		await client.codes("a.yaml", ["unknown-field"]);
		await client.open("c.yaml", broken("gamma"));
		await client.codes("c.yaml", ["unknown-field"]);
		const before = client.published.filter(({ uri }) => uri === client.uri("a.yaml")).length;
		client.write("b.yaml", fine("delta"));
		await client.changedOnDisk(["b.yaml"], 2);
		await finds("delta", ["ConfigMap/delta in b.yaml"]);
		const version = await client.change("c.yaml", fine("gamma"));
		await client.until("c.yaml", (_, latest) => latest === version);
		// Documents are looked at again in order: when another one is told of, all before it were.
		await client.open("d.yaml", broken("epsilon"));
		await client.codes("d.yaml", ["unknown-field"]);
		assert.equal(client.published.filter(({ uri }) => uri === client.uri("a.yaml")).length, before);
	});

	it("may refer to what clusters have", async () => {
		await client.start({ settings: quiet });
		await client.connection.sendNotification(liveObjectsNotification, {
			clusters: [
				{
					id: "store@1",
					name: "store",
					kinds: ["/Node"],
					objects: [{ group: "", kind: "Node", name: "edge-1", labels: {} }],
				},
			],
			gone: [],
		});
		await client.connection.sendNotification(liveObjectsNotification, { clusters: [], gone: ["store@1"] });
		await client.open("a.yaml", broken("alpha"));
		await client.codes("a.yaml", ["unknown-field"]);
		assert.deepEqual(client.logged, []);
	});
});
