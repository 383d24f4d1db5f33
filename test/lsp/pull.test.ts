import { strict as assert } from "node:assert";
import {
	CancellationTokenSource,
	type DocumentDiagnosticReport,
	LSPErrorCodes,
	ResponseError,
	type WorkspaceDiagnosticReport,
	WorkspaceDiagnosticRequest,
	type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver-protocol/node";
import { rules } from "../../server/src/engine";
import { LanguageServerClient } from "../support/languageServer";

const broken = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndta: {}\n`;
const fine = (name: string) => broken(name).replace("dta", "data");

const quiet = { rules: Object.fromEntries(rules.map(({ id }) => [id, "off"])) };

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.shop.example.com }
spec:
  group: shop.example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
`;
const widget = "apiVersion: shop.example.com/v1\nkind: Widget\nmetadata:\n  name: one\nsize: 1\n";

/** For clients that ask for diagnostics themselves. */
describe("diagnostics on request", () => {
	let client: LanguageServerClient;

	beforeEach(() => {
		client = new LanguageServerClient();
	});
	afterEach(() => client.end());

	const start = (settings: object = quiet) =>
		client.start({
			settings,
			capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
		});
	const ask = (name: string, previousResultId?: string) =>
		client.ask<DocumentDiagnosticReport>(
			"diagnostic",
			name,
			previousResultId === undefined ? {} : { previousResultId },
		);
	const codesOf = (report: { kind: string; items?: readonly { code?: string | number }[] }) =>
		report.kind === "full" ? (report.items ?? []).map(({ code }) => code) : report.kind;

	/** Asks for all files, with partial results; reports gather in the order in which they come. */
	const stream = (previousResultIds: { uri: string; value: string }[] = []) => {
		const reports: WorkspaceDocumentDiagnosticReport[] = [];
		const source = new CancellationTokenSource();
		const token = `partial-${Math.random()}`;
		client.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, token, ({ items }) => {
			reports.push(...items);
			client.news.wake();
		});
		const answer = client.connection.sendRequest(
			WorkspaceDiagnosticRequest.type,
			{ previousResultIds, partialResultToken: token },
			source.token,
		);
		/** Waits for what is told of a file next; it counts as told then. */
		const next = (name: string) =>
			client.news.until(() => {
				const index = reports.findIndex(({ uri }) => uri === client.uri(name));
				return index < 0 ? undefined : reports.splice(index, 1)[0];
			});
		return { reports, answer, next, cancel: () => source.cancel() };
	};

	it("says only once what stays the same, and sends nothing unasked", async () => {
		const { capabilities } = await start();
		assert.deepEqual(capabilities.diagnosticProvider, {
			identifier: "edgewise",
			interFileDependencies: true,
			workspaceDiagnostics: true,
		});
		await client.open("a.yaml", broken("alpha"));
		const first = await ask("a.yaml");
		assert.deepEqual(codesOf(first), ["unknown-field"]);
		const second = await ask("a.yaml", first.resultId);
		assert.deepEqual(second, { kind: "unchanged", resultId: first.resultId });
		await client.change("a.yaml", fine("alpha"));
		const third = await ask("a.yaml", first.resultId);
		assert.deepEqual(codesOf(third), []);
		assert.deepEqual(client.published, []);
	});

	it("has the client ask again when something else is to be told of a document that nobody edits", async () => {
		await start();
		await client.open("widget.yaml", widget);
		const refreshes = () => client.refreshes.get("workspace/diagnostic/refresh") ?? 0;
		/** Asks, and again whenever the server says so, until the codes are these. */
		const until = async (wanted: readonly string[]) => {
			for (;;) {
				const before = refreshes();
				const codes = codesOf(await ask("widget.yaml"));
				if (JSON.stringify(codes) === JSON.stringify(wanted)) return;
				await client.news.until(() => (refreshes() > before ? true : undefined));
			}
		};
		await until(["no-schema"]);
		client.write("crds/widgets.yaml", definition);
		await client.changedOnDisk(["crds/widgets.yaml"], 1);
		await until(["unknown-field"]);
	});

	it("tells of all files at once to a client that takes no partial results", async () => {
		client.write("a.yaml", broken("alpha"));
		client.write("b.yaml", fine("beta"));
		await start();
		const { items } = await client.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
			previousResultIds: [],
		});
		assert.deepEqual(
			items.map((item) => [item.uri, codesOf(item)]),
			[[client.uri("a.yaml"), ["unknown-field"]]],
		);
		const [item] = items;
		const again = await client.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
			previousResultIds: [
				{ uri: client.uri("a.yaml"), value: item?.resultId ?? "" },
				{ uri: client.uri("gone.yaml"), value: "x" },
			],
		});
		assert.deepEqual(
			again.items.map((report) => [report.uri, codesOf(report)]),
			[
				[client.uri("a.yaml"), "unchanged"],
				[client.uri("gone.yaml"), []],
			],
		);
	});

	it("tells of all files as they change, for as long as the client listens", async () => {
		client.write("a.yaml", broken("alpha"));
		client.write("b.yaml", fine("beta"));
		await start();
		const { next, answer, cancel, reports } = stream();
		assert.deepEqual(codesOf(await next("a.yaml")), ["unknown-field"]);
		client.write("b.yaml", broken("beta"));
		await client.changedOnDisk(["b.yaml"], 2);
		assert.deepEqual(codesOf(await next("b.yaml")), ["unknown-field"]);
		// What did not change is not told again.
		assert.deepEqual(reports, []);
		client.remove("a.yaml");
		await client.changedOnDisk(["a.yaml"], 3);
		assert.deepEqual(codesOf(await next("a.yaml")), []);
		cancel();
		await assert.rejects(
			answer,
			(error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled,
		);
	});

	it("says what lies on the disk when a document is closed without being saved", async () => {
		client.write("a.yaml", fine("alpha"));
		await start();
		const { next, answer, cancel } = stream();
		await client.open("a.yaml", broken("alpha"));
		assert.deepEqual(codesOf(await next("a.yaml")), ["unknown-field"]);
		await client.close("a.yaml");
		assert.deepEqual(codesOf(await next("a.yaml")), []);
		cancel();
		await assert.rejects(answer);
	});

	it("speaks of open documents only where a setting says so", async () => {
		client.write("a.yaml", broken("alpha"));
		await start({ ...quiet, validation: { scope: "openFiles" } });
		const { next, answer, reports } = stream();
		await client.open("b.yaml", broken("beta"));
		assert.deepEqual(codesOf(await next("b.yaml")), ["unknown-field"]);
		await client.close("b.yaml");
		assert.deepEqual(codesOf(await next("b.yaml")), []);
		assert.deepEqual(reports, []);
		client.settings = quiet;
		await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		assert.deepEqual(codesOf(await next("a.yaml")), ["unknown-field"]);
		// The next request ends the one before; the end of the server ends the last.
		const second = stream();
		assert.deepEqual(await answer, { items: [] });
		second.answer.catch(() => {});
	});
});
