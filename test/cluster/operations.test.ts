import assert from "node:assert/strict";
import { KubeConfig } from "@kubernetes/client-node";
import { KubernetesApi } from "../../client/src/fleet/kubernetesApi";
import { type KubernetesObject, type ObjectReference, stringAt, valueAt } from "../../client/src/fleet/objects";
import { type ApplyOptions, executeApply } from "../../client/src/fleet/operations/apply";
import { objectKey, parseManifests } from "../../client/src/fleet/operations/manifests";
import {
	actionable,
	itemDiff,
	type PlanItem,
	type PlanOptions,
	planApply,
} from "../../client/src/fleet/operations/plan";
import { listAllObjectsWithHistory, listHistory } from "../../client/src/fleet/operations/revisions";
import { executeRollback, planRollback } from "../../client/src/fleet/operations/rollback";
import type { ControlPlane } from "../../tools/kubernetes/controlPlane";
import { createNamespace, sharedControlPlane } from "../support/cluster";

const deployment = (name: string, options: { replicas?: number; image?: string; env?: string } = {}) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  ${options.replicas === undefined ? "" : `replicas: ${options.replicas}`}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: main
          image: ${options.image ?? "app:1"}
          ports: [{containerPort: 80}]
          ${options.env === undefined ? "" : `env: [${options.env}]`}
`;
const configMap = (name: string, value: string, key = "a") =>
	`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {${key}: "${value}"}\n`;
const crd = (group: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gauges.${group}}
spec:
  group: ${group}
  scope: Namespaced
  names: {kind: Gauge, plural: gauges, singular: gauge}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: {spec: {type: object, properties: {unit: {type: string}}}}
`;

