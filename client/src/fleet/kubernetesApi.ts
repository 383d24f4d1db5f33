import type { IncomingMessage } from "node:http";
import { request as httpRequest } from "node:http";
import { type RequestOptions as HttpsRequestOptions, request as httpsRequest } from "node:https";
import type { KubeConfig } from "@kubernetes/client-node";
import { type ByteBudget, failureFromError, failureFromStatus, readAll, splitLines } from "./answers";
import { ApiError } from "./failures";
import {
	type ApiResource,
	formatApiVersion,
	type GroupVersionKind,
	type KubernetesList,
	type KubernetesObject,
	type ObjectReference,
	parseApiVersion,
} from "./objects";

/** How a request body is to be understood; the names are the media types of the Kubernetes API. */
export type BodyType =
	| "application/json"
	| "application/apply-patch+yaml"
	| "application/merge-patch+json"
	| "application/json-patch+json";

export interface ApiRequest {
	readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	/** Path below the server's address, for example `/apis/apps/v1/namespaces/x/deployments`. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
	readonly body?: unknown;
	readonly bodyType?: BodyType;
	/** The representation asked for; plain JSON where absent. */
	readonly accept?: string;
	readonly signal?: AbortSignal | undefined;
	/** Milliseconds until a silent server counts as a failure; `0` waits for ever. Default {@link defaultTimeout}. */
	readonly timeout?: number;
	/** For answers that may be large: they are asked for compressed, and cut off where the budget is used up. */
	readonly budget?: ByteBudget;
}

/** Milliseconds that a server may stay silent before a request fails. */
export const defaultTimeout = 15_000;

/** Milliseconds for which a credential is used again without asking whether it still holds. */
const credentialReuse = 5_000;

/** A watch event as the API server sends it. */
export interface WatchEvent {
	readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
	readonly object: KubernetesObject;
}

/**
 * A thin client of one cluster: plain JSON in and out, authentication, TLS and proxies by `@kubernetes/client-node`'s
 * KubeConfig. It exists because the generated clients convert values (dates, unknown fields), and a diff has to show
 * what the server has. Every method throws {@link ApiError} and nothing else.
 */
export class KubernetesApi {
	private readonly resources = new Map<string, Promise<readonly ApiResource[]>>();
	private made: { readonly options: Promise<HttpsRequestOptions>; until: number } | undefined;

	/**
	 * @param config a kubeconfig whose current context is the cluster meant
	 * @param contextName the context's name, for messages
	 */
	constructor(
		private readonly config: KubeConfig,
		readonly contextName: string,
	) {}

	/** Sends a request and gives the parsed JSON answer. */
	async request<T = unknown>(request: ApiRequest): Promise<T> {
		const response = await this.open(request);
		const text = await readAll(response, request.signal, request.budget);
		const status = response.statusCode ?? 0;
		if (status >= 400) throw new ApiError(failureFromStatus(status, text));
		try {
			return JSON.parse(text) as T;
		} catch {
			throw new ApiError({
				kind: "protocol",
				detail: `the answer to ${request.method} ${request.path} is not JSON (HTTP ${status}, starts with ${JSON.stringify(text.slice(0, 40))})`,
			});
		}
	}

	/**
	 * Opens a request whose answer arrives line by line (watches, followed logs).
	 *
	 * @returns the lines; the iteration ends when the server closes, and throws when the link breaks
	 */
	async *lines(request: ApiRequest): AsyncGenerator<string, void, void> {
		const response = await this.open(request);
		const status = response.statusCode ?? 0;
		if (status >= 400) throw new ApiError(failureFromStatus(status, await readAll(response, request.signal)));
		const abort = () => response.destroy();
		request.signal?.addEventListener("abort", abort, { once: true });
		try {
			yield* splitLines(response);
			if (request.signal?.aborted) throw new ApiError({ kind: "cancelled" });
			if (!response.complete) {
				throw new ApiError({ kind: "unreachable", code: "ECONNRESET", detail: "the connection broke off" });
			}
		} catch (error) {
			if (request.signal?.aborted) throw new ApiError({ kind: "cancelled" });
			throw error instanceof ApiError ? error : new ApiError(failureFromError(error));
		} finally {
			request.signal?.removeEventListener("abort", abort);
			response.destroy();
		}
	}

