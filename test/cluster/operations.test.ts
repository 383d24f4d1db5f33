import assert from "node:assert/strict";
import { KubeConfig } from "@kubernetes/client-node";
import { KubernetesApi } from "../../client/src/fleet/kubernetesApi";
import { valueAt } from "../../client/src/fleet/objects";
import { executeApply } from "../../client/src/fleet/operations/apply";
import { parseManifests } from "../../client/src/fleet/operations/manifests";
import { itemDiff, planApply } from "../../client/src/fleet/operations/plan";
import { Bench, configMap, crd, deployment, takeOverAll } from "../support/operations";

describe("operations on a real API server", function () {
	this.timeout(30 * 60_000);
	let bench: Bench;

	beforeEach(async () => {
		bench = await Bench.create();
	});

	describe("planning", () => {
		it("tells what would be created, changed, left and refused, and changes nothing", async () => {
			await bench.apply(`${configMap("same", "1")}---\n${configMap("other", "1")}`);
			const plan = await bench.plan(
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
			assert.equal(await bench.admin.get(bench.reference("ConfigMap", "new")), undefined);
			assert.deepEqual(await bench.dataOf("other"), { a: "1" });
		});

		it("shows defaults on the side where they come from: an applied Deployment is unchanged", async () => {
			await bench.apply(deployment("web", { replicas: 1 }));
			assert.equal((await bench.plan(deployment("web", { replicas: 1 }))).items[0]?.action, "unchanged");
		});

		it("takes an exported object, with all that the server set", async () => {
			await bench.apply(configMap("exported", "1"));
			const live = await bench.admin.get(bench.reference("ConfigMap", "exported"));
			const text = JSON.stringify({ ...live, data: { a: "2" } });
			await bench.patch(bench.reference("ConfigMap", "exported"), { metadata: { labels: { x: "1" } } });
			assert.equal((await bench.plan(text)).items[0]?.action, "change");
		});

		it("explains a namespace that does not exist", async () => {
			const inNowhere = configMap("a", "1").replace("name: a", "name: a, namespace: nowhere");
			const [item] = (await bench.plan(inNowhere)).items;
			assert.ok(item?.action === "refused");
			assert.deepEqual(item.refusal, { kind: "noNamespace", namespace: "nowhere" });
		});

		it("names fields that the server would throw away", async () => {
			await bench.cluster.apply(crd("dropped.edgewise.dev"));
			const text =
				"apiVersion: dropped.edgewise.dev/v1\nkind: Gauge\nmetadata: {name: g}\nspec: {unit: bar, until: 3}\n";
			let [item] = (await bench.plan(text)).items;
			while (item?.action === "refused" && item.refusal.kind === "unknownKind") [item] = (await bench.plan(text)).items;
			const told =
				item?.action === "create" ? item.dropped : item?.action === "refused" ? JSON.stringify(item.refusal) : [];
			assert.match(String(told), /spec\.until/);
		});

		it("ends with the failure where the server cannot be asked", async () => {
			const config = new KubeConfig();
			config.loadFromString(bench.cluster.kubeconfig().replace(/https:\/\/127.0.0.1:\d+/, "https://127.0.0.1:1"));
			await assert.rejects(bench.plan(configMap("a", "1"), {}, new KubernetesApi(config, "gone")), /unreachable/);
			const controller = new AbortController();
			const planned = planApply(
				bench.admin,
				parseManifests(configMap("a", "1")).manifests,
				{ namespace: bench.namespace },
				controller.signal,
			);
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
			const plan = await bench.plan(text);
			assert.deepEqual(
				plan.items.map((item) => [item.reference.kind, item.action === "create" && item.unchecked?.kind]),
				[
					["Namespace", undefined],
					["CustomResourceDefinition", undefined],
					["Gauge", "kindInPlan"],
					["ConfigMap", "namespaceInPlan"],
				],
			);
			const outcomes = await executeApply(bench.admin, plan, { author: "ana" });
			assert.deepEqual(
				outcomes.map((outcome) => [outcome.kind, outcome.kind === "applied" && outcome.revision]),
				[1, 2, 3, 4].map(() => ["applied", 1]),
			);
		});

		it("names who owns a field, applies nothing, and takes it over when asked to", async () => {
			await bench.kubectlApply(deployment("web", { replicas: 1, image: "app:1" }));
			const text = deployment("web", { replicas: 2, image: "app:2" });
			const plan = await bench.plan(text);
			const [item] = plan.items;
			assert.ok(item?.action === "refused" && item.refusal.kind === "conflict", JSON.stringify(item));
			assert.deepEqual(
				item.refusal.conflicts.map(({ manager, field }) => [manager, field]).sort(),
				[
					["kubectl-client-side-apply", '.spec.template.spec.containers[name="main"].image'],
					["kubectl-client-side-apply", ".spec.replicas"],
				].sort(),
			);
			assert.deepEqual(await executeApply(bench.admin, plan, { author: "ana" }), []);
			const again = await bench.plan(text, { takeOver: takeOverAll(plan.items) });
			assert.equal(again.items[0]?.action, "change");
			const [outcome] = await executeApply(bench.admin, again, { author: "ana" });
			assert.equal(outcome?.kind, "applied");
			const live = await bench.admin.get(bench.reference("Deployment", "web", "apps/v1"));
			assert.equal(valueAt(live, "spec", "replicas"), 2);
		});

		it("tells what kubectl left behind, and takes it away when taking over, as previewed", async () => {
			const env = (...names: string[]) => names.map((name) => `{name: ${name}, value: "1"}`).join(", ");
			await bench.kubectlApply(deployment("web", { replicas: 3, env: env("KEEP", "DROP") }));
			await bench.patch(bench.reference("Deployment", "web", "apps/v1"), { metadata: { labels: { theirs: "1" } } });
			const text = deployment("web", { env: env("KEEP") });
			const [kept] = (await bench.plan(text)).items;
			assert.ok(kept?.action === "unchanged");
			assert.deepEqual(kept.kept, ["spec.replicas", "spec.template.spec.containers[main].env[DROP]"]);
			const again = await bench.plan(text, { takeOver: takeOverAll([kept]) });
			const [item] = again.items;
			assert.ok(item?.action === "change");
			const generation = item.before.metadata.generation ?? 0;
			assert.equal((await executeApply(bench.admin, again, { author: "ana" }))[0]?.kind, "applied");
			const live = await bench.admin.get(bench.reference("Deployment", "web", "apps/v1"));
			assert.ok(live);
			assert.equal(live.metadata.generation, generation + 1, "one rollout");
			assert.equal(live.metadata.labels?.theirs, "1");
			assert.equal(valueAt(live, "spec", "replicas"), 1, "the default");
			assert.deepEqual(valueAt(live, "spec"), valueAt(item.after, "spec"));
			assert.equal((await bench.plan(text)).items[0]?.action, "unchanged");
		});

		it("does not touch what changed since the review, but lets a status change", async () => {
			await bench.apply(configMap("a", "1"));
			const plan = await bench.plan(configMap("a", "2"));
			await bench.patch(bench.reference("ConfigMap", "a"), { metadata: { annotations: { theirs: "1" } } });
			const [refused] = await executeApply(bench.admin, plan, { author: "ana" });
			assert.ok(refused?.kind === "failed" && refused.refusal.kind === "changedSinceReview");
			assert.deepEqual(await bench.dataOf("a"), { a: "1" });

			await bench.apply(deployment("web", { replicas: 1 }));
			const web = bench.reference("Deployment", "web", "apps/v1");
			const scaled = await bench.plan(deployment("web", { replicas: 2 }));
			await bench.admin.request({
				method: "PATCH",
				path: `${await bench.admin.objectPath(web)}/status`,
				body: { status: { observedGeneration: 1, replicas: 1 } },
				bodyType: "application/merge-patch+json",
			});
			assert.equal((await executeApply(bench.admin, scaled, { author: "ana" }))[0]?.kind, "applied");
		});

		it("does not touch what was created or deleted since the review", async () => {
			const creating = await bench.plan(configMap("a", "1"));
			await bench.apply(configMap("a", "0"));
			const [first] = await executeApply(bench.admin, creating, { author: "ana" });
			assert.ok(first?.kind === "failed" && first.refusal.kind === "changedSinceReview");
			const changing = await bench.plan(configMap("a", "1"));
			await bench.delete(bench.reference("ConfigMap", "a"));
			const [second] = await executeApply(bench.admin, changing, { author: "ana" });
			assert.ok(second?.kind === "failed" && second.refusal.kind === "changedSinceReview");
			assert.equal(await bench.admin.get(bench.reference("ConfigMap", "a")), undefined);
		});

		it("stops at the first failure and says what was done and what not", async () => {
			const plan = await bench.plan([configMap("a", "1"), configMap("b", "1"), configMap("c", "1")].join("---\n"));
			await bench.apply(configMap("b", "0"));
			const outcomes = await executeApply(bench.admin, plan, { author: "ana" });
			assert.deepEqual(
				outcomes.map((outcome) => outcome.kind),
				["applied", "failed", "notAttempted"],
			);
			assert.equal(await bench.admin.get(bench.reference("ConfigMap", "c")), undefined);
		});

		it("stops before the next object when cancelled", async () => {
			const plan = await bench.plan([configMap("a", "1"), configMap("b", "1")].join("---\n"));
			const controller = new AbortController();
			const options = { author: "ana", signal: controller.signal, onProgress: () => controller.abort() };
			const outcomes = await executeApply(bench.admin, plan, options);
			assert.deepEqual(
				outcomes.map((outcome) => outcome.kind),
				["applied", "notAttempted"],
			);
		});

		it("copes with a device whose twins change all the time", async () => {
			await bench.apply(configMap("busy", "1"));
			const busy = bench.reference("ConfigMap", "busy");
			const plan = await bench.plan(configMap("busy", "2"));
			let changing = true;
			const change = (async () => {
				// Managed fields are not shown, so a change of them alone is as good as one of a status.
				for (let i = 0; changing; i++)
					await bench.patch(busy, { metadata: { labels: null } }, `mapper-${i}`).catch(() => {});
			})();
			const [outcome] = await executeApply(bench.admin, plan, { author: "ana" });
			changing = false;
			await change;
			assert.equal(outcome?.kind, "applied", JSON.stringify(outcome));
		});

		it("refuses a user without rights, who is told so by the plan", async () => {
			const [item] = (await bench.plan(configMap("a", "1"), {}, bench.viewer)).items;
			assert.ok(item?.action === "refused" && item.refusal.kind === "failure");
			assert.equal(item.refusal.failure.kind, "forbidden");
		});

		it("tells beforehand who may apply but keep no history, and applies all the same", async () => {
			await bench.cluster.apply(`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: maps, namespace: ${bench.namespace}}
rules: [{apiGroups: [""], resources: [configmaps], verbs: ["*"]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: maps, namespace: ${bench.namespace}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: maps}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: viewer}]
`);
			const plan = await bench.plan(configMap("a", "1"), {}, bench.viewer);
			assert.deepEqual(plan.withoutHistory, [bench.reference("ConfigMap", "a")]);
			const [outcome] = await executeApply(bench.viewer, plan, { author: "viewer" });
			assert.ok(outcome?.kind === "applied");
			assert.equal(outcome.revision, undefined);
			assert.equal(outcome.historyFailure?.kind, "forbidden");
		});
	});
});
