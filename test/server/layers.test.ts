import { strict as assert } from "node:assert";
import { join } from "node:path";
import { AnalysisHost, type ClusterSchemas, type ClusterSnapshot } from "../../server/src/engine";
import type { CrdSchema } from "../../server/src/engine/schema/crd/customResourceDefinition";
import { type SchemaSupply, schemaSupply } from "../../server/src/node/schemaSupply";

const uri = "file:///fleet/device.yaml";
const device = `apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata:
  name: freezer
spec:
  nodeName: store-042
  protocol:
    protocolName: modbus
    configData:
      slaveID: 1
`;
const widget = `apiVersion: shop.example.com/v1
kind: Widget
metadata:
  name: one
spec:
  size: large
`;

let supply: SchemaSupply;

/** A definition of Widgets whose size is a number, or what is given. */
function widgetDefinition(size = "type: integer"): string {
	return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.shop.example.com
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
            spec:
              type: object
              properties:
                size: { ${size} }
`;
}

/** A cluster that serves devices with the given fields in `spec`, in the given version. */
function cluster(
	name: string,
	fields: Record<string, CrdSchema>,
	version = "v1beta1",
	connected = true,
): ClusterSchemas {
	const apiVersion = `devices.kubeedge.io/${version}`;
	const snapshot: ClusterSnapshot = {
		id: `context/${name}`,
		name,
		seen: "2026-11-21T14:02:00Z",
		version: "v1.29.5+k3s1",
		served: [{ apiVersion, kind: "Device", plural: "devices", namespaced: true }],
		crds: [
			{
				apiVersion: "apiextensions.k8s.io/v1",
				kind: "CustomResourceDefinition",
				metadata: { name: "devices.devices.kubeedge.io" },
				spec: {
					group: "devices.kubeedge.io",
					scope: "Namespaced",
					names: { kind: "Device", plural: "devices" },
					versions: [
						{
							name: version,
							served: true,
							storage: true,
							schema: {
								openAPIV3Schema: {
									type: "object",
									properties: { spec: { type: "object", properties: fields } },
								},
							},
						},
					],
				},
			},
		],
	};
	return supply.ofCluster(snapshot, connected);
}

const open: CrdSchema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
const allFields: Record<string, CrdSchema> = { nodeName: { type: "string" }, protocol: open };

function messagesOf(host: AnalysisHost, file = uri): string[] {
	return host
		.analysis()
		.problems(file)
		.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

describe("layers of schemas", () => {
	let host: AnalysisHost;

	before(() => {
		supply = schemaSupply(join(__dirname, "..", "..", "dist", "schemas"));
	});

	beforeEach(() => {
		host = new AnalysisHost(supply);
	});

	describe("definitions in the workspace", () => {
		const file = "file:///fleet/widget.yaml";
		const crd = "file:///fleet/crds/widgets.yaml";

		it("serve their kind, from open files and from files that are not open", () => {
			host.setFile(file, widget);
			assert.match(messagesOf(host, file).join(), /no-schema/);
			host.setFile(crd, widgetDefinition());
			assert.deepEqual(messagesOf(host, file), ['error wrong-type: "size" must be a whole number, not a string.']);
			host.removeFile(crd);
			assert.match(messagesOf(host, file).join(), /no-schema/);
			host.setDefinitionFiles(new Map([[crd, widgetDefinition("type: string")]]));
			assert.deepEqual(messagesOf(host, file), []);
			assert.deepEqual(host.analysis().schemaAt(file, 0)?.origin, { kind: "file", uri: crd });
		});

		it("follow each edit, and keep what was right while the text is broken", () => {
			host.setFile(file, widget);
			host.setFile(crd, widgetDefinition("type: string, enum: [small, large]"));
			assert.deepEqual(messagesOf(host, file), []);
			host.setFile(crd, widgetDefinition("type: string, enum: [small]"));
			assert.match(messagesOf(host, file).join(), /not-allowed-value/);
			host.setFile(crd, widgetDefinition("type: string, enum: [small"));
			assert.match(messagesOf(host, file).join(), /not-allowed-value/);
		});

		it("leave what was worked out for other documents as it is, as long as no definition changes", () => {
			host.setFile(crd, widgetDefinition());
			const before = host.schemasVersion;
			host.setFile(uri, device);
			host.setFile(file, widget);
			assert.equal(host.schemasVersion, before);
			host.setFile(crd, `${widgetDefinition()}# a remark\n`);
			assert.notEqual(host.schemasVersion, before);
		});

		it("say where a rule is left to the server, and where a schema is of no use", () => {
			const rules = `{ type: integer, x-kubernetes-validations: [{ rule: "self >= oldSelf" }, { rule: "self < 5" }] }`;
			host.setFile(file, widget.replace("large", "7"));
			host.setFile(crd, widgetDefinition("").replace("{  }", rules));
			assert.match(messagesOf(host, file).join(), /schema-rule/);
			const hover = host.analysis().hover(file, widget.indexOf("Widget"))?.markdown ?? "";
			assert.match(hover, /One rule of this schema is left to the API server/);
		});

		it("go before the catalogue", () => {
			const text = widgetDefinition()
				.replaceAll("shop.example.com", "devices.kubeedge.io")
				.replaceAll("Widget", "Device")
				.replaceAll("widgets", "devices")
				.replace("name: v1", "name: v1beta1");
			host.setFile("file:///fleet/crd.yaml", text);
			host.setFile(uri, device);
			assert.match(messagesOf(host).join("\n"), /no field "nodeName"/);
			host.configure(new Map([["devices.kubeedge.io/v1beta1/Device", "catalogue"]]), true);
			assert.deepEqual(messagesOf(host), []);
			assert.equal(host.analysis().schemaAt(uri, 0)?.chosen, true);
		});
	});

	describe("clusters", () => {
		beforeEach(() => host.setFile(uri, device));

		it("judge the kinds that they serve", () => {
			host.setClusters([cluster("store-001", { nodeName: { type: "string" } })]);
			assert.deepEqual(messagesOf(host), [
				'error unknown-field: spec of a Device has no field "protocol"; a server would drop it.',
			]);
			const hover = host.analysis().hover(uri, device.indexOf("Device"))?.markdown ?? "";
			assert.match(hover, /schema from cluster store-001/);
			assert.deepEqual(
				host
					.analysis()
					.schemaAt(uri, 0)
					?.origins.map(({ kind }) => kind),
				["cluster", "catalogue"],
			);
		});

		it("that do not serve the version are counted and named", () => {
			host.setClusters([
				cluster("hub", allFields),
				...["store-001", "store-002", "store-003"].map((name) => cluster(name, allFields, "v1alpha2")),
			]);
			assert.deepEqual(messagesOf(host), [
				"warning not-served: 3 of 4 clusters do not serve Device in devices.kubeedge.io/v1beta1: store-001, store-002 and store-003. There it is devices.kubeedge.io/v1alpha2.",
			]);
		});

		it("that would drop a field or refuse a value are named", () => {
			host.setClusters([
				cluster("hub", allFields),
				cluster("store-017", { nodeName: { type: "string" }, protocol: { type: "object", properties: {} } }),
				cluster("store-018", { nodeName: { type: "string", enum: ["store-018"] }, protocol: open }),
			]);
			assert.deepEqual(messagesOf(host), [
				'warning refused-on-cluster: Refused by store-018: "nodeName" must be "store-018", not "store-042".',
				"warning pruned-on-cluster: Pruned on store-017: spec.protocol.protocolName. The schema there does not have it.",
				"warning pruned-on-cluster: Pruned on store-017: spec.protocol.configData. The schema there does not have it.",
			]);
		});

		it("count once, whatever contexts lead to them", () => {
			const old = cluster("store-001", allFields, "v1alpha2");
			host.setClusters([
				cluster("hub", allFields),
				{ ...old, id: "admin@https://10.0.0.1", name: "store-001-admin" },
				{ ...old, id: "viewer@https://10.0.0.1", name: "store-001-viewer" },
			]);
			assert.match(messagesOf(host).join(), /1 of 2 clusters does not serve .*: store-001-admin\./);
		});

		it("are not asked where the setting says so", () => {
			host.setClusters([cluster("hub", allFields), cluster("store-001", {}, "v1alpha2")]);
			host.configure(new Map(), false);
			assert.deepEqual(messagesOf(host), []);
		});

		it("that are offline still say what they said last, and when", () => {
			host.setClusters([cluster("store-001", {}, "v1alpha2", false), cluster("hub", allFields, "v1beta1", false)]);
			assert.match(messagesOf(host).join(), /1 of 2 clusters does not serve Device/);
			const hover = host.analysis().hover(uri, device.indexOf("Device"))?.markdown ?? "";
			assert.match(hover, /schema from cluster hub, last seen 2026-11-21 14:02 UTC/);
		});

		it("describe fields that the schema in use only names", () => {
			const described: Record<string, CrdSchema> = {
				...allFields,
				nodeName: { type: "string", description: "Words of the cluster." },
			};
			host.setClusters([cluster("hub", allFields), cluster("store-001", described)]);
			const hover = host.analysis().hover(uri, device.indexOf("nodeName"))?.markdown ?? "";
			assert.match(hover, /Words of the cluster/);
		});
	});
});