	/**
	 * All objects of a resource, in pages. The list's `resourceVersion` is where a watch goes on from. With `metadataOnly`
	 * the objects carry nothing but their metadata (CRDs, for one, are large).
	 */
	async list(
		resource: ApiResource,
		options: { namespace?: string; labelSelector?: string; signal?: AbortSignal; metadataOnly?: boolean } = {},
	): Promise<KubernetesList> {
		const items: KubernetesObject[] = [];
		let next: string | undefined;
		let resourceVersion: string | undefined;
		do {
			const page = await this.request<Partial<KubernetesList>>({
				method: "GET",
				path: collectionPath(resource, options.namespace),
				query: { limit: 500, continue: next, labelSelector: options.labelSelector },
				accept: options.metadataOnly ? metadataOf("PartialObjectMetadataList") : "application/json",
				signal: options.signal,
			});
			if (!Array.isArray(page.items)) {
				throw new ApiError({ kind: "protocol", detail: `the list of ${resource.plural} has no items` });
			}
			for (const item of page.items) {
				item.apiVersion ??= formatApiVersion(resource);
				item.kind ??= resource.kind;
				items.push(item);
			}
			next = page.metadata?.continue || undefined;
			resourceVersion = page.metadata?.resourceVersion;
		} while (next !== undefined);
		return { metadata: resourceVersion === undefined ? {} : { resourceVersion }, items };
	}

	/**
	 * Follows the changes of a resource from a version on.
	 *
	 * @returns events until the server ends the watch; an `ERROR` event is thrown (410 as `gone`)
	 */
	async *watch(
		resource: ApiResource,
		options: {
			resourceVersion?: string;
			labelSelector?: string;
			signal?: AbortSignal;
			metadataOnly?: boolean;
		} = {},
	): AsyncGenerator<WatchEvent, void, void> {
		const lines = this.lines({
			method: "GET",
			path: collectionPath(resource),
			query: {
				watch: true,
				allowWatchBookmarks: true,
				resourceVersion: options.resourceVersion,
				labelSelector: options.labelSelector,
			},
			accept: options.metadataOnly ? metadataOf("PartialObjectMetadata") : "application/json",
			signal: options.signal,
			// Bookmarks come about once a minute; a link that is silent for three of them is dead.
			timeout: 180_000,
		});
		for await (const line of lines) {
			if (line === "") continue;
			let event: WatchEvent;
			try {
				event = JSON.parse(line) as WatchEvent;
			} catch {
				throw new ApiError({ kind: "protocol", detail: `a watch of ${resource.plural} sent a line that is not JSON` });
			}
			if (event.type === "ERROR") {
				const status = event.object as unknown as { code?: number };
				throw new ApiError(failureFromStatus(status.code ?? 500, JSON.stringify(event.object)));
			}
			yield event;
		}
	}

	/** One object, or `undefined` where the server has none of that name. */
	async get(reference: ObjectReference, signal?: AbortSignal): Promise<KubernetesObject | undefined> {
		const path = await this.objectPath(reference, signal);
		try {
			return await this.request<KubernetesObject>({ method: "GET", path, signal });
		} catch (error) {
			if (error instanceof ApiError && error.failure.kind === "notFound") return undefined;
			throw error;
		}
	}

