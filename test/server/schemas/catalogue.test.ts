import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Catalogue, JsonSchema } from "../../../tools/schemas/types";
import { builtFromSource } from "./support";

const ids = [
	"apps.kubeedge.io/v1alpha1/NodeGroup",
	"apps.openyurt.io/v1alpha1/NodePool",
	"apps.openyurt.io/v1beta1/NodePool",
	"apps.openyurt.io/v1beta2/NodePool",
	"apps/v1/Deployment",
	"devices.kubeedge.io/v1alpha2/Device",
	"devices.kubeedge.io/v1alpha2/DeviceModel",
	"devices.kubeedge.io/v1alpha2/DeviceStatus",
	"devices.kubeedge.io/v1beta1/Device",
	"devices.kubeedge.io/v1beta1/DeviceModel",
	"devices.kubeedge.io/v1beta1/DeviceStatus",
	"ext.theriseunion.io/v1alpha1/Component",
	"iam.theriseunion.io/v1alpha1/IAMRole",
	"iam.theriseunion.io/v1alpha1/IAMRoleBinding",
	"iam.theriseunion.io/v1alpha1/RoleTemplate",
	"scope.theriseunion.io/v1alpha1/Cluster",
	"scope.theriseunion.io/v1alpha1/NodeGroup",
];

describe("the catalogue", function () {
	this.timeout(60_000);

	it("lists every version of every kind, in order", async () => {
		const { catalogue, folder } = await builtFromSource();
		assert.deepEqual(
			catalogue.map(({ id }) => id),
			ids,
		);
		assert.deepEqual(JSON.parse(await readFile(join(folder, "catalogue.json"), "utf8")), catalogue);
	});

	it("tells what is needed to know a kind", async () => {
		const { catalogue } = await builtFromSource();
		assert.deepEqual(entryOf(catalogue, "apps.openyurt.io/v1alpha1/NodePool"), {
			id: "apps.openyurt.io/v1alpha1/NodePool",
			group: "apps.openyurt.io",
			version: "v1alpha1",
			kind: "NodePool",
			plural: "nodepools",
			namespaced: false,
			system: "openyurt",
			served: true,
			storage: false,
			deprecated: {
				message: "apps.openyurt.io/v1alpha1 NodePool is deprecated in v1.0.0+; use apps.openyurt.io/v1beta1 NodePool",
			},
			description: "A set of nodes, usually those of one site, in the first version of the API, which is deprecated.",
			schemaFile: "apps.openyurt.io_v1alpha1_NodePool.schema.json",
			validatorFile: "apps.openyurt.io_v1alpha1_NodePool.validator.js",
		});
		assert.equal(entryOf(catalogue, "devices.kubeedge.io/v1beta1/Device").namespaced, true);
		assert.equal(entryOf(catalogue, "devices.kubeedge.io/v1beta1/Device").deprecated, undefined);
		assert.equal(entryOf(catalogue, "apps/v1/Deployment").system, "kubernetes");
		for (const { description, id } of catalogue) assert.match(description, /^[A-Z].*\.$/, id);
	});

	it("has the files that it names, and no others", async () => {
		const { catalogue, folder } = await builtFromSource();
		const files = catalogue.flatMap(({ schemaFile, validatorFile }) => [schemaFile, validatorFile]);
		assert.deepEqual((await readdir(folder)).toSorted(), ["catalogue.json", ...files].toSorted());
	});

	it("has validators that load without packages and are not too large", async () => {
		const { catalogue, folder } = await builtFromSource();
		for (const { id, validatorFile } of catalogue) {
			const limit = id === "apps/v1/Deployment" ? 320_000 : 70_000;
			const { size } = await stat(join(folder, validatorFile));
			assert.ok(size < limit, `${validatorFile} has ${size} bytes`);
		}
		const script = "for (const file of process.argv.slice(1)) console.log(require(file)({}))";
		const files = catalogue.map(({ validatorFile }) => join(folder, validatorFile));
		const output = execFileSync(process.execPath, ["-e", script, ...files], { cwd: folder, encoding: "utf8" });
		assert.equal(output, "false\n".repeat(catalogue.length));
	});
});

