import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failureOf } from "../../../client/src/fleet/failures";
import { loadKubeconfigs } from "../../../client/src/fleet/kubeconfig";
import { KubernetesApi } from "../../../client/src/fleet/kubernetesApi";

const nodes = { group: "", version: "v1", kind: "Node", plural: "nodes", namespaced: false, verbs: [] };

describe("the Kubernetes client over a real connection", () => {
	const folder = mkdtempSync(join(tmpdir(), "edgewise-api-"));
	let answer: (response: ServerResponse) => void = (response) => response.end("{}");
	const server = createServer((_, response) => answer(response));
	let api: KubernetesApi;
	const runs = join(folder, "runs");

	before(async () => {
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
		const { port } = server.address() as AddressInfo;
		const plugin = join(folder, "plugin.cjs");
		const credential = {
			apiVersion: "client.authentication.k8s.io/v1",
			kind: "ExecCredential",
			status: { token: "t" },
		};
		writeFileSync(
			plugin,
			`require("node:fs").appendFileSync(${JSON.stringify(runs)}, "x"); console.log(${JSON.stringify(JSON.stringify(credential))});`,
		);
		const file = join(folder, "config");
		writeFileSync(
			file,
			JSON.stringify({
				clusters: [{ name: "a", cluster: { server: `http://127.0.0.1:${port}` } }],
				users: [{ name: "a", user: { exec: { command: process.execPath, args: [plugin] } } }],
				contexts: [{ name: "a", context: { cluster: "a", user: "a" } }],
			}),
		);
		const [context] = loadKubeconfigs([file]).contexts;
		assert.ok(context);
		api = new KubernetesApi(context.config, "a");
	});

	after(() => {
		server.closeAllConnections();
		server.close();
		rmSync(folder, { recursive: true });
	});

	const watched = async (signal?: AbortSignal) => {
		const names: unknown[] = [];
		try {
			for await (const { object } of api.watch(nodes, signal ? { signal } : {})) names.push(object.metadata.name);
			return [...names, "closed"];
		} catch (thrown) {
			return [...names, failureOf(thrown).kind];
		}
	};
	const event = (name: string) => Buffer.from(`${JSON.stringify({ type: "ADDED", object: { metadata: { name } } })}\n`);

	it("reads events whatever pieces they arrive in", async () => {
		answer = async (response) => {
			const bytes = Buffer.concat([event("边缘\u2028"), event("b")]);
			for (const byte of bytes) {
				response.write(Buffer.of(byte));
				if (byte > 127) await new Promise((resolve) => setImmediate(resolve));
			}
			response.end();
		};
		assert.deepEqual(await watched(), ["边缘\u2028", "b", "closed"]);
	});

	it("ends a watch at once when it is cancelled, and closes its connection", async () => {
		const closed = new Promise((resolve) => {
			answer = (response) => {
				response.write(event("a"));
				response.on("close", resolve);
			};
		});
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 50);
		assert.deepEqual(await watched(stop.signal), ["a", "cancelled"]);
		await closed;
	});

	it("tells a watch that breaks off from one that the server ends", async () => {
		answer = (response) => {
			response.write(event("a"));
			setTimeout(() => response.destroy(), 20);
		};
		assert.deepEqual(await watched(), ["a", "unreachable"]);
	});

	it("starts a credential plugin once for requests that come together", async () => {
		const { readFileSync } = await import("node:fs");
		answer = (response) => response.end('{"gitVersion":"v1"}');
		rmSync(runs, { force: true });
		const fresh = new KubernetesApi(
			(loadKubeconfigs([join(folder, "config")]).contexts[0] ?? assert.fail()).config,
			"a",
		);
		await Promise.all(Array.from({ length: 10 }, () => fresh.version()));
		await fresh.version();
		assert.equal(readFileSync(runs, "utf8"), "x");
	});
});