	/** The URL path of an object. @throws ApiError `unknownKind` where the server does not serve the kind */
	async objectPath(reference: ObjectReference, signal?: AbortSignal): Promise<string> {
		const { group, version } = parseApiVersion(reference.apiVersion);
		const resource = await this.resource({ group, version, kind: reference.kind }, signal);
		if (resource === undefined) {
			throw new ApiError({
				kind: "unknownKind",
				apiVersion: reference.apiVersion,
				objectKind: reference.kind,
			});
		}
		const collection = collectionPath(resource, resource.namespaced ? reference.namespace : undefined);
		return `${collection}/${encodeURIComponent(reference.name)}`;
	}

	/** What the server says about a kind; `undefined` where it does not serve it. Answers are kept. */
	async resource(gvk: GroupVersionKind, signal?: AbortSignal): Promise<ApiResource | undefined> {
		const resources = await this.resourcesOf(gvk.group, gvk.version, signal);
		return resources.find((resource) => resource.kind === gvk.kind);
	}

	/** Forgets what discovery said, for example after a CRD was installed. */
	forgetResources(): void {
		this.resources.clear();
	}

	/** All kinds of one group and version; empty where the server does not serve the version. */
	resourcesOf(group: string, version: string, signal?: AbortSignal): Promise<readonly ApiResource[]> {
		const key = formatApiVersion({ group, version });
		const known = this.resources.get(key);
		if (known !== undefined) return known;
		const asked = this.discover(group, version, signal);
		this.resources.set(key, asked);
		asked.then(
			(found) => {
				// A version that is not served today may be served tomorrow.
				if (found.length === 0) this.resources.delete(key);
			},
			() => this.resources.delete(key),
		);
		return asked;
	}

	/** Names of all API groups that the server serves, each with its versions, the preferred one first. */
	async groups(signal?: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
		const answer = await this.request<{
			groups?: { name: string; versions: { version: string }[]; preferredVersion?: { version: string } }[];
		}>({ method: "GET", path: "/apis", signal });
		return new Map(
			(answer.groups ?? []).map((group) => {
				const versions = group.versions.map((v) => v.version);
				const preferred = group.preferredVersion?.version;
				const ordered = preferred ? [preferred, ...versions.filter((v) => v !== preferred)] : versions;
				return [group.name, ordered];
			}),
		);
	}

	/** The server's version, for example `v1.31.2+k3s1`. */
	async version(signal?: AbortSignal): Promise<string> {
		const answer = await this.request<{ gitVersion?: string }>({ method: "GET", path: "/version", signal });
		if (typeof answer.gitVersion !== "string") {
			throw new ApiError({ kind: "protocol", detail: "this address answers, but not as a Kubernetes API server does" });
		}
		return answer.gitVersion;
	}

	private async discover(group: string, version: string, signal?: AbortSignal): Promise<readonly ApiResource[]> {
		const path = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
		try {
			const answer = await this.request<{
				resources?: { name: string; kind: string; namespaced: boolean; verbs?: string[] }[];
			}>({ method: "GET", path, signal });
			return (answer.resources ?? [])
				.filter((resource) => !resource.name.includes("/"))
				.map(({ name, kind, namespaced, verbs }) => ({
					group,
					version,
					kind,
					plural: name,
					namespaced,
					verbs: verbs ?? [],
				}));
		} catch (error) {
			if (error instanceof ApiError && error.failure.kind === "notFound") return [];
			throw error;
		}
	}

	/**
	 * What authenticates a request. Requests that begin while a credential is being made share it, and so do those of
	 * the next moments: a credential plugin is a program, and a fresh connection asks for a dozen things at once.
	 */
	private credentials(): Promise<HttpsRequestOptions> {
		const made = this.made;
		if (made !== undefined && Date.now() < made.until) return made.options;
		const options: HttpsRequestOptions = {};
		const entry = {
			options: this.config.applyToHTTPSOptions(options).then(
				() => {
					entry.until = Date.now() + credentialReuse;
					return options;
				},
				(error) => {
					this.made = undefined;
					throw new ApiError({ kind: "credentials", detail: credentialReason(error) });
				},
			),
			until: Number.POSITIVE_INFINITY,
		};
		this.made = entry;
		return entry.options;
	}

