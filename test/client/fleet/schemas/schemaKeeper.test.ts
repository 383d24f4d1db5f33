import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import type { ApiFailure } from "../../../../client/src/fleet/failures";
import type { KubeContext } from "../../../../client/src/fleet/kubeconfig";
import type { KubernetesApi } from "../../../../client/src/fleet/kubernetesApi";
import { KubernetesFleet } from "../../../../client/src/fleet/kubernetesFleet";
import { clusterId } from "../../../../client/src/fleet/schemas/clusterTask";
import type { FetchedSnapshot, FetchOptions } from "../../../../client/src/fleet/schemas/fetchSnapshot";
import { SchemaKeeper } from "../../../../client/src/fleet/schemas/schemaKeeper";
import type { KnownCluster } from "../../../../client/src/fleet/schemas/snapshotIndex";
import { SnapshotStore } from "../../../../client/src/fleet/schemas/snapshotStore";
import { waitFor } from "../../../support/waitFor";
import { node, object, ScriptedApi } from "../scriptedApi";
import { VirtualTime } from "../virtualTime";

const refused: ApiFailure = { kind: "unreachable", code: "ECONNREFUSED", detail: "" };
const minute = 60_000;

function contextOf(name: string): KubeContext {
	const config = new KubeConfig();
	config.loadFromOptions({
		clusters: [{ name, server: `https://${name}:6443` }],
		users: [{ name, token: "t" }],
		contexts: [{ name, cluster: name, user: name }],
		currentContext: name,
	});
	return { name, server: `https://${name}:6443`, namespace: "default", current: true, config };
}

/** A CustomResourceDefinition's metadata, as it is watched. */
const definition = (name: string, generation: number, version = "1") =>
	object("CustomResourceDefinition", name, { version, metadata: { generation } });

