import assert from "node:assert/strict";
import type { WatchEvent } from "../../../client/src/fleet/kubernetesApi";
import type { ClusterState } from "../../../client/src/fleet/model";
import type { KubernetesObject } from "../../../client/src/fleet/objects";
import { applyChanges, applyEvent, applyList, type Change, unknownCluster } from "../../../client/src/fleet/reduce";
import { object } from "./scriptedApi";

const a1 = object("Node", "a", { uid: "1", version: "9" });
const b1 = object("Node", "b", { uid: "2", version: "10" });
const a2 = object("Node", "a", { uid: "1", version: "8" });
const listed = applyList(unknownCluster, "nodes", [a1, b1]);

function names(state: ClusterState): string[] {
	const { nodes } = state.resources;
	assert.equal(nodes.kind, "known");
	return nodes.kind === "known"
		? [...nodes.objects.values()].map((o) => `${o.metadata.name}@${o.metadata.resourceVersion}`)
		: [];
}

const event = (type: WatchEvent["type"], of: KubernetesObject): WatchEvent => ({ type, object: of });

describe("the picture of a cluster", () => {
	it("knows what was listed", () => {
		assert.deepEqual(names(listed), ["a@9", "b@10"]);
		assert.equal(listed.resources.devices, unknownCluster.resources.devices);
	});

	it("takes events over by uid, whatever order the versions seem to have", () => {
		assert.deepEqual(names(applyEvent(listed, "nodes", event("MODIFIED", a2))), ["a@8", "b@10"]);
		assert.deepEqual(names(applyEvent(listed, "nodes", event("DELETED", a2))), ["b@10"]);
		const reborn = object("Node", "a", { uid: "3", version: "11" });
		assert.deepEqual(names(applyEvent(listed, "nodes", event("ADDED", reborn))), ["a@9", "b@10", "a@11"]);
	});

	it("stays the same object where nothing changes", () => {
		const again = object("Node", "a", { uid: "1", version: "9" });
		assert.equal(applyEvent(listed, "nodes", event("MODIFIED", again)), listed);
		assert.equal(applyEvent(listed, "nodes", event("BOOKMARK", a2)), listed);
		assert.equal(applyEvent(listed, "nodes", event("DELETED", object("Node", "z"))), listed);
		assert.equal(applyList(listed, "nodes", structuredClone([a1, b1])), listed);
		assert.equal(applyChanges(listed, []), listed);
	});

	it("changes with the definitions, and only then", () => {
		const known = (fingerprint: string) =>
			({ kind: "definitions", definitions: { kind: "known", fingerprint } }) as const;
		const state = applyChanges(listed, [known("1")]);
		assert.deepEqual(state.definitions, { kind: "known", fingerprint: "1" });
		assert.equal(state.resources, listed.resources);
		assert.equal(applyChanges(state, [known("1")]), state);
		assert.deepEqual(applyList(state, "nodes", []).definitions, state.definitions);
		const denied = applyChanges(state, [{ kind: "definitions", definitions: { kind: "denied" } }]);
		assert.deepEqual(denied.definitions, { kind: "denied" });
	});

	it("keeps the objects that a new list repeats", () => {
		const state = applyList(listed, "nodes", [structuredClone(a1), object("Node", "b", { uid: "2", version: "77" })]);
		assert.deepEqual(names(state), ["a@9", "b@77"]);
		assert.equal(state.resources.nodes.kind === "known" && state.resources.nodes.objects.get("1"), a1);
	});

	it("does not change the picture it starts from", () => {
		applyChanges(listed, [
			{ kind: "event", resource: "nodes", event: event("DELETED", a1) },
			{ kind: "event", resource: "nodes", event: event("DELETED", b1) },
		]);
		assert.deepEqual(names(listed), ["a@9", "b@10"]);
	});

	it("shows objects on while the server fails to tell of changes, and says so", () => {
		const failure = { kind: "refused", status: 503, detail: "busy" } as const;
		const troubled = applyChanges(listed, [{ kind: "trouble", resource: "nodes", failure }]);
		assert.deepEqual(names(troubled), ["a@9", "b@10"]);
		assert.equal(troubled.resources.nodes.kind === "known" && troubled.resources.nodes.trouble, failure);
		const well = applyChanges(troubled, [{ kind: "recovered", resource: "nodes" }]);
		assert.deepEqual(well, listed);
	});

	it("shows nothing that the user may no longer see", () => {
		const failure = { kind: "forbidden", detail: "no" } as const;
		const denied = applyChanges(listed, [{ kind: "trouble", resource: "nodes", failure }]);
		assert.deepEqual(denied.resources.nodes, { kind: "denied", failure });
	});

	it("equals one event after the other when they come together", () => {
		const changes: Change[] = [];
		let random = 7;
		const next = (below: number) => {
			random = (random * 1103515245 + 12345) % 2147483648;
			return random % below;
		};
		for (let count = 0; count < 500; count += 1) {
			const uid = String(next(20));
			const type = (["ADDED", "MODIFIED", "DELETED"] as const)[next(3)] ?? "ADDED";
			const changed = object("Node", uid, { uid, version: String(next(5)) });
			changes.push({ kind: "event", resource: "nodes", event: event(type, changed) });
		}
		const together = applyChanges(unknownCluster, changes);
		const oneByOne = changes.reduce((state, change) => applyChanges(state, [change]), unknownCluster);
		assert.deepEqual(together, oneByOne);
	});

	it("copies many objects once for a burst of events", () => {
		const many = Array.from({ length: 20_000 }, (_, index) => object("Device", `d${index}`, { version: "1" }));
		const state = applyList(unknownCluster, "devices", many);
		const burst = Array.from(
			{ length: 1_000 },
			(_, index): Change => ({
				kind: "event",
				resource: "devices",
				event: event("MODIFIED", object("Device", `d${index}`, { version: "2" })),
			}),
		);
		const begun = performance.now();
		applyChanges(state, burst);
		const took = performance.now() - begun;
		assert.ok(took < 100, `took ${took} ms`);
	});
});