	private async open(request: ApiRequest): Promise<IncomingMessage> {
		const { signal } = request;
		if (signal?.aborted) throw new ApiError({ kind: "cancelled" });
		const cluster = this.config.getCurrentCluster();
		if (!cluster?.server) {
			throw new ApiError({
				kind: "credentials",
				detail: `context "${this.contextName}" names a cluster that the kubeconfig does not define`,
			});
		}
		let url: URL;
		try {
			url = new URL(cluster.server.replace(/\/+$/, "") + request.path);
		} catch {
			throw new ApiError({ kind: "credentials", detail: `"${cluster.server}" is not a server address` });
		}
		for (const [key, value] of Object.entries(request.query ?? {})) {
			if (value !== undefined) url.searchParams.set(key, String(value));
		}
		const options: HttpsRequestOptions = { ...(await orAbort(this.credentials(), signal)), method: request.method };
		const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
		options.headers = {
			...options.headers,
			Accept: request.accept ?? "application/json",
			"User-Agent": "edgewise",
			...(request.budget && { "Accept-Encoding": "gzip" }),
			...(body && { "Content-Type": request.bodyType ?? "application/json", "Content-Length": body.length }),
		};
		const timeout = request.timeout ?? defaultTimeout;
		return await new Promise<IncomingMessage>((resolve, reject) => {
			const send = url.protocol === "http:" ? httpRequest : httpsRequest;
			const outgoing = send(url, options, (response) => {
				resolve(response);
			});
			const abort = () => outgoing.destroy(new ApiError({ kind: "cancelled" }));
			signal?.addEventListener("abort", abort, { once: true });
			// A request's own timeout begins when its connection stands; where packets vanish, none ever does.
			const connecting = setTimeout(() => {
				outgoing.destroy(new ApiError({ kind: "timeout", milliseconds: defaultTimeout }));
			}, defaultTimeout);
			const stands = () => clearTimeout(connecting);
			outgoing.on("socket", (socket) => socket.once(send === httpRequest ? "connect" : "secureConnect", stands));
			outgoing.on("response", stands);
			outgoing.on("close", () => {
				stands();
				signal?.removeEventListener("abort", abort);
			});
			outgoing.on("error", (error) => {
				reject(error instanceof ApiError ? error : new ApiError(failureFromError(error)));
			});
			if (timeout > 0) {
				outgoing.setTimeout(timeout, () => outgoing.destroy(new ApiError({ kind: "timeout", milliseconds: timeout })));
			}
			outgoing.end(body);
		});
	}
}

/** Why no credential could be made. A parser's message would quote what a plugin printed, which may be a token. */
function credentialReason(error: unknown): string {
	if (error instanceof SyntaxError) return "the credential plugin printed something that is not JSON";
	return error instanceof Error ? error.message : String(error);
}

/** Waits for a promise, or throws `cancelled` as soon as the signal says so. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (signal === undefined) return promise;
	return new Promise((resolve, reject) => {
		const abort = () => reject(new ApiError({ kind: "cancelled" }));
		signal.addEventListener("abort", abort, { once: true });
		promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
	});
}

/** The URL path of a resource's collection, in one namespace or across all. */
export function collectionPath(
	resource: Pick<ApiResource, "group" | "version" | "plural">,
	namespace?: string,
): string {
	const base = resource.group === "" ? `/api/${resource.version}` : `/apis/${resource.group}/${resource.version}`;
	return namespace === undefined
		? `${base}/${resource.plural}`
		: `${base}/namespaces/${encodeURIComponent(namespace)}/${resource.plural}`;
}

/** The Accept header that asks for metadata alone, with plain JSON for servers that cannot. */
function metadataOf(kind: string): string {
	return `application/json;as=${kind};g=meta.k8s.io;v=v1,application/json`;
}