describe("operations on a real API server", function () {
	this.timeout(30 * 60_000);
	let cluster: ControlPlane;
	let admin: KubernetesApi;
	let viewer: KubernetesApi;
	let namespace: string;

	const apiOf = (user: string) => {
		const config = new KubeConfig();
		config.loadFromString(cluster.kubeconfig(user));
		return new KubernetesApi(config, `${user}@test`);
	};
	const planOf = (text: string, options: Partial<PlanOptions> = {}, api = admin) =>
		planApply(api, parseManifests(text, "test.yaml").manifests, { namespace, ...options });
	const apply = async (text: string, options: Partial<ApplyOptions> = {}, api = admin) =>
		executeApply(api, await planOf(text, {}, api), { author: "ana", ...options });
	const takeOverAll = (items: readonly PlanItem[]) => new Set(items.map((item) => objectKey(item.reference)));
	const reference = (kind: string, name: string, apiVersion = "v1"): ObjectReference => ({
		apiVersion,
		kind,
		namespace,
		name,
	});
	/** Creates or replaces an object as an old `kubectl apply` does. */
	const kubectlApply = async (text: string) => {
		for (const { object } of parseManifests(text).manifests) {
			const ref = { ...reference(object.kind, object.metadata.name ?? "", object.apiVersion) };
			const metadata = {
				...object.metadata,
				namespace,
				annotations: { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify(object) },
			};
			const path = await admin.objectPath(ref);
			await admin.request({
				method: "POST",
				path: path.slice(0, path.lastIndexOf("/")),
				query: { fieldManager: "kubectl-client-side-apply" },
				body: { ...object, metadata },
			});
		}
	};
	const patch = async (ref: ObjectReference, body: unknown, fieldManager = "kubectl-edit") =>
		admin.request({
			method: "PATCH",
			path: await admin.objectPath(ref),
			query: { fieldManager },
			body,
			bodyType: "application/merge-patch+json",
		});
	const dataOf = async (name: string) => valueAt(await admin.get(reference("ConfigMap", name)), "data");

	before(async () => {
		cluster = await sharedControlPlane();
		admin = apiOf("admin");
		viewer = apiOf("viewer");
	});
	beforeEach(async () => {
		namespace = await createNamespace(cluster, "operations");
	});

	describe("planning", () => {
		it("tells what would be created, changed, left and refused, and changes nothing", async () => {
			await apply(`${configMap("same", "1")}---\n${configMap("other", "1")}`);
			const plan = await planOf(
				[
					configMap("same", "1"),
					configMap("other", "2"),
					configMap("new", "1"),
					configMap("Bad_Name", "1"),
					configMap("new", "1"),
					"apiVersion: nowhere.io/v1\nkind: Thing\nmetadata: {name: x}\n",
				].join("---\n"),
			);
			assert.deepEqual(
				plan.items.map((item) => [item.reference.name, item.action]),
				[
					["same", "unchanged"],
					["other", "change"],
					["new", "create"],
					["Bad_Name", "refused"],
					["new", "refused"],
					["x", "refused"],
				],
			);
			const refusals = plan.items.flatMap((item) => (item.action === "refused" ? [item.refusal.kind] : []));
			assert.deepEqual(refusals, ["failure", "duplicate", "unknownKind"]);
			assert.deepEqual(plan.withoutHistory, []);
			const change = plan.items[1];
			assert.ok(change?.action === "change");
			const { before, after } = itemDiff(change);
			assert.match(before, /a: "1"/);
			assert.equal(after, before.replace('"1"', '"2"'));
			assert.equal(await admin.get(reference("ConfigMap", "new")), undefined);
			assert.deepEqual(await dataOf("other"), { a: "1" });
		});

		it("shows defaults on the side where they come from: an applied Deployment is unchanged", async () => {
			await apply(deployment("web", { replicas: 1 }));
			assert.equal((await planOf(deployment("web", { replicas: 1 }))).items[0]?.action, "unchanged");
		});

		it("takes an exported object, with all that the server set", async () => {
			await apply(configMap("exported", "1"));
			const live = await admin.get(reference("ConfigMap", "exported"));
			const text = JSON.stringify({ ...live, data: { a: "2" } });
			await patch(reference("ConfigMap", "exported"), { metadata: { labels: { x: "1" } } });
			assert.equal((await planOf(text)).items[0]?.action, "change");
		});

		it("explains a namespace that does not exist", async () => {
			const inNowhere = configMap("a", "1").replace("name: a", "name: a, namespace: nowhere");
			const [item] = (await planOf(inNowhere)).items;
			assert.ok(item?.action === "refused");
			assert.deepEqual(item.refusal, { kind: "noNamespace", namespace: "nowhere" });
		});

		it("names fields that the server would throw away", async () => {
			await cluster.apply(crd("dropped.edgewise.dev"));
			const text =
				"apiVersion: dropped.edgewise.dev/v1\nkind: Gauge\nmetadata: {name: g}\nspec: {unit: bar, until: 3}\n";
			let [item] = (await planOf(text)).items;
			while (item?.action === "refused" && item.refusal.kind === "unknownKind") [item] = (await planOf(text)).items;
			const told =
				item?.action === "create" ? item.dropped : item?.action === "refused" ? JSON.stringify(item.refusal) : [];
			assert.match(String(told), /spec\.until/);
		});

		it("ends with the failure where the server cannot be asked", async () => {
			const config = new KubeConfig();
			config.loadFromString(cluster.kubeconfig().replace(/https:\/\/127.0.0.1:\d+/, "https://127.0.0.1:1"));
			await assert.rejects(planOf(configMap("a", "1"), {}, new KubernetesApi(config, "gone")), /unreachable/);
			const controller = new AbortController();
			const planned = planApply(admin, parseManifests(configMap("a", "1")).manifests, { namespace }, controller.signal);
			controller.abort();
			await assert.rejects(planned, /cancelled/);
		});
	});

	describe("applying", () => {
		it("creates a namespace, a CRD and objects that need them in one go, whatever their order", async () => {
			const text = [
				"apiVersion: set.edgewise.dev/v1\nkind: Gauge\nmetadata: {name: g, namespace: fresh}\nspec: {unit: bar}\n",
				configMap("in-fresh", "1").replace("name: in-fresh", "name: in-fresh, namespace: fresh"),
				crd("set.edgewise.dev"),
				"apiVersion: v1\nkind: Namespace\nmetadata: {name: fresh}\n",
			].join("---\n");
			const plan = await planOf(text);
			assert.deepEqual(
				plan.items.map((item) => [item.reference.kind, item.action === "create" && item.unchecked?.kind]),
				[
					["Namespace", undefined],
					["CustomResourceDefinition", undefined],
					["Gauge", "kindInPlan"],
					["ConfigMap", "namespaceInPlan"],
				],
			);
			const outcomes = await executeApply(admin, plan, { author: "ana" });
			assert.deepEqual(
				outcomes.map((outcome) => [outcome.kind, outcome.kind === "applied" && outcome.revision]),
				[1, 2, 3, 4].map(() => ["applied", 1]),
			);
		});

		it("names who owns a field, applies nothing, and takes it over when asked to", async () => {
			await kubectlApply(deployment("web", { replicas: 1, image: "app:1" }));
			const text = deployment("web", { replicas: 2, image: "app:2" });
			const plan = await planOf(text);
			const [item] = plan.items;
			assert.ok(item?.action === "refused" && item.refusal.kind === "conflict", JSON.stringify(item));
			assert.deepEqual(
				item.refusal.conflicts.map(({ manager, field }) => [manager, field]).sort(),
				[
					["kubectl-client-side-apply", '.spec.template.spec.containers[name="main"].image'],
					["kubectl-client-side-apply", ".spec.replicas"],
				].sort(),
			);
			assert.deepEqual(await executeApply(admin, plan, { author: "ana" }), []);
			const again = await planOf(text, { takeOver: takeOverAll(plan.items) });
			assert.equal(again.items[0]?.action, "change");
			const [outcome] = await executeApply(admin, again, { author: "ana" });
			assert.equal(outcome?.kind, "applied");
			const live = await admin.get(reference("Deployment", "web", "apps/v1"));
			assert.equal(valueAt(live, "spec", "replicas"), 2);
		});

		it("tells what kubectl left behind, and takes it away when taking over, as previewed", async () => {
			const env = (...names: string[]) => names.map((name) => `{name: ${name}, value: "1"}`).join(", ");
			await kubectlApply(deployment("web", { replicas: 3, env: env("KEEP", "DROP") }));
			await patch(reference("Deployment", "web", "apps/v1"), { metadata: { labels: { theirs: "1" } } });
			const text = deployment("web", { env: env("KEEP") });
			const [kept] = (await planOf(text)).items;
			assert.ok(kept?.action === "unchanged");
			assert.deepEqual(kept.kept, ["spec.replicas", "spec.template.spec.containers[main].env[DROP]"]);
			const again = await planOf(text, { takeOver: takeOverAll([kept]) });
			const [item] = again.items;
			assert.ok(item?.action === "change");
			const generation = item.before.metadata.generation ?? 0;
			assert.equal((await executeApply(admin, again, { author: "ana" }))[0]?.kind, "applied");
			const live = await admin.get(reference("Deployment", "web", "apps/v1"));
			assert.ok(live);
			assert.equal(live.metadata.generation, generation + 1, "one rollout");
			assert.equal(live.metadata.labels?.theirs, "1");
			assert.equal(valueAt(live, "spec", "replicas"), 1, "the default");
			assert.deepEqual(valueAt(live, "spec"), valueAt(item.after, "spec"));
			assert.equal((await planOf(text)).items[0]?.action, "unchanged");
		});

		it("does not touch what changed since the review, but lets a status change", async () => {
			await apply(configMap("a", "1"));
			const plan = await planOf(configMap("a", "2"));
			await patch(reference("ConfigMap", "a"), { metadata: { annotations: { theirs: "1" } } });
			const [refused] = await executeApply(admin, plan, { author: "ana" });
			assert.ok(refused?.kind === "failed" && refused.refusal.kind === "changedSinceReview");
			assert.deepEqual(await dataOf("a"), { a: "1" });

			await apply(deployment("web", { replicas: 1 }));
			const web = reference("Deployment", "web", "apps/v1");
			const scaled = await planOf(deployment("web", { replicas: 2 }));
			await admin.request({
				method: "PATCH",
				path: `${await admin.objectPath(web)}/status`,
				body: { status: { observedGeneration: 1, replicas: 1 } },
				bodyType: "application/merge-patch+json",
			});
			assert.equal((await executeApply(admin, scaled, { author: "ana" }))[0]?.kind, "applied");
		});

		it("does not touch what was created or deleted since the review", async () => {
			const creating = await planOf(configMap("a", "1"));
			await apply(configMap("a", "0"));
			const [first] = await executeApply(admin, creating, { author: "ana" });
			assert.ok(first?.kind === "failed" && first.refusal.kind === "changedSinceReview");
			const changing = await planOf(configMap("a", "1"));
			await admin.request({ method: "DELETE", path: await admin.objectPath(reference("ConfigMap", "a")) });
			const [second] = await executeApply(admin, changing, { author: "ana" });
			assert.ok(second?.kind === "failed" && second.refusal.kind === "changedSinceReview");
			assert.equal(await admin.get(reference("ConfigMap", "a")), undefined);
		});

		it("stops at the first failure and says what was done and what not", async () => {
			const plan = await planOf([configMap("a", "1"), configMap("b", "1"), configMap("c", "1")].join("---\n"));
			await apply(configMap("b", "0"));
			const outcomes = await executeApply(admin, plan, { author: "ana" });
			assert.deepEqual(
				outcomes.map((outcome) => outcome.kind),
				["applied", "failed", "notAttempted"],
			);
			assert.equal(await admin.get(reference("ConfigMap", "c")), undefined);
		});

		it("stops before the next object when cancelled", async () => {
			const plan = await planOf([configMap("a", "1"), configMap("b", "1")].join("---\n"));
			const controller = new AbortController();
			const options = { author: "ana", signal: controller.signal, onProgress: () => controller.abort() };
			const outcomes = await executeApply(admin, plan, options);
			assert.deepEqual(
				outcomes.map((outcome) => outcome.kind),
				["applied", "notAttempted"],
			);
		});

		it("copes with a device whose twins change all the time", async () => {
			await apply(configMap("busy", "1"));
			const busy = reference("ConfigMap", "busy");
			const plan = await planOf(configMap("busy", "2"));
			let changing = true;
			const change = (async () => {
				// Managed fields are not shown, so a change of them alone is as good as one of a status.
				for (let i = 0; changing; i++) await patch(busy, { metadata: { labels: null } }, `mapper-${i}`).catch(() => {});
			})();
			const [outcome] = await executeApply(admin, plan, { author: "ana" });
			changing = false;
			await change;
			assert.equal(outcome?.kind, "applied", JSON.stringify(outcome));
		});

		it("refuses a user without rights, who is told so by the plan", async () => {
			const [item] = (await planOf(configMap("a", "1"), {}, viewer)).items;
			assert.ok(item?.action === "refused" && item.refusal.kind === "failure");
			assert.equal(item.refusal.failure.kind, "forbidden");
		});

		it("tells beforehand who may apply but keep no history, and applies all the same", async () => {
			await cluster.apply(`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: maps, namespace: ${namespace}}
rules: [{apiGroups: [""], resources: [configmaps], verbs: ["*"]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: maps, namespace: ${namespace}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: maps}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: viewer}]
`);
			const plan = await planOf(configMap("a", "1"), {}, viewer);
			assert.deepEqual(plan.withoutHistory, [reference("ConfigMap", "a")]);
			const [outcome] = await executeApply(viewer, plan, { author: "viewer" });
			assert.ok(outcome?.kind === "applied");
			assert.equal(outcome.revision, undefined);
			assert.equal(outcome.historyFailure?.kind, "forbidden");
		});
	});

	describe("history", () => {
		it("keeps who applied what from where, newest first, and finds it among all", async () => {
			await apply(configMap("a", "1"));
			await apply(configMap("a", "2"), { message: "because" });
			const { revisions } = await listHistory(admin, reference("ConfigMap", "a"));
			assert.deepEqual(
				revisions.map(({ number, author, file, message }) => [number, author, file, message]),
				[
					[2, "ana", "test.yaml", "because"],
					[1, "ana", "test.yaml", undefined],
				],
			);
			assert.deepEqual(revisions[1]?.manifest().data, { a: "1" });
			const { objects } = await listAllObjectsWithHistory(admin);
			const found = objects.find(({ object }) => object.namespace === namespace && object.name === "a");
			assert.deepEqual([found?.count, found?.newest.number], [2, 2]);
		});

		it("gives two colleagues who apply at once a revision each", async () => {
			await apply(configMap("a", "0"));
			const keys = ["b", "c", "d", "e"];
			const machines = keys.map(() => apiOf("admin"));
			const plans = await Promise.all(machines.map((api, i) => planOf(configMap("a", String(i), keys[i]), {}, api)));
			const outcomes = await Promise.all(
				machines.map((api, i) => executeApply(api, plans[i] ?? assert.fail(), { author: `m${i}` })),
			);
			const applied = outcomes.flat().filter((outcome) => outcome.kind === "applied");
			const { revisions } = await listHistory(admin, reference("ConfigMap", "a"));
			const numbers = revisions.map(({ number }) => number);
			assert.equal(new Set(numbers).size, numbers.length);
			assert.equal(numbers.length, applied.length + 1);
			assert.ok(applied.length >= 1);
			for (const [outcome] of outcomes) {
				assert.ok(
					outcome?.kind === "applied" || (outcome?.kind === "failed" && outcome.refusal.kind === "changedSinceReview"),
				);
			}
		});

		it("records one baseline even if two find the object at once", async () => {
			await kubectlApply(configMap("a", "1"));
			const plans = await Promise.all(["b", "c"].map((key) => planOf(configMap("a", "1", key))));
			await Promise.all(plans.map((plan) => executeApply(apiOf("admin"), plan, { author: "x" })));
			const { revisions } = await listHistory(admin, reference("ConfigMap", "a"));
			assert.equal(revisions.filter(({ baseline }) => baseline).length, 1);
		});

		it("deletes the oldest beyond the limit, never the baseline", async () => {
			await kubectlApply(configMap("a", "0"));
			for (let i = 1; i <= 5; i++) {
				const text = configMap("a", String(i));
				const plan = await planOf(text, { takeOver: new Set([objectKey(reference("ConfigMap", "a"))]) });
				await executeApply(admin, plan, { author: "ana", history: { limit: 2 } });
			}
			const { revisions } = await listHistory(admin, reference("ConfigMap", "a"));
			assert.deepEqual(
				revisions.map(({ number, baseline }) => [number, baseline]),
				[
					[6, false],
					[5, false],
					[1, true],
				],
			);
		});

		it("never holds a credential where Secrets' rights do not hold, nor shows one", async () => {
			const secret = (value: string) =>
				`apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: ${value}}\n`;
			const pod = deployment("with-env", { env: "{name: DB_PASSWORD, value: S3CRET-env}" });
			await kubectlApply(secret("S3CRET-zero"));
			const plan = await planOf(`${secret("S3CRET-one")}---\n${pod}`, {
				takeOver: new Set([objectKey(reference("Secret", "s"))]),
			});
			const shown = actionable(plan).map(itemDiff);
			const hidden = /S3CRET|UzNDUkVU/;
			assert.equal(shown.length, 2);
			assert.doesNotMatch(JSON.stringify(shown), hidden);
			assert.match(shown.find(({ before }) => before !== "")?.after ?? "", /password: \(hidden, changed\)/);
			const outcomes = await executeApply(admin, plan, { author: "ana" });
			assert.deepEqual(
				outcomes.map(({ kind }) => kind),
				["applied", "applied"],
			);
			const list = async (path: string) => JSON.stringify(await admin.request({ method: "GET", path }));
			assert.doesNotMatch(await list("/apis/apps/v1/controllerrevisions"), hidden);
			const { revisions } = await listHistory(admin, reference("Secret", "s"));
			assert.deepEqual(
				revisions.map(({ carrier, baseline }) => [carrier.kind, baseline]),
				[
					["Secret", false],
					["Secret", true],
				],
			);
			assert.equal(stringAt(revisions[0]?.manifest(), "stringData", "password"), "S3CRET-one");
			const seen = await listHistory(viewer, reference("Secret", "s"));
			assert.deepEqual([seen.revisions.length, seen.unread.map(({ kind }) => kind)], [0, ["Secret"]]);
		});

		it("is kept in the namespace that was chosen for cluster-scoped objects", async () => {
			const text = `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${namespace}, labels: {a: "1"}}\n`;
			await executeApply(admin, await planOf(text), { author: "ana", history: { namespace } });
			const ref = { apiVersion: "v1", kind: "Namespace", name: namespace };
			assert.equal((await listHistory(admin, ref, { namespace })).revisions.length, 2);
			assert.equal((await listHistory(admin, ref)).revisions.length, 0);
		});
	});

	describe("rolling back", () => {
		const revisionOf = async (ref: ObjectReference, number: number) =>
			(await listHistory(admin, ref)).revisions.find((revision) => revision.number === number) ?? assert.fail();

		it("restores values, takes away fields added since, and can be rolled back itself", async () => {
			const ref = reference("Deployment", "web", "apps/v1");
			await apply(deployment("web", { replicas: 1, image: "app:1" }));
			const first = await admin.get(ref);
			await apply(deployment("web", { replicas: 4, image: "app:2", env: "{name: A, value: b}" }));
			const rollback = await planRollback(admin, await revisionOf(ref, 1));
			assert.equal(rollback.item.action, "change");
			const outcome = await executeRollback(admin, rollback, { author: "bo" });
			assert.ok(outcome?.kind === "applied");
			assert.deepEqual((await admin.get(ref))?.spec, first?.spec);
			const { revisions } = await listHistory(admin, ref);
			assert.deepEqual([revisions[0]?.number, revisions[0]?.message], [3, "rolled back to revision 1"]);
			const forward = await planRollback(admin, await revisionOf(ref, 2));
			await executeRollback(admin, forward, { author: "bo" });
			assert.equal(valueAt(await admin.get(ref), "spec", "replicas"), 4);
		});

		it("goes back to the state before Edgewise, over fields that others set meanwhile", async () => {
			const ref = reference("Deployment", "web", "apps/v1");
			await kubectlApply(deployment("web", { replicas: 3, image: "app:1" }));
			const found = await admin.get(ref);
			const takeOver = new Set([objectKey(ref)]);
			await executeApply(admin, await planOf(deployment("web", { replicas: 1, image: "app:2" }), { takeOver }), {
				author: "ana",
			});
			await patch(ref, { spec: { replicas: 7 } });
			const baseline = await revisionOf(ref, 1);
			assert.ok(baseline.baseline);
			const refused = await planRollback(admin, baseline);
			assert.ok(refused.item.action === "refused" && refused.item.refusal.kind === "conflict");
			assert.deepEqual(refused.item.refusal.conflicts, [{ manager: "kubectl-edit", field: ".spec.replicas" }]);
			assert.equal(await executeRollback(admin, refused, { author: "ana" }), undefined);
			assert.equal(valueAt(await admin.get(ref), "spec", "replicas"), 7);
			const outcome = await executeRollback(admin, await planRollback(admin, baseline, { takeOver }), {
				author: "ana",
			});
			assert.equal(outcome?.kind, "applied");
			assert.deepEqual((await admin.get(ref))?.spec, found?.spec);
		});

		it("brings a deleted object back", async () => {
			const ref = reference("ConfigMap", "a");
			await apply(configMap("a", "1"));
			await admin.request({ method: "DELETE", path: await admin.objectPath(ref) });
			const rollback = await planRollback(admin, await revisionOf(ref, 1));
			assert.equal(rollback.item.action, "create");
			await executeRollback(admin, rollback, { author: "ana" });
			assert.deepEqual(await dataOf("a"), { a: "1" });
		});

		it("brings a Secret's values back without showing them", async () => {
			const secret = (value: string) =>
				`apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {k: ${value}}\n`;
			await apply(secret("S3CRET-one"));
			await apply(secret("S3CRET-two"));
			const ref = reference("Secret", "s");
			const rollback = await planRollback(admin, await revisionOf(ref, 1));
			assert.ok(rollback.item.action === "change");
			assert.doesNotMatch(JSON.stringify(itemDiff(rollback.item)), /S3CRET|UzNDUkVU/);
			await executeRollback(admin, rollback, { author: "ana" });
			const live = (await admin.get(ref)) as KubernetesObject;
			assert.equal(Buffer.from(stringAt(live, "data", "k") ?? "", "base64").toString(), "S3CRET-one");
		});

		it("says why the server refuses, and leaves things as they are", async () => {
			const ref = reference("ConfigMap", "a");
			await apply(configMap("a", "1"));
			await apply(configMap("a", "2"));
			const [denied] = (await planRollback(viewer, await revisionOf(ref, 1))).plan.items;
			assert.ok(denied?.action === "refused" && denied.refusal.kind === "failure");
			assert.equal(denied.refusal.failure.kind, "forbidden");
			assert.deepEqual(await dataOf("a"), { a: "2" });
		});

		it("finds nothing to do where the object is as it was", async () => {
			await apply(configMap("a", "1"));
			const rollback = await planRollback(admin, await revisionOf(reference("ConfigMap", "a"), 1));
			assert.equal(rollback.item.action, "unchanged");
			assert.equal(await executeRollback(admin, rollback, { author: "ana" }), undefined);
		});
	});
});
