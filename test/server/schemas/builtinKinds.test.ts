import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { repositoryRoot } from "../../../tools/lib/paths";
import { type BuiltinKind, discoverKinds, kindId, readBuiltinKinds } from "../../../tools/schemas/builtinKinds";
import { readModel } from "../../../tools/schemas/models";

interface Retired {
	readonly apiVersion: string;
	readonly kinds: readonly string[];
	readonly deprecated?: string;
	readonly removed: string;
	readonly replacement?: string;
	readonly note?: { readonly en: string; readonly "zh-cn": string };
}

async function readRetired(): Promise<Retired[]> {
	return parse(await readFile(join(repositoryRoot, "schemas", "builtin", "retired.yaml"), "utf8")) as Retired[];
}

function minor(release: string): number {
	const [, number] = /^1\.(\d+)$/.exec(release) ?? [];
	assert.ok(number, `"${release}" is no release of Kubernetes`);
	return Number(number);
}

describe("built-in kinds", () => {
	it("are all that the Kubernetes client knows", async () => {
		const kinds = await discoverKinds();
		assert.equal(kinds.length, 95);
		assert.equal(new Set(kinds.map(({ group }) => group)).size, 23);
		assert.equal(new Set(kinds.map(kindId)).size, kinds.length);
		assert.deepEqual(
			kinds.filter(({ group }) => group === "").map(({ kind }) => kind),
			[
				...["Binding", "ComponentStatus", "ConfigMap", "Endpoints", "Event", "LimitRange", "Namespace", "Node"],
				...["PersistentVolume", "PersistentVolumeClaim", "Pod", "PodTemplate", "ReplicationController"],
				...["ResourceQuota", "Secret", "Service", "ServiceAccount"],
			],
		);
		assert.deepEqual(
			kinds.filter(({ kind }) => kind.endsWith("List")),
			[],
		);
	});

	it("have a group, a version, a plural, a scope and a model", async () => {
		const kinds = await discoverKinds();
		const facts = { kept: true, creatable: true };
		const find = (id: string) => kinds.find((kind) => kindId(kind) === id);
		assert.deepEqual(find("networking.k8s.io/v1/NetworkPolicy"), {
			group: "networking.k8s.io",
			version: "v1",
			kind: "NetworkPolicy",
			plural: "networkpolicies",
			namespaced: true,
			model: "V1NetworkPolicy",
			...facts,
		});
		assert.deepEqual(find("v1/Namespace"), {
			group: "",
			version: "v1",
			kind: "Namespace",
			plural: "namespaces",
			namespaced: false,
			model: "V1Namespace",
			...facts,
		});
		assert.equal(find("events.k8s.io/v1/Event")?.model, "EventsV1Event");
		assert.equal(find("v1/Event")?.model, "CoreV1Event");
		assert.deepEqual(
			kinds.filter(({ creatable }) => !creatable).map(({ kind, model }) => ({ kind, model })),
			[{ kind: "ComponentStatus", model: "V1ComponentStatus" }],
		);
		assert.deepEqual(
			kinds.filter(({ kept }) => !kept).map(({ kind }) => kind),
			[
				"Binding",
				"SelfSubjectReview",
				"TokenReview",
				"LocalSubjectAccessReview",
				"SelfSubjectAccessReview",
				"SelfSubjectRulesReview",
				"SubjectAccessReview",
			],
		);
	});

	it("leave out what is left over from earlier releases of the client", async () => {
		const ids = (await discoverKinds()).map(kindId);
		assert.ok(!ids.includes("flowcontrol.apiserver.k8s.io/v1beta3/FlowSchema"));
		assert.ok(!ids.includes("resource.k8s.io/v1alpha2/ResourceClass"));
	});

	it("have one version to use", async () => {
		const kinds = await readBuiltinKinds();
		const used = new Map<string, BuiltinKind[]>();
		for (const kind of kinds) {
			const name = `${kind.group}/${kind.kind}`;
			used.set(name, [...(used.get(name) ?? []), kind]);
		}
		for (const [name, versions] of used) {
			assert.equal(versions.filter(({ storage }) => storage).length, 1, name);
		}
		const version = (group: string, name: string) =>
			kinds.find(({ kind, storage, ...other }) => other.group === group && kind === name && storage)?.version;
		assert.equal(version("autoscaling", "HorizontalPodAutoscaler"), "v2");
		assert.equal(version("resource.k8s.io", "ResourceClaim"), "v1");
		assert.equal(version("resource.k8s.io", "DeviceTaintRule"), "v1beta2");
		assert.equal(version("coordination.k8s.io", "LeaseCandidate"), "v1beta1");
	});

	it("have the names that the API server allows", async () => {
		const kinds = await readBuiltinKinds();
		const rule = (id: string) => kinds.find((kind) => kindId(kind) === id)?.name;
		assert.equal(rule("v1/Service"), "label1035");
		assert.equal(rule("v1/Namespace"), "label");
		assert.equal(rule("rbac.authorization.k8s.io/v1/ClusterRole"), "path");
		assert.equal(rule("apps/v1/Deployment"), undefined);
	});

	it("are marked where they are deprecated", async () => {
		const kinds = await readBuiltinKinds();
		for (const kind of kinds) {
			const { description } = await readModel(kind.model);
			if (/deprecated: this api is deprecated/i.test(description)) assert.ok(kind.deprecated, kindId(kind));
			if (!kind.deprecated) continue;
			const [name, rest] = [`${kindId(kind).replace(/\/(?=\w+$)/, " ")} is deprecated in `, kind.deprecated];
			assert.ok(rest.startsWith(name), rest);
			assert.match(rest.slice(name.length), /^v1\.\d+\+(, unavailable in v1\.\d+\+)?(; use \S+ \w+)?$/);
		}
		const endpoints = kinds.find(({ kind }) => kind === "Endpoints");
		assert.equal(endpoints?.deprecated, "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");
	});
});

describe("versions that Kubernetes no longer serves", () => {
	it("have a replacement that is served, or say what to do", async () => {
		const ids = new Set((await discoverKinds()).map(kindId));
		for (const { apiVersion, kinds, replacement, note } of await readRetired()) {
			for (const kind of kinds) {
				if (replacement) assert.ok(ids.has(`${replacement}/${kind}`), `${replacement} ${kind}`);
				else assert.ok(note, `${apiVersion} ${kind}`);
				assert.ok(!ids.has(`${apiVersion}/${kind}`), `${apiVersion} ${kind} is served`);
			}
		}
	});

	it("are there once, and went after they were deprecated", async () => {
		const seen = new Set<string>();
		for (const { apiVersion, kinds, deprecated, removed, note } of await readRetired()) {
			for (const kind of kinds) {
				assert.ok(!seen.has(`${apiVersion}/${kind}`), `${apiVersion} ${kind} is there twice`);
				seen.add(`${apiVersion}/${kind}`);
			}
			assert.ok(deprecated === undefined || minor(deprecated) < minor(removed), apiVersion);
			if (note) assert.ok(note.en && note["zh-cn"], apiVersion);
		}
		for (const id of [
			"extensions/v1beta1/Ingress",
			"apps/v1beta2/Deployment",
			"rbac.authorization.k8s.io/v1beta1/Role",
			"policy/v1beta1/PodSecurityPolicy",
			"batch/v1beta1/CronJob",
			"autoscaling/v2beta2/HorizontalPodAutoscaler",
		]) {
			assert.ok(seen.has(id), id);
		}
	});
});