describe("keeping what clusters say of their kinds", () => {
	let folder: string;
	const ends: (() => void)[] = [];

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "edgewise-keeper-"));
	});

	afterEach(() => {
		for (const end of ends.splice(0)) end();
		rmSync(folder, { recursive: true });
	});

	/** A session of a window; `time` goes on over several. */
	async function session(
		names: readonly string[],
		{ time = new VirtualTime(), readable = true, prepare = (_: ScriptedApi) => {} } = {},
	) {
		const apis = new Map<string, ScriptedApi>();
		const loaded = { contexts: names.map(contextOf) };
		const fleet = new KubernetesFleet({
			files: () => ["config"],
			connect: () => "all",
			timing: time,
			load: () => ({ files: ["config"], contexts: readable ? loaded.contexts : [], unreadable: [] }),
			createApi: ({ name }) => {
				const api = new ScriptedApi();
				api.serve("", "v1", "Node", "nodes", [node("n1")]);
				api.serve("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", [
					definition("widgets.edge.io", 1),
				]);
				prepare(api);
				apis.set(name, api);
				return api as unknown as KubernetesApi;
			},
		});
		const asked: string[] = [];
		const warnings: string[] = [];
		const answers: { failure?: ApiFailure; troubles: readonly ApiFailure[]; version: string; hold?: Promise<void> } = {
			troubles: [],
			version: "v1.31.2+k3s1",
		};
		let told: readonly KnownCluster[] = [];
		const store = new SnapshotStore(folder);
		const keeper = new SchemaKeeper({
			fleet,
			store,
			readable: () => readable,
			tell: (clusters) => {
				told = clusters;
			},
			warn: (message) => void warnings.push(message),
			timing: time,
			fetch: async (_, { cluster, now, signal, before }: FetchOptions): Promise<FetchedSnapshot> => {
				asked.push(`${cluster.name}${before ? " again" : ""}`);
				await answers.hold;
				if (signal.aborted) return { kind: "failed", failure: { kind: "cancelled" } };
				if (answers.failure !== undefined) return { kind: "failed", failure: answers.failure };
				const { version, troubles } = answers;
				const seen = new Date(now).toISOString();
				return { kind: "fetched", snapshot: { ...cluster, seen, version, served: [] }, troubles };
			},
		});
		const end = () => {
			keeper.dispose();
			fleet.dispose();
		};
		ends.push(end);
		await keeper.start();
		return {
			time,
			asked,
			warnings,
			answers,
			fleet,
			loaded,
			store,
			end,
			api: (name: string) => apis.get(name) ?? assert.fail(`there is no ${name}`),
			told: () => told.map(({ name, connected }) => `${name}${connected ? " connected" : ""}`),
			seen: () => told[0]?.seen,
			/** Lets time pass until something holds: what goes to the disk takes its own time. */
			until: (what: string, holds: () => boolean, step = 100) =>
				waitFor(
					async () => {
						await time.pass(step);
						return holds() || undefined;
					},
					{ timeoutMs: 5_000, intervalMs: 5, what },
				),
			/** Lets time pass, with what the disk needs. */
			pass: async (milliseconds: number) => {
				for (let turn = 0; turn < 10; turn += 1) {
					await time.pass(milliseconds / 10);
					await new Promise((resolve) => setTimeout(resolve, 10));
				}
			},
		};
	}

	const known = async (names: readonly string[], time?: VirtualTime) => {
		const all = await session(names, time && { time });
		await all.until("all are known", () => all.told().join() === names.map((name) => `${name} connected`).join());
		return all;
	};

	it("asks a cluster once it has shown its objects, and tells of it", async () => {
		const { asked, told, pass } = await known(["a", "b"]);
		assert.deepEqual(asked, ["a", "b"]);
		await pass(2 * minute);
		assert.deepEqual(asked, ["a", "b"]);
		assert.deepEqual(told(), ["a connected", "b connected"]);
	});

	it("does not ask before the first lists are there", async () => {
		const all = await session(["a"], {
			prepare: (api) => {
				const list = api.list.bind(api);
				api.list = (resource) => (resource.plural === "nodes" ? new Promise(() => {}) : list(resource));
			},
		});
		await all.pass(10_000);
		assert.deepEqual(all.asked, []);
	});

	it("asks again when a definition changes, once for a burst, and not for a change of its status", async () => {
		const { api, asked, until, pass } = await known(["a"]);
		const watch = api("a").watchOf("customresourcedefinitions");
		for (const generation of [1, 1, 1]) watch.send("MODIFIED", definition("widgets.edge.io", generation, "2"));
		await pass(minute);
		assert.equal(asked.length, 1);
		for (let count = 0; count < 30; count += 1) watch.send("ADDED", definition(`more${count}.edge.io`, 1));
		await until("asked again", () => asked.length > 1);
		await pass(minute);
		assert.deepEqual(asked, ["a", "a again"]);
		watch.send("DELETED", definition("more3.edge.io", 1));
		await until("asked again", () => asked.length === 3);
	});

	it("remembers over a restart, and asks only where something changed meanwhile", async () => {
		const first = await known(["a"]);
		first.end();
		const second = await session(["a"], { time: first.time });
		assert.deepEqual(second.told(), ["a"]);
		await second.until("connected", () => second.told().join() === "a connected");
		await second.pass(minute);
		assert.deepEqual(second.asked, []);
		assert.ok((second.seen() ?? "") > new Date(first.time.now() - 2 * minute).toISOString());
		second.end();
		const third = await session(["a"], {
			time: first.time,
			prepare: ({ objects }) =>
				objects.set("customresourcedefinitions.apiextensions.k8s.io", [definition("widgets.edge.io", 2)]),
		});
		await third.until("asked", () => third.asked.length === 1);
		assert.deepEqual(third.asked, ["a again"]);
	});

	it("asks again where what was kept is corrupt, or half a day old", async () => {
		const first = await known(["a"]);
		first.end();
		writeFileSync(join(folder, first.store.entries[0]?.file ?? ""), "{");
		const second = await session(["a"], { time: first.time });
		await second.until("asked", () => second.asked.length === 1);
		assert.deepEqual(second.asked, ["a"]);
		await second.until("told", () => second.told().join() === "a connected");
		await second.until("asked again", () => second.asked.length === 2, 30 * minute);
	});

	it("asks at most every ten minutes over a bad link where definitions may not be listed", async () => {
		const forbidden: ApiFailure = { kind: "forbidden", detail: "" };
		const all = await session(["a"], {
			prepare: ({ failures }) => failures.set("list customresourcedefinitions", forbidden),
		});
		await all.until("known", () => all.told().join() === "a connected");
		const reconnect = async () => {
			all.api("a").failures.set("*", refused);
			for (const watch of all.api("a").watches) watch.fail(refused);
			await all.until("offline", () => all.told().join() === "a");
			all.api("a").failures.delete("*");
			await all.until("connected", () => all.told().join() === "a connected", 1_000);
			await all.pass(5_000);
		};
		await reconnect();
		assert.equal(all.asked.length, 1);
		await all.pass(11 * minute);
		assert.equal(all.asked.length, 1);
		await reconnect();
		assert.equal(all.asked.length, 2);
	});

	it("tries again later where the link is the trouble, rarely where the server is, and keeps what it has", async () => {
		const all = await session(["a"]);
		all.answers.failure = refused;
		await all.until("asked", () => all.asked.length === 1);
		await all.pass(10_000);
		assert.equal(all.asked.length, 1);
		await all.until("asked again", () => all.asked.length === 2, 1_000);
		all.answers.failure = { kind: "protocol", detail: "nonsense" };
		await all.until("asked again", () => all.asked.length === 3, 10_000);
		await all.pass(60 * minute);
		assert.equal(all.asked.length, 3);
		assert.match(all.warnings.at(-1) ?? "", /The schemas of a could not be read: protocol: nonsense/);
		assert.deepEqual(all.told(), []);
	});

	it("asks again soon for what was missing", async () => {
		const all = await session(["a"]);
		all.answers.troubles = [{ kind: "refused", status: 503, detail: "down" }];
		await all.until("known", () => all.told().join() === "a connected");
		await all.pass(25 * minute);
		assert.equal(all.asked.length, 1);
		await all.until("asked again", () => all.asked.length === 2, minute);
	});

	it("gives up what is under way when the link breaks", async () => {
		const all = await session(["a"]);
		let release = () => {};
		all.answers.hold = new Promise((resolve) => {
			release = resolve;
		});
		await all.until("asked", () => all.asked.length === 1);
		all.fleet.disconnect("a");
		await all.pass(1_000);
		release();
		await all.pass(1_000);
		assert.deepEqual(all.told(), []);
	});

	it("asks a few clusters at a time", async () => {
		const all = await session(["a", "b", "c", "d"]);
		all.answers.hold = new Promise(() => {});
		await all.pass(minute);
		assert.equal(all.asked.length, 2);
	});

	it("tells nothing of contexts that are gone, and all that is remembered where the kubeconfig may not be read", async () => {
		const first = await known(["a", "b"]);
		first.loaded.contexts = [contextOf("b")];
		first.fleet.reload();
		await first.until("b alone", () => first.told().join() === "b connected");
		await first.pass(1_000);
		first.end();
		const untrusted = await session(["b"], { time: first.time, readable: false });
		assert.deepEqual(untrusted.told(), ["b"]);
		await untrusted.pass(minute);
		assert.deepEqual(untrusted.asked, []);
	});

	it("tells clusters of one name apart, and keeps no password in an address", () => {
		assert.notEqual(
			clusterId({ name: "default", server: "https://a" }),
			clusterId({ name: "default", server: "https://b" }),
		);
		assert.equal(clusterId({ name: "c", server: "https://user:pass@host/path?token=t" }), "c@https://host/path");
	});
});
