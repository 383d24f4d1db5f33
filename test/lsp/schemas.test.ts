import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
	createProtocolConnection,
	type Diagnostic,
	type ProtocolConnection,
	type PublishDiagnosticsParams,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { clustersNotification, type SchemaAtResult, schemaAtRequest } from "../../server/src/protocol";

const server = join(__dirname, "..", "..", "dist", "server.js");

const definition = (type: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.shop.example.com }
spec:
  group: shop.example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, properties: { size: { type: ${type} } } }
`;
const widget = "apiVersion: shop.example.com/v1\nkind: Widget\nmetadata:\n  name: one\nspec:\n  size: large\n";

/** The language server with a workspace on disk and a client that has settings. */
describe("schemas of the language server", () => {
	let folder: string;
	let child: ChildProcess;
	let connection: ProtocolConnection;
	let settings: object;
	let latest: Map<string, Diagnostic[]>;
	let waiting: (() => void)[];

	const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
	const fixture = (name: string, text: string) => {
		mkdirSync(join(folder, name, ".."), { recursive: true });
		writeFileSync(join(folder, name), text);
	};
	/** Waits until a file's problems have exactly these codes. */
	const codes = async (name: string, wanted: readonly string[]): Promise<Diagnostic[]> => {
		for (;;) {
			const found = latest.get(uriOf(name));
			if (found !== undefined && JSON.stringify(found.map(({ code }) => code)) === JSON.stringify(wanted)) return found;
			await new Promise<void>((resolve) => waiting.push(resolve));
		}
	};
	const open = (name: string, text: string) =>
		connection.sendNotification("textDocument/didOpen", {
			textDocument: { uri: uriOf(name), languageId: "yaml", version: 1, text },
		});
	const schemaAt = (name: string) =>
		connection.sendRequest<SchemaAtResult>(schemaAtRequest, {
			uri: uriOf(name),
			position: { line: 0, character: 0 },
		});

	const start = async (): Promise<void> => {
		child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
		assert.ok(child.stdout && child.stdin);
		connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
		connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
			latest.set(params.uri, params.diagnostics);
			for (const wake of waiting.splice(0)) wake();
		});
		connection.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) =>
			items.map(() => settings),
		);
		connection.onRequest("client/registerCapability", () => null);
		connection.listen();
		await connection.sendRequest("initialize", {
			processId: process.pid,
			rootUri: null,
			workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "fleet" }],
			capabilities: { workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } } },
		});
		await connection.sendNotification("initialized", {});
	};

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "edgewise-lsp-"));
		settings = {};
		latest = new Map();
		waiting = [];
	});

	afterEach(async () => {
		const ended = new Promise((resolve) => child.once("exit", resolve));
		await connection.sendRequest("shutdown");
		await connection.sendNotification("exit");
		await ended;
		connection.dispose();
		rmSync(folder, { recursive: true, force: true });
	});

	it("come from definitions in the workspace, also when these change or go", async () => {
		fixture("crds/widgets.yaml", definition("integer"));
		await start();
		await open("widget.yaml", widget);
		await codes("widget.yaml", ["wrong-type"]);
		assert.deepEqual((await schemaAt("widget.yaml"))?.origin, { kind: "file", uri: uriOf("crds/widgets.yaml") });

		// An edit that is not saved yet counts.
		await open("crds/widgets.yaml", definition("string"));
		await codes("widget.yaml", []);
		await connection.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf("crds/widgets.yaml") } });
		await codes("widget.yaml", ["wrong-type"]);

		rmSync(join(folder, "crds", "widgets.yaml"));
		await connection.sendNotification("workspace/didChangeWatchedFiles", {
			changes: [{ uri: uriOf("crds/widgets.yaml"), type: 3 }],
		});
		await codes("widget.yaml", ["no-schema"]);
		assert.equal(await schemaAt("widget.yaml"), null);
	});

	it("come from folders that the settings name: definitions and JSON Schemas", async () => {
		const outside = mkdtempSync(join(tmpdir(), "edgewise-schemas-"));
		try {
			writeFileSync(join(outside, "widgets.yaml"), definition("integer"));
			const schema = {
				type: "object",
				properties: {
					...{ apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { type: "object" } },
					spec: { type: "object", properties: { color: { enum: ["red"] } } },
				},
			};
			writeFileSync(join(outside, "shop.example.com_Gadget_v1.json"), JSON.stringify(schema));
			settings = { schemas: { folders: [outside] } };
			await start();
			await open("widget.yaml", widget);
			await codes("widget.yaml", ["wrong-type"]);
			await open("gadget.yaml", widget.replace("Widget", "Gadget").replace("size: large", "color: blue"));
			await codes("gadget.yaml", ["not-allowed-value"]);
		} finally {
			rmSync(outside, { recursive: true, force: true });
		}
	});

	it("come from clusters; a setting chooses another, and turns the checks off", async () => {
		const device =
			"apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: one\nspec:\n  nodeName: a\n";
		const snapshot = (name: string, version: string) => ({
			id: `context/${name}`,
			name,
			seen: "2026-11-21T14:02:00Z",
			version: "v1.29.5",
			served: [{ apiVersion: `devices.kubeedge.io/${version}`, kind: "Device", plural: "devices", namespaced: true }],
			crds: [
				{
					...{ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
					metadata: { name: "devices.devices.kubeedge.io" },
					spec: {
						group: "devices.kubeedge.io",
						scope: "Namespaced",
						names: { kind: "Device", plural: "devices" },
						versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: { type: "object" } } }],
					},
				},
			],
		});
		const clusters = ["v1beta1", "v1alpha2"].map((version, index) => {
			const name = `store-00${index + 1}`;
			fixture(`snapshots/${name}.json`, JSON.stringify(snapshot(name, version)));
			return { id: `context/${name}`, name, connected: true, file: join(folder, `snapshots/${name}.json`), stamp: "1" };
		});
		await start();
		await open("device.yaml", device);
		await codes("device.yaml", []);
		await connection.sendNotification(clustersNotification, { clusters });
		// The first cluster's definition has no fields at all; the second does not serve the version.
		const [notServed] = await codes("device.yaml", ["not-served", "unknown-field"]);
		assert.match(String(notServed?.message), /1 of 2 clusters does not serve .*: store-002\./);
		const inUse = await schemaAt("device.yaml");
		assert.equal(inUse?.origin.kind, "cluster");
		assert.equal(inUse?.title, "Device v1beta1");

		settings = {
			schemas: { use: { "devices.kubeedge.io/v1beta1/Device": "catalogue" }, checkAgainstClusters: false },
		};
		await connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		await codes("device.yaml", []);
		const chosen = await schemaAt("device.yaml");
		assert.deepEqual([chosen?.origin.kind, chosen?.chosen], ["catalogue", true]);

		await connection.sendNotification(clustersNotification, {
			clusters: [{ ...clusters[0], file: join(folder, "nowhere.json"), stamp: "2" }],
		});
		await codes("device.yaml", []);
	});
});