describe("generated schemas", function () {
	this.timeout(60_000);

	it("describe every field, also those of metadata and of built-in kinds", async () => {
		const { catalogue, schema } = await builtFromSource();
		const silent: string[] = [];
		for (const { id } of catalogue) {
			const root = schema(id);
			forEachField(root, id, (field, place) => {
				const target = field.$ref ? root.$defs?.[field.$ref.slice("#/$defs/".length)] : undefined;
				if (field.$ref) assert.ok(target, `${place} refers to ${field.$ref}`);
				const description = field.description ?? target?.description;
				if (!description) silent.push(place);
				else assert.doesNotMatch(description, /\\["']|\s{2}/, place);
			});
		}
		assert.deepEqual(silent, []);
	});

	it("say who the object is", async () => {
		const { catalogue, schema } = await builtFromSource();
		for (const { id } of catalogue) {
			const { properties = {}, required, $schema, $id } = schema(id);
			assert.equal($schema, "http://json-schema.org/draft-07/schema#");
			assert.equal($id, id);
			assert.equal(`${properties.apiVersion?.const}/${properties.kind?.const}`, id);
			for (const name of ["apiVersion", "kind", "metadata"])
				assert.ok(required?.includes(name), `${id} requires ${name}`);
		}
	});

	it("suggest well-known values and annotations", async () => {
		const { schema } = await builtFromSource();
		const cluster = schema("scope.theriseunion.io/v1alpha1/Cluster").properties;
		const type = cluster?.spec?.properties?.connection?.properties?.type;
		assert.deepEqual(
			type?.["x-edgewise-suggestions"]?.map(({ value }) => value),
			["direct", "proxy"],
		);
		assert.equal(type?.enum, undefined);
		const annotations = cluster?.metadata?.properties?.annotations?.properties ?? {};
		assert.deepEqual(
			annotations["cluster.theriseunion.io/vcluster-distro"]?.["x-edgewise-suggestions"]?.map(({ value }) => value),
			["k3s", "k0s", "k8s"],
		);
		const device = schema("devices.kubeedge.io/v1beta1/Device").properties;
		assert.equal(device?.metadata?.properties?.annotations?.properties, undefined);
	});

	it("mark exactly the fields that hold secrets", async () => {
		const { catalogue, schema } = await builtFromSource();
		const sensitive: string[] = [];
		for (const { id } of catalogue) {
			forEachField(schema(id), id, (field, place) => {
				if (field["x-edgewise-sensitive"]) sensitive.push(place);
			});
		}
		assert.deepEqual(sensitive, [
			"devices.kubeedge.io/v1alpha2/Device.spec.protocol.opcua.password",
			"devices.kubeedge.io/v1alpha2/Device.spec.protocol.opcua.privateKey",
			"scope.theriseunion.io/v1alpha1/Cluster.spec.config",
			"scope.theriseunion.io/v1alpha1/Cluster.spec.connection.kubeconfig",
			"scope.theriseunion.io/v1alpha1/Cluster.spec.connection.token",
		]);
	});
});

function entryOf(catalogue: Catalogue, id: string): Catalogue[number] {
	const entry = catalogue.find((one) => one.id === id);
	assert.ok(entry, `the catalogue has no ${id}`);
	return entry;
}

function forEachField(schema: JsonSchema, place: string, visitor: (field: JsonSchema, place: string) => void): void {
	for (const [name, field] of Object.entries(schema.properties ?? {})) {
		visitor(field, `${place}.${name}`);
		forEachField(field, `${place}.${name}`, visitor);
	}
	for (const [name, definition] of Object.entries(schema.$defs ?? {})) forEachField(definition, name, visitor);
	if (schema.items) forEachField(schema.items, `${place}[]`, visitor);
	if (typeof schema.additionalProperties === "object") forEachField(schema.additionalProperties, `${place}{}`, visitor);
}
