import assert from "node:assert/strict";
import { join } from "node:path";
import { ManifestDocument } from "../../server/src/engine/document";
import { isRecord } from "../../server/src/engine/schema/record";
import { splitDocuments } from "../../server/src/engine/yaml/split";
import type { ApiObject } from "../../tools/kubernetes/apiClient";
import type { ControlPlane } from "../../tools/kubernetes/controlPlane";
import { installCrds } from "../../tools/kubernetes/crds";
import { repositoryRoot } from "../../tools/lib/paths";
import { readWholeCrds } from "../../tools/schemas/readCrds";
import { specimens } from "../server/migrate/support";
import { createNamespace, sharedControlPlane } from "../support/cluster";

type Fields = Readonly<Record<string, unknown>>;

/** Versions that the test bed's Kubernetes does not serve yet, with the one of the same shape that it does. */
const servedAs: Readonly<Record<string, string>> = {
	"autoscaling/v2": "autoscaling/v2beta2",
	"batch/v1/CronJob": "batch/v1beta1",
	"policy/v1": "policy/v1beta1",
};

/** Kinds of which the test bed's Kubernetes serves no version of the new shape. */
const tooNew = new Set(["EndpointSlice", "PriorityLevelConfiguration", "ResourceClaim", "ResourceSlice"]);

/** Custom resources are not converted, and definitions keep what the new version takes from nobody any more. */
const neverConverted = /openyurt\.io|kubeedge\.io|theriseunion\.io|apiextensions/;

/** Objects by name that a server refuses in the old version. */
const refused = new Set(["text"]);

/** Where a migration does better than a server, by specimen: what the server would have had to answer. */
const better: Readonly<Record<string, (theirs: Fields) => Fields>> = {
	// An empty selector selects nothing in the old version and everything in the new one.
	"disruption-budget": ({ spec, ...rest }) => {
		assert.ok(isRecord(spec));
		const { selector, ...others } = spec;
		assert.deepEqual(selector, {});
		return { ...rest, spec: others };
	},
	// The new version does not take the old answer.
	webhook: decided,
	"webhook-mutating": decided,
};

function decided({ webhooks, ...rest }: Fields): Fields {
	assert.ok(Array.isArray(webhooks));
	return {
		...rest,
		webhooks: webhooks.map((webhook) =>
			isRecord(webhook) && webhook.sideEffects === "Unknown" ? { ...webhook, sideEffects: "None" } : webhook,
		),
	};
}

describe("migrated manifests and a real API server", function () {
	this.timeout(20 * 60_000);

	let cluster: ControlPlane;
	let namespace: string;

	before(async () => {
		cluster = await sharedControlPlane();
		const whole = await readWholeCrds(join(repositoryRoot, "schemas", "crds"));
		await installCrds(
			cluster,
			whole.map(({ crd }) => JSON.stringify(crd)),
		);
		namespace = await createNamespace(cluster, "migrate");
	});

	for (const { name, before: old, after: current } of specimens()) {
		it(`accepts ${name} and drops nothing`, async () => {
			for (const object of objectsOf(current)) {
				if (tooNew.has(object.kind)) continue;
				const sent = served(object);
				assert.deepEqual(dropped(sent, await create(sent, true)), []);
			}
		});

		it(`makes of ${name} what the server makes of it`, async () => {
			const results = objectsOf(current);
			for (const [index, object] of objectsOf(old).entries()) {
				const result = results[index];
				if (result === undefined || !(await isConverted(object))) continue;
				const sent = served(result);
				const ours = content(await create(sent, true));
				const theirs = content(await convert(object, sent));
				assert.deepEqual(better[name]?.(theirs) ?? theirs, ours);
			}
		});
	}

	/** Lets the server store an object in its old version and read it in another one. */
	async function convert(object: ApiObject, { apiVersion, kind }: ApiObject): Promise<unknown> {
		await create(object, false);
		const path = await pathOf({ ...object, apiVersion, kind });
		const { status, body, text } = await cluster.request("GET", path);
		assert.equal(status, 200, text);
		await cluster.request("DELETE", path);
		return body;
	}

	/** Whether the server knows the old version, and converts it. */
	async function isConverted(object: ApiObject): Promise<boolean> {
		if (tooNew.has(object.kind) || neverConverted.test(object.apiVersion) || refused.has(object.metadata.name))
			return false;
		return (await pathOf(object).catch(() => undefined)) !== undefined;
	}

	/** Creates an object, or asks what would become of it. */
	async function create(object: ApiObject, dryRun: boolean): Promise<unknown> {
		const own = placed(object);
		const path = await pathOf(own);
		const folder = path.slice(0, path.lastIndexOf("/"));
		const { status, body, text } = await cluster.request("POST", dryRun ? `${folder}?dryRun=All` : folder, own);
		assert.ok(status < 300, text);
		return body;
	}

	/** The object in the test's own namespace. */
	function placed(object: ApiObject): ApiObject {
		const { namespace: _, ...metadata } = object.metadata;
		return { ...object, metadata: { ...metadata, name: object.metadata.name, namespace } };
	}

	function pathOf(object: ApiObject): Promise<string> {
		return cluster.pathOf(placed(object));
	}
});

function objectsOf(text: string): ApiObject[] {
	return splitDocuments(text).map(({ start, end }) => {
		const data = new ManifestDocument(text.slice(start, end)).data?.value;
		assert.ok(isObject(data));
		return data;
	});
}

function isObject(data: unknown): data is ApiObject {
	return isRecord(data) && typeof data.apiVersion === "string" && isRecord(data.metadata) && "name" in data.metadata;
}

/** The object in a version that the test bed serves. */
function served(object: ApiObject): ApiObject {
	const { apiVersion, kind } = object;
	return { ...object, apiVersion: servedAs[`${apiVersion}/${kind}`] ?? servedAs[apiVersion] ?? apiVersion };
}

/** Paths of values that were sent and did not come back. */
function dropped(sent: unknown, stored: unknown, path = ""): string[] {
	// The test puts objects into its own namespace, and servers write quantities and empty values in their own way.
	if (path === ".metadata.namespace" || sent === null) return [];
	if (Array.isArray(sent)) {
		const items: readonly unknown[] = Array.isArray(stored) ? stored : [];
		// Servers put the metrics of an autoscaler in an order of their own.
		return sent.flatMap((item, index) =>
			items.some((other) => dropped(item, other).length === 0) ? [] : dropped(item, items[index], `${path}[${index}]`),
		);
	}
	if (isRecord(sent)) {
		const own = isRecord(stored) ? stored : {};
		if (!isRecord(stored) && Object.keys(sent).length > 0) return [path];
		return Object.entries(sent).flatMap(([key, value]) => dropped(value, own[key], `${path}.${key}`));
	}
	if (sent === "" && stored === undefined) return [];
	return stored === sent || String(stored) === String(sent) ? [] : [`${path}: ${String(sent)} is ${String(stored)}`];
}

/** What an object says, without what servers note about it. */
function content(body: unknown): Fields {
	assert.ok(isRecord(body));
	const { metadata, status: _status, apiVersion: _version, ...rest } = body;
	assert.ok(isRecord(metadata));
	const { annotations, labels } = metadata;
	const plain: unknown = JSON.parse(JSON.stringify({ ...rest, annotations, labels }));
	return isRecord(plain) ? plain : {};
}
