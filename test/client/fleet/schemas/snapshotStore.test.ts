import assert from "node:assert/strict";
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readIndex, rememberedClusters } from "../../../../client/src/fleet/schemas/snapshotIndex";
import { SnapshotStore } from "../../../../client/src/fleet/schemas/snapshotStore";
import type { ClusterSnapshot } from "../../../../server/src/engine/schema/layers";

const day = 24 * 60 * 60_000;
const noon = Date.parse("2026-05-04T12:00:00Z");
const at = (milliseconds: number) => new Date(noon + milliseconds).toISOString();

const snapshot = (name: string, more: Partial<ClusterSnapshot> = {}): ClusterSnapshot => ({
	id: `${name}@https://${name}`,
	name,
	seen: at(0),
	version: "v1.31.2",
	served: [{ apiVersion: "v1", kind: "Pod", plural: "pods", namespaced: true }],
	...more,
});

describe("the last answers of clusters on the disk", () => {
	let folder: string;

	beforeEach(() => {
		folder = join(mkdtempSync(join(tmpdir(), "edgewise-schemas-")), "schemas");
	});

	afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

	const opened = async () => {
		const store = new SnapshotStore(folder);
		await store.load();
		return store;
	};

	it("are there in the next session, and for a reader without the fleet", async () => {
		const store = await opened();
		assert.deepEqual(store.entries, []);
		await store.put({ snapshot: snapshot("a"), openApiKey: "k" }, { definitions: "d" });
		const next = await opened();
		assert.deepEqual(await next.read("a@https://a"), { snapshot: snapshot("a"), openApiKey: "k" });
		const [known, ...more] = await rememberedClusters(folder);
		assert.deepEqual(more, []);
		assert.ok(known);
		assert.deepEqual(
			{ ...known, stamp: "", file: "" },
			{ id: "a@https://a", name: "a", connected: false, seen: at(0), stamp: "", file: "" },
		);
		assert.deepEqual(JSON.parse(readFileSync(known.file, "utf8")), snapshot("a"));
	});

	it("are written only when they change, while the time goes on", async () => {
		const store = await opened();
		await store.put({ snapshot: snapshot("a") });
		const [before] = store.entries;
		assert.ok(before);
		const file = join(folder, before.file);
		utimesSync(file, 1, 1);
		await store.put({ snapshot: snapshot("a", { seen: at(day) }) });
		assert.equal(statSync(file).mtimeMs, 1000);
		assert.deepEqual(store.entries, [{ ...before, seen: at(day), asked: at(day) }]);
		await store.confirm("a@https://a", noon + 2 * day);
		assert.equal(store.entries[0]?.seen, at(2 * day));
		await store.put({ snapshot: snapshot("a", { seen: at(3 * day), version: "v1.32.0" }) });
		assert.notEqual(store.entries[0]?.stamp, before.stamp);
		assert.equal((await store.read("a@https://a"))?.snapshot.version, "v1.32.0");
	});

	it("count as not there where they are corrupt, and are replaced", async () => {
		const store = await opened();
		await store.put({ snapshot: snapshot("a") });
		const file = join(folder, store.entries[0]?.file ?? "");
		writeFileSync(file, '{"id": "a@');
		assert.equal(await store.has("a@https://a"), false);
		assert.equal(await store.read("a@https://a"), undefined);
		await store.put({ snapshot: snapshot("a") });
		assert.equal(await store.has("a@https://a"), true);
		for (const garbage of [
			"",
			"[1",
			"null",
			'{"clusters": 5}',
			'{"clusters": [{"id": 1}, {"file": "../../passwd"}]}',
		]) {
			writeFileSync(join(folder, "index.json"), garbage);
			assert.deepEqual((await opened()).entries, [], garbage);
		}
		await (await opened()).put({ snapshot: snapshot("a") });
		assert.equal((await readIndex(folder)).length, 1);
	});

	it("leave those of other windows alone", async () => {
		const [one, other] = [await opened(), await opened()];
		await Promise.all([one.put({ snapshot: snapshot("a") }), one.put({ snapshot: snapshot("b") })]);
		await other.put({ snapshot: snapshot("c") });
		assert.deepEqual(other.entries.map(({ name }) => name).sort(), ["a", "b", "c"]);
		assert.deepEqual(
			readdirSync(folder).filter((name) => !name.endsWith(".json")),
			[],
		);
	});

	it("are not told of when their context is gone, come back with it, and are dropped after 30 days", async () => {
		const store = await opened();
		await store.put({ snapshot: snapshot("a") });
		await store.put({ snapshot: snapshot("b") });
		const ids = (...names: string[]) => new Set(names.map((name) => `${name}@https://${name}`));
		const told = async () => (await rememberedClusters(folder)).map(({ name }) => name);
		await store.keepOnly(ids("a"), noon);
		assert.deepEqual(await told(), ["a"]);
		await store.keepOnly(ids("a", "b"), noon + 29 * day);
		assert.deepEqual(await told(), ["a", "b"]);
		await store.keepOnly(ids("a"), noon + 29 * day);
		const file = join(folder, store.entry("b@https://b")?.file ?? "");
		await store.keepOnly(ids("a"), noon + 58 * day);
		assert.ok(existsSync(file));
		await store.keepOnly(ids("a"), noon + 60 * day);
		assert.ok(!existsSync(file));
		assert.equal(store.entries.length, 1);
		assert.equal(await store.has("a@https://a"), true);
	});

	it("drop what a lost index or a crash left behind", async () => {
		const store = await opened();
		await store.put({ snapshot: snapshot("a") });
		for (const name of ["0123.json", "index.json.1.new", "fresh.json"]) writeFileSync(join(folder, name), "{}");
		for (const name of ["0123.json", "index.json.1.new"]) utimesSync(join(folder, name), 1, 1);
		await store.keepOnly(new Set(["a@https://a"]), Date.now());
		assert.deepEqual(readdirSync(folder).sort(), [store.entries[0]?.file, "fresh.json", "index.json"].sort());
	});

	it("fail where the disk does not take them, and go on afterwards", async () => {
		writeFileSync(folder, "a file where the folder should be");
		const store = await opened();
		await assert.rejects(store.put({ snapshot: snapshot("a") }));
		rmSync(folder);
		await store.put({ snapshot: snapshot("a") });
		assert.equal(await store.has("a@https://a"), true);
	});
});
