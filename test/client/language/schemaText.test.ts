import assert from "node:assert/strict";
import { originChoices, originText, type SchemaWords, statusText } from "../../../client/src/language/schemaText";
import type { SchemaOrigin } from "../../../server/src/engine/schema/layers";
import type { SchemaInUse } from "../../../server/src/protocol";
import { english } from "../fleet/english";

const catalogue: SchemaOrigin = { kind: "catalogue" };
const file: SchemaOrigin = { kind: "file", uri: "file:///w/crds/widget.yaml" };
const elsewhere: SchemaOrigin = { kind: "file", uri: "file:///shared/all%20crds.yaml" };
const cluster = (name: string, connected: boolean): SchemaOrigin => ({
	kind: "cluster",
	id: `${name}@s`,
	name,
	connected,
	seen: "2026-05-04T09:00:00.000Z",
});

const words: SchemaWords = {
	l10n: english,
	language: "en-GB",
	now: () => Date.parse("2026-05-04T12:00:00Z"),
	relativePath: (uri) => (uri.startsWith("file:///w/") ? uri.slice(10) : undefined),
	seen: (id) => (id === "later@s" ? "2026-05-04T11:58:00.000Z" : undefined),
};

const schema = (origins: readonly [SchemaOrigin, ...SchemaOrigin[]], chosen = false): SchemaInUse => ({
	id: "devices.kubeedge.io/v1beta1/Device",
	title: "Device v1beta1",
	origin: origins[0],
	system: "KubeEdge",
	origins,
	chosen,
});

describe("the schema of a document, in words", () => {
	it("says where it comes from", () => {
		assert.deepEqual(
			[catalogue, file, elsewhere, cluster("a", true), cluster("a", false), cluster("later", false)].map((origin) =>
				originText(origin, words),
			),
			[
				"shipped with Edgewise",
				"from crds/widget.yaml in this workspace",
				"from /shared/all crds.yaml",
				"from cluster a",
				"from cluster a, seen 3 hr ago",
				"from cluster later, seen 2 min ago",
			],
		);
	});

	it("is shown by name, with all else in the tooltip", () => {
		const shown = statusText(schema([cluster("store|3", true), catalogue]), words);
		assert.equal(shown.text, "$(symbol-class) Device v1beta1");
		assert.equal(shown.label, "Schema: Device v1beta1, from cluster store|3");
		assert.match(shown.tooltip, /\| Origin \| from cluster store\\\|3 \|\n\| Also known \| shipped with Edgewise \|/);
		assert.match(shown.tooltip, /\| Schema \| devices.kubeedge.io\/v1beta1\/Device \|/);
		assert.match(statusText(schema([file], true), words).tooltip, /this workspace, as the settings say/);
	});

	it("offers every origin once, and automatic first", () => {
		const origins = [cluster("b", true), file, elsewhere, cluster("a", false), catalogue] as const;
		const offered = (chosen: boolean) =>
			originChoices(schema(origins, chosen), words).map(
				({ choice, label, description, current }) => `${current ? "* " : ""}${label} (${description}) = ${choice}`,
			);
		assert.deepEqual(offered(false), [
			"* Automatic (from cluster b) = undefined",
			"Shipped with Edgewise () = catalogue",
			"Workspace (/shared/all crds.yaml; crds/widget.yaml) = file",
			"Cluster a (seen 3 hr ago) = cluster:a",
			"Cluster b (connected) = cluster:b",
		]);
		assert.deepEqual(
			offered(true).filter((line) => line.startsWith("*")),
			["* Cluster b (connected) = cluster:b"],
		);
	});
});
