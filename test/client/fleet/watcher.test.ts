import assert from "node:assert/strict";
import type { ApiFailure } from "../../../client/src/fleet/failures";
import type { ApiResource } from "../../../client/src/fleet/objects";
import { rareRetry, Watcher } from "../../../client/src/fleet/watcher";
import { object, ScriptedApi } from "./scriptedApi";
import { settle, VirtualTime } from "./virtualTime";

const nodes: ApiResource = { group: "", version: "v1", kind: "Node", plural: "nodes", namespaced: false, verbs: [] };
const refused: ApiFailure = { kind: "unreachable", code: "ECONNREFUSED", detail: "" };

function watching() {
	const api = new ScriptedApi();
	const time = new VirtualTime();
	const heard: string[] = [];
	const stop = new AbortController();
	const watcher = new Watcher(
		api,
		nodes,
		{
			listed: (items) => heard.push(`listed ${items.length}`),
			changed: ({ type, object: { metadata } }) => heard.push(`${type} ${metadata.name}`),
			alive: () => heard.push("alive"),
			failed: ({ kind }) => heard.push(`failed ${kind}`),
		},
		time,
	);
	api.serve("", "v1", "Node", "nodes", [object("Node", "a")]);
	return { api, time, heard, stop, watcher, run: () => watcher.run(stop.signal) };
}

describe("a watcher", () => {
	it("lists, then watches from the list's version, and tells every change", async () => {
		const { api, heard, run } = watching();
		void run();
		await settle();
		api.watchOf("nodes").send("ADDED", object("Node", "b"));
		await settle();
		assert.deepEqual(api.asked, ["list nodes", "watch nodes from 100"]);
		assert.deepEqual(heard, ["listed 1", "ADDED b"]);
	});

	it("goes on from the last version seen when the server ends the watch, bookmarks included", async () => {
		const { api, time, run } = watching();
		void run();
		await settle();
		api.watchOf("nodes").bookmark("250");
		await time.pass(60_000);
		api.watchOf("nodes").close();
		await settle();
		assert.deepEqual(api.asked.slice(2), ["watch nodes from 250"]);
		assert.deepEqual(time.pauses, []);
	});

	it("lists again when its version is too old", async () => {
		const { api, time, heard, run } = watching();
		void run();
		await settle();
		await time.pass(60_000);
		api.watchOf("nodes").close();
		await settle();
		api.listVersion = "900";
		api.watchOf("nodes").fail({ kind: "gone", detail: "too old" });
		await settle();
		assert.deepEqual(api.asked.slice(3), ["list nodes", "watch nodes from 900"]);
		assert.deepEqual(heard, ["listed 1", "listed 1"]);
	});

	it("takes its time with a server that calls a fresh list too old", async () => {
		const { api, time, run } = watching();
		api.failures.set("watch nodes", { kind: "gone", detail: "too old" });
		void run();
		await time.pass(10_000);
		assert.ok(api.asked.length < 12, api.asked.join());
	});

	it("waits longer and longer while the server fails, up to a bound, and briefly again after a success", async () => {
		const { api, time, heard, run } = watching();
		api.failures.set("list nodes", { kind: "refused", status: 503, detail: "busy" });
		void run();
		await time.pass(600_000);
		assert.deepEqual(time.pauses.slice(0, 8), [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
		assert.equal(heard[0], "failed refused");
		api.failures.clear();
		await time.pass(60_000);
		await time.pass(60_000);
		api.watchOf("nodes").close();
		await settle();
		api.failures.set("watch nodes", refused);
		const before = time.pauses.length;
		api.watchOf("nodes").close();
		await settle();
		assert.equal(time.pauses[before], 1_000);
	});

	it("asks rarely for what it may not have", async () => {
		const { api, time, heard, run } = watching();
		api.failures.set("list nodes", { kind: "forbidden", detail: "no" });
		void run();
		await time.pass(rareRetry - 1);
		assert.deepEqual(api.asked, ["list nodes"]);
		assert.deepEqual(heard, ["failed forbidden"]);
		api.failures.clear();
		await time.pass(1);
		assert.deepEqual(heard, ["failed forbidden", "listed 1"]);
	});

	it("says nothing of a broken link that is had again at once, and goes on where it was", async () => {
		const { api, time, heard, run } = watching();
		void run();
		await settle();
		await time.pass(60_000);
		api.watchOf("nodes").fail({ kind: "unreachable", code: "ECONNRESET", detail: "" });
		await settle();
		assert.deepEqual(api.asked.slice(2), ["watch nodes from 100"]);
		assert.deepEqual(heard, ["listed 1"]);
		assert.deepEqual(time.pauses, []);
	});

	it("tells of a link that stays broken, and keeps its version", async () => {
		const { api, time, heard, run } = watching();
		void run();
		await settle();
		await time.pass(60_000);
		api.failures.set("*", refused);
		api.watchOf("nodes").fail({ kind: "unreachable", code: "ECONNRESET", detail: "" });
		await settle();
		assert.deepEqual(heard, ["listed 1", "failed unreachable"]);
		api.failures.clear();
		await time.pass(1_000);
		assert.equal(api.asked.at(-1), "watch nodes from 100");
	});

	it("lists anew after a watch that stayed silent to its end: the server may never reach its version", async () => {
		const { api, time, run } = watching();
		void run();
		await settle();
		await time.pass(180_000);
		api.watchOf("nodes").fail({ kind: "timeout", milliseconds: 180_000 });
		await settle();
		assert.deepEqual(api.asked.slice(2), ["list nodes", "watch nodes from 100"]);
	});

	it("does not hammer a server that ends every watch at once", async () => {
		const { api, time, run } = watching();
		void run();
		for (let count = 0; count < 50; count += 1) {
			await settle();
			for (const watch of api.watches) if (!watch.ended) watch.close();
			await time.pass(200);
		}
		assert.ok(api.asked.length < 10, api.asked.join());
	});

	it("stops when told to, in a watch and in a pause, and goes on later without listing", async () => {
		const { api, time, stop, watcher, run } = watching();
		const running = run();
		await settle();
		api.watchOf("nodes").send("ADDED", object("Node", "b", { version: "333" }));
		await settle();
		stop.abort();
		await running;
		assert.throws(() => api.watchOf("nodes"));

		api.failures.set("watch nodes", refused);
		const again = new AbortController();
		const second = watcher.run(again.signal);
		await settle();
		assert.equal(api.asked.at(-1), "watch nodes from 333");
		again.abort();
		await second;
		await time.pass(120_000);
		assert.equal(api.asked.length, 3);
	});
});
