import type { IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import { isMap, parseAllDocuments } from "yaml";

/** An object of the Kubernetes API, as far as the test bed looks into it. */
export interface ApiObject {
	readonly apiVersion: string;
	readonly kind: string;
	readonly metadata: { readonly name: string; readonly namespace?: string } & Readonly<Record<string, unknown>>;
	readonly [field: string]: unknown;
}

export interface ApiResponse {
	readonly status: number;
	/** The answer, parsed where it is JSON; otherwise its text. */
	readonly body: unknown;
	readonly text: string;
}

export interface RequestOptions {
	/** How the request identifies itself: a user of the test bed, or any token. The default is the user `admin`. */
	readonly user?: string;
	readonly token?: string;
	/** The body's media type: JSON unless told, and for PATCH a JSON merge patch. */
	readonly contentType?: string;
	/** How long the answer may take to begin, or to go on, in milliseconds; 30,000 unless told. */
	readonly timeoutMs?: number;
}

interface ResourceList {
	readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/** The API of one cluster, over HTTPS, with the server's certificate verified. */
export class ApiClient {
	private readonly agent: Agent;

	/**
	 * @param url where the API server listens
	 * @param ca the certificate authority to trust, as PEM text
	 * @param tokens the users' tokens
	 */
	constructor(
		readonly url: string,
		ca: string,
		readonly tokens: Readonly<Record<string, string>>,
	) {
		// Connections are not kept: the API server may be killed between two requests.
		this.agent = new Agent({ ca, keepAlive: false });
	}

	/**
	 * Sends one request.
	 *
	 * @param path path and query, such as `/api/v1/namespaces?limit=5`
	 * @param body an object to send as JSON, or text to send as it is
	 * @returns the answer, whatever its status
	 * @throws Error where no answer comes
	 */
	async request(method: string, path: string, body?: unknown, options: RequestOptions = {}): Promise<ApiResponse> {
		const response = await this.send(method, path, body, options);
		const chunks: Buffer[] = [];
		for await (const chunk of response) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString();
		const isJson = response.headers["content-type"]?.startsWith("application/json") ?? false;
		return { status: response.statusCode ?? 0, text, body: isJson ? (JSON.parse(text) as unknown) : text };
	}

	/**
	 * Begins a request whose answer has no end: a watch, or a log that is followed. `destroy()` the answer to end it.
	 *
	 * @throws Error where no answer comes, or its status is not 200
	 */
	async stream(path: string, options: RequestOptions = {}): Promise<IncomingMessage> {
		const response = await this.send("GET", path, undefined, options);
		if (response.statusCode === 200) {
			response.socket.setTimeout(0);
			return response;
		}
		let text = "";
		for await (const chunk of response) text += String(chunk);
		throw new Error(`GET ${path} gave status ${response.statusCode}: ${text}`);
	}

	/**
	 * Creates or changes objects by server-side apply, as the field manager `edgewise-test`, with force.
	 *
	 * @param manifest an object, or YAML text with any number of objects
	 * @returns the objects as the server keeps them
	 * @throws Error with the server's message, where it refuses one
	 */
	async apply(manifest: ApiObject | string, options: RequestOptions = {}): Promise<ApiObject[]> {
		const applied: ApiObject[] = [];
		for (const object of typeof manifest === "string" ? parseManifest(manifest) : [manifest]) {
			const path = `${await this.pathOf(object)}?fieldManager=edgewise-test&force=true`;
			const contentType = "application/apply-patch+yaml";
			const { status, body, text } = await this.request("PATCH", path, object, { ...options, contentType });
			if (status >= 300) throw refusal("apply", object, status, text);
			applied.push(body as ApiObject);
		}
		return applied;
	}

	/**
	 * @returns the path of an object, by asking the server which resource serves its kind
	 * @throws Error where the server does not serve the kind
	 */
	async pathOf({ apiVersion, kind, metadata }: ApiObject): Promise<string> {
		const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
		const { status, body } = await this.request("GET", group);
		const resources = status === 200 ? (body as ResourceList).resources : [];
		const resource = resources.find(({ name, kind: served }) => served === kind && !name.includes("/"));
		if (!resource) throw new Error(`${this.url} does not serve ${apiVersion} ${kind}`);
		const namespace = resource.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
		return `${group}${namespace}/${resource.name}/${metadata.name}`;
	}

	/** @throws Error where the test bed has no such user */
	protected tokenOf(user: string): string {
		const token = this.tokens[user];
		if (token === undefined) throw new Error(`The test bed has no user ${user}; it has ${Object.keys(this.tokens)}`);
		return token;
	}

	private send(method: string, path: string, body: unknown, options: RequestOptions): Promise<IncomingMessage> {
		const { timeoutMs = 30_000 } = options;
		const token = options.token ?? this.tokenOf(options.user ?? "admin");
		const defaultType = method === "PATCH" ? "application/merge-patch+json" : "application/json";
		const contentType = options.contentType ?? defaultType;
		const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
		return new Promise((resolve, reject) => {
			const request = httpsRequest(
				`${this.url}${path}`,
				{
					method,
					agent: this.agent,
					timeout: timeoutMs,
					headers: {
						authorization: `Bearer ${token}`,
						accept: "application/json",
						...(text === undefined ? {} : { "content-type": contentType, "content-length": Buffer.byteLength(text) }),
					},
				},
				resolve,
			);
			request.on("timeout", () => request.destroy(new Error(`${method} ${path}: no answer for ${timeoutMs / 1000} s`)));
			request.on("error", reject);
			request.end(text);
		});
	}
}

/**
 * Reads a manifest.
 *
 * @param text YAML with any number of documents; empty ones are passed over
 * @throws Error at the first syntax error
 */
export function parseManifest(text: string): ApiObject[] {
	return parseAllDocuments(text).flatMap((document) => {
		const [error] = document.errors;
		if (error) throw error;
		return isMap(document.contents) ? [document.toJS() as ApiObject] : [];
	});
}

/** The error for an object that the server refused. */
export function refusal(verb: string, object: ApiObject, status: number, answer: string): Error {
	return new Error(`The API server refused to ${verb} ${object.kind} ${object.metadata.name} (${status}): ${answer}`);
}
