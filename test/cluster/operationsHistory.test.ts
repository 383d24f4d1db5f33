import assert from "node:assert/strict";
import { type KubernetesObject, type ObjectReference, stringAt, valueAt } from "../../client/src/fleet/objects";
import { executeApply } from "../../client/src/fleet/operations/apply";
import { objectKey } from "../../client/src/fleet/operations/manifests";
import { actionable, itemDiff } from "../../client/src/fleet/operations/plan";
import { listAllObjectsWithHistory, listHistory } from "../../client/src/fleet/operations/revisions";
import { executeRollback, planRollback } from "../../client/src/fleet/operations/rollback";
import { Bench, configMap, deployment } from "../support/operations";

describe("the history of what was applied, on a real API server", function () {
	this.timeout(30 * 60_000);
	let bench: Bench;

	beforeEach(async () => {
		bench = await Bench.create();
	});

	describe("history", () => {
		it("keeps who applied what from where, newest first, and finds it among all", async () => {
			await bench.apply(configMap("a", "1"));
			await bench.apply(configMap("a", "2"), { message: "because" });
			const { revisions } = await listHistory(bench.admin, bench.reference("ConfigMap", "a"));
			assert.deepEqual(
				revisions.map(({ number, author, file, message }) => [number, author, file, message]),
				[
					[2, "ana", "test.yaml", "because"],
					[1, "ana", "test.yaml", undefined],
				],
			);
			assert.deepEqual(revisions[1]?.manifest().data, { a: "1" });
			const { objects } = await listAllObjectsWithHistory(bench.admin);
			const found = objects.find(({ object }) => object.namespace === bench.namespace && object.name === "a");
			assert.deepEqual([found?.count, found?.newest.number], [2, 2]);
		});

		it("gives two colleagues who apply at once a revision each", async () => {
			await bench.apply(configMap("a", "0"));
			const keys = ["b", "c", "d", "e"];
			const machines = keys.map(() => bench.another());
			const plans = await Promise.all(
				machines.map((api, i) => bench.plan(configMap("a", String(i), keys[i]), {}, api)),
			);
			const outcomes = await Promise.all(
				machines.map((api, i) => executeApply(api, plans[i] ?? assert.fail(), { author: `m${i}` })),
			);
			const applied = outcomes.flat().filter((outcome) => outcome.kind === "applied");
			const { revisions } = await listHistory(bench.admin, bench.reference("ConfigMap", "a"));
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
			await bench.kubectlApply(configMap("a", "1"));
			const plans = await Promise.all(["b", "c"].map((key) => bench.plan(configMap("a", "1", key))));
			await Promise.all(plans.map((plan) => executeApply(bench.another(), plan, { author: "x" })));
			const { revisions } = await listHistory(bench.admin, bench.reference("ConfigMap", "a"));
			assert.equal(revisions.filter(({ baseline }) => baseline).length, 1);
		});

		it("deletes the oldest beyond the limit, never the baseline", async () => {
			await bench.kubectlApply(configMap("a", "0"));
			for (let i = 1; i <= 5; i++) {
				const text = configMap("a", String(i));
				const plan = await bench.plan(text, { takeOver: new Set([objectKey(bench.reference("ConfigMap", "a"))]) });
				await executeApply(bench.admin, plan, { author: "ana", history: { limit: 2 } });
			}
			const { revisions } = await listHistory(bench.admin, bench.reference("ConfigMap", "a"));
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
			await bench.kubectlApply(secret("S3CRET-zero"));
			const plan = await bench.plan(`${secret("S3CRET-one")}---\n${pod}`, {
				takeOver: new Set([objectKey(bench.reference("Secret", "s"))]),
			});
			const shown = actionable(plan).map(itemDiff);
			const hidden = /S3CRET|UzNDUkVU/;
			assert.equal(shown.length, 2);
			assert.doesNotMatch(JSON.stringify(shown), hidden);
			assert.match(shown.find(({ before }) => before !== "")?.after ?? "", /password: \(hidden, changed\)/);
			const outcomes = await executeApply(bench.admin, plan, { author: "ana" });
			assert.deepEqual(
				outcomes.map(({ kind }) => kind),
				["applied", "applied"],
			);
			const list = async (path: string) => JSON.stringify(await bench.admin.request({ method: "GET", path }));
			assert.doesNotMatch(await list("/apis/apps/v1/controllerrevisions"), hidden);
			const { revisions } = await listHistory(bench.admin, bench.reference("Secret", "s"));
			assert.deepEqual(
				revisions.map(({ carrier, baseline }) => [carrier.kind, baseline]),
				[
					["Secret", false],
					["Secret", true],
				],
			);
			assert.equal(stringAt(revisions[0]?.manifest(), "stringData", "password"), "S3CRET-one");
			const seen = await listHistory(bench.viewer, bench.reference("Secret", "s"));
			assert.deepEqual([seen.revisions.length, seen.unread.map(({ kind }) => kind)], [0, ["Secret"]]);
		});

		it("is kept in the namespace that was chosen for cluster-scoped objects", async () => {
			const text = `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${bench.namespace}, labels: {a: "1"}}\n`;
			await executeApply(bench.admin, await bench.plan(text), {
				author: "ana",
				history: { namespace: bench.namespace },
			});
			const ref = { apiVersion: "v1", kind: "Namespace", name: bench.namespace };
			assert.equal((await listHistory(bench.admin, ref, { namespace: bench.namespace })).revisions.length, 2);
			assert.equal((await listHistory(bench.admin, ref)).revisions.length, 0);
		});
	});

	describe("rolling back", () => {
		const revisionOf = async (ref: ObjectReference, number: number) =>
			(await listHistory(bench.admin, ref)).revisions.find((revision) => revision.number === number) ?? assert.fail();

		it("restores values, takes away fields added since, and can be rolled back itself", async () => {
			const ref = bench.reference("Deployment", "web", "apps/v1");
			await bench.apply(deployment("web", { replicas: 1, image: "app:1" }));
			const first = await bench.admin.get(ref);
			await bench.apply(deployment("web", { replicas: 4, image: "app:2", env: "{name: A, value: b}" }));
			const rollback = await planRollback(bench.admin, await revisionOf(ref, 1));
			assert.equal(rollback.item.action, "change");
			const outcome = await executeRollback(bench.admin, rollback, { author: "bo" });
			assert.ok(outcome?.kind === "applied");
			assert.deepEqual((await bench.admin.get(ref))?.spec, first?.spec);
			const { revisions } = await listHistory(bench.admin, ref);
			assert.deepEqual([revisions[0]?.number, revisions[0]?.message], [3, "rolled back to revision 1"]);
			const forward = await planRollback(bench.admin, await revisionOf(ref, 2));
			await executeRollback(bench.admin, forward, { author: "bo" });
			assert.equal(valueAt(await bench.admin.get(ref), "spec", "replicas"), 4);
		});

		it("goes back to the state before Edgewise, over fields that others set meanwhile", async () => {
			const ref = bench.reference("Deployment", "web", "apps/v1");
			await bench.kubectlApply(deployment("web", { replicas: 3, image: "app:1" }));
			const found = await bench.admin.get(ref);
			const takeOver = new Set([objectKey(ref)]);
			await executeApply(
				bench.admin,
				await bench.plan(deployment("web", { replicas: 1, image: "app:2" }), { takeOver }),
				{
					author: "ana",
				},
			);
			await bench.patch(ref, { spec: { replicas: 7 } });
			const baseline = await revisionOf(ref, 1);
			assert.ok(baseline.baseline);
			const refused = await planRollback(bench.admin, baseline);
			assert.ok(refused.item.action === "refused" && refused.item.refusal.kind === "conflict");
			assert.deepEqual(refused.item.refusal.conflicts, [{ manager: "kubectl-edit", field: ".spec.replicas" }]);
			assert.equal(await executeRollback(bench.admin, refused, { author: "ana" }), undefined);
			assert.equal(valueAt(await bench.admin.get(ref), "spec", "replicas"), 7);
			const outcome = await executeRollback(bench.admin, await planRollback(bench.admin, baseline, { takeOver }), {
				author: "ana",
			});
			assert.equal(outcome?.kind, "applied");
			assert.deepEqual((await bench.admin.get(ref))?.spec, found?.spec);
		});

		it("brings a deleted object back", async () => {
			const ref = bench.reference("ConfigMap", "a");
			await bench.apply(configMap("a", "1"));
			await bench.delete(ref);
			const rollback = await planRollback(bench.admin, await revisionOf(ref, 1));
			assert.equal(rollback.item.action, "create");
			await executeRollback(bench.admin, rollback, { author: "ana" });
			assert.deepEqual(await bench.dataOf("a"), { a: "1" });
		});

		it("brings a Secret's values back without showing them", async () => {
			const secret = (value: string) =>
				`apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {k: ${value}}\n`;
			await bench.apply(secret("S3CRET-one"));
			await bench.apply(secret("S3CRET-two"));
			const ref = bench.reference("Secret", "s");
			const rollback = await planRollback(bench.admin, await revisionOf(ref, 1));
			assert.ok(rollback.item.action === "change");
			assert.doesNotMatch(JSON.stringify(itemDiff(rollback.item)), /S3CRET|UzNDUkVU/);
			await executeRollback(bench.admin, rollback, { author: "ana" });
			const live = (await bench.admin.get(ref)) as KubernetesObject;
			assert.equal(Buffer.from(stringAt(live, "data", "k") ?? "", "base64").toString(), "S3CRET-one");
		});

		it("says why the server refuses, and leaves things as they are", async () => {
			const ref = bench.reference("ConfigMap", "a");
			await bench.apply(configMap("a", "1"));
			await bench.apply(configMap("a", "2"));
			const [denied] = (await planRollback(bench.viewer, await revisionOf(ref, 1))).plan.items;
			assert.ok(denied?.action === "refused" && denied.refusal.kind === "failure");
			assert.equal(denied.refusal.failure.kind, "forbidden");
			assert.deepEqual(await bench.dataOf("a"), { a: "2" });
		});

		it("finds nothing to do where the object is as it was", async () => {
			await bench.apply(configMap("a", "1"));
			const rollback = await planRollback(bench.admin, await revisionOf(bench.reference("ConfigMap", "a"), 1));
			assert.equal(rollback.item.action, "unchanged");
			assert.equal(await executeRollback(bench.admin, rollback, { author: "ana" }), undefined);
		});
	});
});
