import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { kindsFile, kindsPage } from "../../../tools/docs/kinds";
import type { Catalogue, JsonSchema } from "../../../tools/schemas/types";
import { builtFromSource, describedSystems as described } from "./support";

/** How many versions of kinds, and sorts of files, each system has at least. */
const sizes: Readonly<Record<string, number>> = {
	"cert-manager": 6,
	"edge-platform": 32,
	flux: 2,
	k3s: 5,
	kubeedge: 22,
	kubefed: 1,
	kubernetes: 96,
	kubevirt: 2,
	openyurt: 18,
	prometheus: 3,
	sedna: 11,
};

describe("the catalogue", function () {
	this.timeout(60_000);

	it("lists every version of every kind, in order", async () => {
		const { catalogue, folder } = await builtFromSource();
		const ids = catalogue.entries.map(({ id }) => id);
		assert.deepEqual(ids, ids.toSorted());
		assert.equal(new Set(ids).size, ids.length);
		const bySystem: Record<string, number> = {};
		for (const { system } of catalogue.entries) bySystem[system] = (bySystem[system] ?? 0) + 1;
		for (const [system, size] of Object.entries(sizes)) {
			assert.ok((bySystem[system] ?? 0) >= size, `${system} has ${bySystem[system]} of ${size}`);
		}
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
			descriptionZhCn: "一组节点，通常是同一站点的节点。",
			definitionsFiles: ["metadata.definitions.json"],
			schemaFile: "apps.openyurt.io_v1alpha1_NodePool.schema.json",
			validatorFile: "apps.openyurt.io_v1alpha1_NodePool.validator.js",
		});
		assert.equal(entryOf(catalogue, "devices.kubeedge.io/v1beta1/Device").namespaced, true);
		assert.equal(entryOf(catalogue, "devices.kubeedge.io/v1beta1/Device").deprecated, undefined);
		assert.equal(entryOf(catalogue, "apps/v1/Deployment").system, "kubernetes");
		for (const { description, id, system } of catalogue.entries) {
			assert.match(description, system === "kubernetes" ? /^\S.*\.$/ : /^[A-Z].*\.$/, id);
		}
	});

	it("has the files that it names, and no others", async () => {
		const { catalogue, folder } = await builtFromSource();
		const named = catalogue.entries.flatMap(({ schemaFile, definitionsFiles, validatorFile }) => [
			schemaFile,
			...definitionsFiles,
			validatorFile,
		]);
		const files = new Set(["catalogue.json", "objectMeta.json", "runtime.js", ...named]);
		assert.deepEqual((await readdir(folder)).toSorted(), [...files].toSorted());
	});

	it("has validators that load without packages and are not too large", async () => {
		const { catalogue, folder } = await builtFromSource();
		let largest = 0;
		for (const file of new Set(catalogue.entries.map(({ validatorFile }) => validatorFile))) {
			const { size } = await stat(join(folder, file));
			assert.ok(size < 500_000, `${file} has ${size} bytes`);
			largest = Math.max(largest, size);
		}
		const script = `
			for (const one of JSON.parse(process.argv[1])) {
				const validate = require(one.file)[one.id];
				console.log(validate("text"), validate.errors.length > 0);
			}`;
		const all = catalogue.entries.map(({ id, validatorFile }) => ({ id, file: join(folder, validatorFile) }));
		const output = execFileSync(process.execPath, ["-e", script, JSON.stringify(all)], {
			cwd: folder,
			encoding: "utf8",
		});
		assert.equal(output, "false true\n".repeat(catalogue.entries.length));
	});

	it("knows what became of versions that are gone", async () => {
		const { catalogue } = await builtFromSource();
		const role = catalogue.retired.find(
			({ apiVersion, kind }) => apiVersion === "rbac.authorization.k8s.io/v1beta1" && kind === "ClusterRole",
		);
		assert.deepEqual(role, {
			apiVersion: "rbac.authorization.k8s.io/v1beta1",
			kind: "ClusterRole",
			deprecated: "1.17",
			removed: "1.22",
			replacement: "rbac.authorization.k8s.io/v1",
		});
		const { status, replacedBy } = entryOf(catalogue, "apps.openyurt.io/v1alpha1/UnitedDeployment");
		assert.deepEqual({ status, replacedBy }, { status: "removed", replacedBy: "apps.openyurt.io/v1beta1/YurtAppSet" });
		assert.equal(entryOf(catalogue, "management.k3s.io/v1/EdgeCluster").status, "documented");
		for (const { replacedBy: id } of catalogue.entries) if (id !== undefined) entryOf(catalogue, id);
	});
});

describe("docs/kinds.md", () => {
	it("lists what the catalogue has; npm run docs writes it", async () => {
		const { catalogue } = await builtFromSource();
		assert.equal(await readFile(kindsFile, "utf8"), kindsPage(catalogue.entries));
	}).timeout(60_000);
});

