import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { KubeConfig } from "@kubernetes/client-node";
import { KubernetesApi } from "../../client/src/fleet/kubernetesApi";
import { type TailEnd, type TailEvent, tailLogs } from "../../client/src/fleet/operations/logs";
import { getPod, listNamespaces, listPods, listPodsOfNode } from "../../client/src/fleet/operations/pods";
import type { ControlPlane } from "../../tools/kubernetes/controlPlane";
import { createNamespace, sharedClusterWithNode } from "../support/cluster";
import { waitFor } from "../support/waitFor";

const followings: Following[] = [];

/** A log that is being followed, and what came of it so far. */
class Following {
	readonly events: TailEvent[] = [];
	readonly end: Promise<TailEnd>;
	private readonly controller = new AbortController();

	constructor(
		api: KubernetesApi,
		namespace: string,
		pod: string,
		options: { container?: string; silence?: number } = {},
	) {
		followings.push(this);
		const { container = "main", silence = 1_000 } = options;
		const backoff = { first: 200, most: 500 };
		const target = { namespace, pod, container, silence, backoff };
		this.end = tailLogs(api, target, (event) => this.events.push(event), this.controller.signal);
	}

	get lines(): string[] {
		return this.events.flatMap((event) => (event.kind === "line" ? [event.text] : []));
	}

	get news(): string[] {
		return this.events.flatMap((event) => (event.kind === "line" ? [] : [event.kind]));
	}

	async until(what: string, reached: () => boolean): Promise<void> {
		try {
			await waitFor(reached, { timeoutMs: 60_000, what });
		} catch (error) {
			throw new Error(`${String(error)}; events: ${JSON.stringify(this.events.slice(-20))}`);
		}
	}

	async stop(): Promise<TailEnd> {
		this.controller.abort();
		return await this.end;
	}
}

