import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { KubeConfig } from "@kubernetes/client-node";
import { KubernetesApi } from "../../../../client/src/fleet/kubernetesApi";

/** What a scripted server answers: JSON, or anything that the function does. */
export type Answer = object | ((response: ServerResponse, request: IncomingMessage, url: URL) => void);

/** An API server over real HTTP that answers by path what a test tells it to; 404 for all else. */
export class ScriptedServer {
	readonly answers = new Map<string, Answer>();
	/** Paths that were asked for, in order. */
	readonly asked: string[] = [];
	private readonly server = createServer((request, response) => this.answer(request, response));

	async start(): Promise<KubernetesApi> {
		this.server.listen(0, "127.0.0.1");
		await once(this.server, "listening");
		const { port } = this.server.address() as AddressInfo;
		const config = new KubeConfig();
		config.loadFromOptions({
			clusters: [{ name: "a", server: `http://127.0.0.1:${port}`, skipTLSVerify: true }],
			users: [{ name: "a", token: "secret-token" }],
			contexts: [{ name: "a", cluster: "a", user: "a" }],
			currentContext: "a",
		});
		return new KubernetesApi(config, "a");
	}

	stop(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	/** Makes it the server that the given answers make. */
	become(answers: Readonly<Record<string, Answer>>): void {
		this.answers.clear();
		for (const [path, answer] of Object.entries(answers)) this.answers.set(path, answer);
		this.asked.length = 0;
	}

	private answer(request: IncomingMessage, response: ServerResponse): void {
		const url = new URL(request.url ?? "", "http://server");
		this.asked.push(url.pathname);
		const answer = this.answers.get(url.pathname);
		if (typeof answer === "function") {
			answer(response, request, url);
		} else if (answer === undefined) {
			status(404)(response);
		} else {
			sendJson(response, request, answer);
		}
	}
}

/** Compressed where the client asked for that, as API servers do with large answers. */
function sendJson(response: ServerResponse, request: IncomingMessage, body: object): void {
	const text = Buffer.from(JSON.stringify(body));
	const zipped = /gzip/.test(String(request.headers["accept-encoding"]));
	response.writeHead(200, { "Content-Type": "application/json", ...(zipped && { "Content-Encoding": "gzip" }) });
	response.end(zipped ? gzipSync(text) : text);
}

/** An answer with a Kubernetes Status. */
export function status(code: number): (response: ServerResponse) => void {
	return (response) => {
		response.writeHead(code, { "Content-Type": "application/json" });
		response.end(JSON.stringify({ kind: "Status", apiVersion: "v1", code, message: `the server says ${code}` }));
	};
}

/** The login page of a proxy. */
export function html(response: ServerResponse): void {
	response.writeHead(200, { "Content-Type": "text/html" });
	response.end("<html><body>Log in</body></html>");
}

/** Half of an answer, then the link breaks. */
export function breakingOff(response: ServerResponse): void {
	response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "10000" });
	response.write('{"kind":"');
	setTimeout(() => response.destroy(), 20);
}

/** A CustomResourceDefinition as servers list it, with all that is not to be kept. */
export function listedCrd(kind: string, group: string, more: object = {}) {
	const plural = `${kind.toLowerCase()}s`;
	return {
		metadata: {
			name: `${plural}.${group}`,
			uid: "u",
			generation: 2,
			managedFields: [{ manager: "kubectl" }],
			annotations: { "kubectl.kubernetes.io/last-applied-configuration": '{"token":"secret"}' },
		},
		spec: {
			group,
			scope: "Namespaced",
			names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
			versions: [
				{
					name: "v1",
					served: true,
					storage: true,
					additionalPrinterColumns: [],
					schema: { openAPIV3Schema: { type: "object", properties: { spec: { type: "object", properties: {} } } } },
				},
				{ name: "v1alpha1", served: false, storage: false, deprecated: true, schema: {} },
			],
			conversion: { strategy: "Webhook", webhook: { clientConfig: { caBundle: "c2VjcmV0", url: "https://hook" } } },
			...more,
		},
		status: { conditions: [{ type: "Established", status: "True" }], storedVersions: ["v1"] },
	};
}