describe("generated schemas", function () {
	this.timeout(60_000);

	it("describe every field of the edge systems in English and Chinese", async () => {
		const { catalogue, schema } = await builtFromSource();
		const silent: string[] = [];
		for (const { id, system, form, served, description, descriptionZhCn } of catalogue.entries) {
			if (!described.has(system) && form !== "file") continue;
			assert.match(descriptionZhCn ?? "", /\p{Script=Han}/u, id);
			assert.notEqual(description, "", id);
			if (!served) continue;
			const root = schema(id);
			forEachField(root, id, (field, place) => {
				const target = targetOf(field, root);
				const english = field.description ?? target.description ?? "";
				const chinese = field["x-edgewise-zh-cn"] ?? target["x-edgewise-zh-cn"] ?? "";
				const isItem = place.endsWith("[]");
				const isOwn = /\.(?:apiVersion|kind)$/.test(place) && place.split(".").length <= id.split(".").length + 1;
				if (english === "" && !isItem) silent.push(`${place} in English`);
				if (!/\p{Script=Han}/u.test(chinese) && !isItem && !isOwn) silent.push(`${place} in Chinese`);
				assert.doesNotMatch(english, /\\["']|\s{2}/, place);
			});
		}
		assert.deepEqual(silent, []);
	});

	it("describe nearly every field of built-in kinds", async () => {
		const { catalogue, schema } = await builtFromSource();
		const silent = new Set<string>();
		for (const { id, system } of catalogue.entries) {
			if (system !== "kubernetes") continue;
			const root = schema(id);
			forEachField(root, id, (field, place) => {
				// Nothing is said upstream of the parts of a JSON Schema, which are JSON Schema's own.
				if (/\[\]$|\{\}$|^V1JSONSchemaProps/.test(place)) return;
				if (!(field.description ?? targetOf(field, root).description)) silent.add(place);
			});
		}
		// Kubernetes itself says nothing of these.
		assert.ok(silent.size < 40, [...silent].join("\n"));
	});

	it("say who the object is", async () => {
		const { catalogue, schema } = await builtFromSource();
		for (const { id, form } of catalogue.entries) {
			const { properties = {}, required, $schema, $id } = schema(id);
			assert.equal($schema, "http://json-schema.org/draft-07/schema#");
			assert.equal($id, id);
			if (id.startsWith("file/")) continue;
			assert.equal(`${properties.apiVersion?.const}/${properties.kind?.const}`, id);
			for (const name of ["apiVersion", "kind"]) assert.ok(required?.includes(name), `${id} requires ${name}`);
			if (form !== "file") assert.ok(properties.metadata, id);
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
		for (const { id } of catalogue.entries) {
			forEachField(schema(id), id, (field, place) => {
				if (field["x-edgewise-sensitive"]) sensitive.push(place);
			});
		}
		assert.deepEqual(sensitive, [
			"devices.kubeedge.io/v1alpha2/Device.spec.protocol.opcua.password",
			"devices.kubeedge.io/v1alpha2/Device.spec.protocol.opcua.privateKey",
			"edgecore.config.kubeedge.io/v1alpha1/EdgeCore.modules.edgeHub.token",
			"edgecore.config.kubeedge.io/v1alpha1/EdgeCore.modules.eventBus.mqttPassword",
			"edgecore.config.kubeedge.io/v1alpha2/EdgeCore.modules.edgeHub.token",
			"edgecore.config.kubeedge.io/v1alpha2/EdgeCore.modules.eventBus.mqttPassword",
			"file/edge-platform-values.apiserver.authentication.jwt.secret",
			"file/edge-platform-values.apiserver.authentication.oidc.clientSecret",
			"file/edge-platform-values.apiserver.authentication.ldap.bindPassword",
			"file/edge-platform-values.apiserver.database.password",
			"file/edge-platform-values.console.env.OAUTH_CLIENT_SECRET",
			"file/edge-platform-values.prometheus.thanos.objectStorage.config.secret_key",
			"file/k3s.token",
			"file/k3s.agent-token",
			"file/k3s.datastore-endpoint",
			"file/k3s.etcd-s3-secret-key",
			"file/k3s.etcd-s3-session-token",
			"file/k3s.vpn-auth",
			"iam.theriseunion.io/v1alpha1/User.spec.encryptedPassword",
			"ota.theriseunion.io/v1alpha1/OTANode.spec.auth.password",
			"ota.theriseunion.io/v1alpha1/OTANode.spec.auth.token",
			"registry.theriseunion.io/v1alpha1/ClusterRegistry.spec.password",
			"registry.theriseunion.io/v1alpha1/Registry.spec.password",
			"scope.theriseunion.io/v1alpha1/Cluster.spec.config",
			"scope.theriseunion.io/v1alpha1/Cluster.spec.connection.kubeconfig",
			"scope.theriseunion.io/v1alpha1/Cluster.spec.connection.token",
		]);
	});
});

function entryOf(catalogue: Catalogue, id: string): Catalogue["entries"][number] {
	const entry = catalogue.entries.find((one) => one.id === id);
	assert.ok(entry, `the catalogue has no ${id}`);
	return entry;
}

function targetOf(field: JsonSchema, root: JsonSchema): JsonSchema {
	const target = field.$ref ? root.$defs?.[field.$ref.slice("#/$defs/".length)] : undefined;
	assert.ok(target || !field.$ref, `${field.$ref} is nowhere`);
	return target ?? {};
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