describe("following logs", function () {
	this.timeout(30 * 60_000);
	afterEach(() => Promise.all(followings.splice(0).map((following) => following.stop())));

	describe("of a real container", () => {
		let cluster: ControlPlane;
		let api: KubernetesApi;
		let namespace: string;

		const pod = (name: string, script: string, rest = "") =>
			cluster.apply(`
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  terminationGracePeriodSeconds: 0
  automountServiceAccountToken: false
  containers:
    - {name: main, image: "edgewise.local/busybox:1", imagePullPolicy: Never, command: [sh, -c, ${JSON.stringify(script)}]}
  ${rest}
`);
		const counting = "i=0; while true; do i=$((i+1)); echo line $i; sleep 0.05; done";

		before(async () => {
			({ cluster } = await sharedClusterWithNode());
			const config = new KubeConfig();
			config.loadFromString(cluster.kubeconfig());
			api = new KubernetesApi(config, "admin@test");
			namespace = await createNamespace(cluster, "logs");
		});

		it("gives every line once, from before the pod was ready, across an API server that dies", async () => {
			await pod("counter", counting);
			const tail = new Following(api, namespace, "counter");
			await tail.until("the first lines", () => tail.lines.length > 20);
			await cluster.killApiServer();
			await tail.until("the loss to be noticed", () => tail.news.includes("reconnecting"));
			await cluster.restartApiServer();
			const seen = tail.lines.length;
			await tail.until("lines after the loss", () => tail.lines.length > seen + 20);
			assert.deepEqual(await tail.stop(), { kind: "stopped" });
			assert.deepEqual(
				tail.lines,
				tail.lines.map((_, index) => `line ${index + 1}`),
			);
			assert.deepEqual(
				tail.news.filter((kind) => kind !== "waiting"),
				["following", "reconnecting", "reconnected"],
			);
		});

		it("ends when the pod is deleted", async () => {
			const tail = new Following(api, namespace, "counter");
			await tail.until("a line", () => tail.lines.length > 0);
			await cluster.request("DELETE", `/api/v1/namespaces/${namespace}/pods/counter?gracePeriodSeconds=0`);
			assert.deepEqual(await tail.end, { kind: "podDeleted" });
		});

		it("ends with the exit code when the container ended for good", async () => {
			await pod("once", "echo first; echo second; exit 3", "restartPolicy: Never");
			const tail = new Following(api, namespace, "once");
			assert.deepEqual(await tail.end, { kind: "terminated", exitCode: 3, reason: "Error" });
			assert.deepEqual(tail.lines, ["first", "second"]);
		});

		it("goes on with a container that is restarted", async () => {
			await pod("again", "echo run; sleep 1; exit 1");
			const tail = new Following(api, namespace, "again");
			await tail.until("a second run", () => tail.lines.length >= 2);
			await tail.stop();
			assert.ok(tail.events.some((event) => event.kind === "restarting" && event.exitCode === 1));
		});

		it("says what a container waits for, and stops at once when told to", async () => {
			await pod("no-image", "true", "nodeSelector: {no-such: node}");
			const tail = new Following(api, namespace, "no-image");
			await tail.until("the reason", () =>
				tail.events.some((event) => event.kind === "waiting" && event.reason.includes("nodes")),
			);
			assert.deepEqual(await tail.stop(), { kind: "stopped" });
			const reasons = tail.events.flatMap((event) => (event.kind === "waiting" ? [event.reason] : []));
			assert.match(reasons.at(-1) ?? "", /nodes are available/);
		});

		it("lists pods with node, phase and all containers", async () => {
			await pod(
				"with-init",
				counting,
				'initContainers: [{name: setup, image: "edgewise.local/busybox:1", imagePullPolicy: Never, command: [echo, ready]}]',
			);
			await waitFor(async () => (await getPod(api, { namespace, name: "with-init" }))?.phase === "Running", {
				timeoutMs: 60_000,
				what: "the pod to run",
			});
			const found = (await listPods(api, namespace)).find(({ name }) => name === "with-init");
			assert.equal(found?.node, "edge-node-1");
			assert.deepEqual(
				found?.containers.map(({ name, type, state }) => [name, type, state.kind]),
				[
					["main", "container", "running"],
					["setup", "init", "terminated"],
				],
			);
			assert.ok((await listNamespaces(api)).includes(namespace));
			assert.ok((await listPodsOfNode(api, "edge-node-1")).some(({ name }) => name === "with-init"));
			assert.deepEqual(await listPodsOfNode(api, "no-such-node"), []);
			const tail = new Following(api, namespace, "with-init", { container: "setup" });
			assert.deepEqual(await tail.end, { kind: "terminated", exitCode: 0, reason: "Completed" });
			assert.deepEqual(tail.lines, ["ready"]);
		});

		it("says why for a pod or container that does not exist", async () => {
			assert.deepEqual(await new Following(api, namespace, "nobody").end, { kind: "podDeleted" });
			const end = await new Following(api, namespace, "with-init", { container: "nobody" }).end;
			assert.ok(end.kind === "failed" && end.failure.kind === "refused");
		});
	});

	describe("from a small HTTP server that answers as an API server does", () => {
		let server: Server;
		let api: KubernetesApi;
		let answerLog: (request: IncomingMessage, response: ServerResponse) => void;
		let answerPod: (response: ServerResponse) => void;
		let kubeletVersion: string;

		const json = (response: ServerResponse, status: number, body: unknown) => {
			response.writeHead(status, { "Content-Type": "application/json" });
			response.end(JSON.stringify(body));
		};
		const runningPod = {
			metadata: { name: "p", namespace: "n", uid: "1" },
			spec: { nodeName: "edge-1", containers: [{ name: "main" }] },
			status: { phase: "Running", containerStatuses: [{ name: "main", state: { running: {} } }] },
		};
		const dial = (address: string) => ({
			kind: "Status",
			message: `Get "https://${address}/containerLogs/n/p/main?follow=true": dial tcp ${address}: connect: connection refused`,
			code: 500,
		});

		beforeEach((done) => {
			kubeletVersion = "v1.29.5";
			answerPod = (response) => json(response, 200, runningPod);
			server = createServer((request, response) => {
				const path = request.url ?? "";
				if (path.includes("/log")) answerLog(request, response);
				else if (path.includes("/pods/")) answerPod(response);
				else if (path === "/api/v1") {
					json(response, 200, { resources: [{ name: "nodes", kind: "Node", namespaced: false }] });
				} else json(response, 200, { metadata: {}, status: { nodeInfo: { kubeletVersion } } });
			});
			server.listen(0, "127.0.0.1", () => {
				const config = new KubeConfig();
				const { port } = server.address() as AddressInfo;
				config.loadFromOptions({
					clusters: [{ name: "c", server: `http://127.0.0.1:${port}`, skipTLSVerify: true }],
					users: [{ name: "u" }],
					contexts: [{ name: "x", cluster: "c", user: "u" }],
					currentContext: "x",
				});
				api = new KubernetesApi(config, "x");
				done();
			});
		});
		afterEach((done) => {
			server.closeAllConnections();
			server.close(done);
		});

		for (const [port, version, system] of [
			[10350, "v1.29.5", "kubeEdge"],
			[10250, "v1.29.5-kubeedge-v1.20.0", "kubeEdge"],
			[10250, "v1.29.5", "other"],
		] as const) {
			it(`explains a refused :${port} on a node of ${version}`, async () => {
				kubeletVersion = version;
				answerLog = (_request, response) => json(response, 500, dial(`10.0.0.5:${port}`));
				const end = await new Following(api, "n", "p").end;
				assert.ok(end.kind === "nodeUnreachable", JSON.stringify(end));
				assert.deepEqual([end.node, end.address, end.system], ["edge-1", `10.0.0.5:${port}`, system]);
			});
		}

		it("tries again where the node's link breaks after lines came", async () => {
			let asked = 0;
			answerLog = (_request, response) => {
				asked++;
				if (asked === 2 || asked === 3) return json(response, 500, dial("10.0.0.5:10350"));
				response.write(`2024-05-01T10:00:0${asked}Z ${asked}\n`);
				if (asked === 1) setTimeout(() => response.destroy(), 50);
			};
			const tail = new Following(api, "n", "p");
			await tail.until("the second line", () => tail.lines.length === 2);
			await tail.stop();
			assert.deepEqual(tail.lines, ["1", "4"]);
			assert.deepEqual(tail.news, ["following", "reconnecting", "reconnected"]);
		});

		it("notices a link that died without a word", async () => {
			let hang = false;
			let asked = 0;
			answerLog = (_request, response) => {
				asked++;
				response.write(`2024-05-01T10:00:0${asked}Z ${asked}\n`);
			};
			answerPod = (response) => (hang ? response.destroy() : json(response, 200, runningPod));
			const tail = new Following(api, "n", "p", { silence: 200 });
			await tail.until("the first line", () => tail.lines.length === 1);
			hang = true;
			await tail.until("the loss to be noticed", () => tail.news.includes("reconnecting"));
			hang = false;
			await tail.until("the second line", () => tail.lines.length === 2);
			await tail.stop();
			assert.deepEqual(tail.news, ["following", "reconnecting", "reconnected"]);
		});

		it("says that it follows a container that says nothing, and stops at once", async () => {
			answerLog = (_request, response) => {
				response.writeHead(200);
				response.flushHeaders();
			};
			const tail = new Following(api, "n", "p");
			await tail.until("following", () => tail.news.includes("following"));
			assert.deepEqual(await tail.stop(), { kind: "stopped" });
		});

		it("ends with a refusal of rights", async () => {
			answerLog = (_request, response) => json(response, 403, { message: "pods/log is forbidden" });
			assert.deepEqual(await new Following(api, "n", "p").end, {
				kind: "failed",
				failure: { kind: "forbidden", detail: "pods/log is forbidden" },
			});
		});
	});
});
