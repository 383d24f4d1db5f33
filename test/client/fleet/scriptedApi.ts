import { ApiError, type ApiFailure } from "../../../client/src/fleet/failures";
import type { FollowedApi } from "../../../client/src/fleet/follower";
import type { WatchEvent } from "../../../client/src/fleet/kubernetesApi";
import {
	type ApiResource,
	formatApiVersion,
	type KubernetesList,
	type KubernetesObject,
} from "../../../client/src/fleet/objects";

/** A watch that a test holds in its hands. */
export class OpenWatch {
	private readonly queue: (WatchEvent | "close" | ApiFailure)[] = [];
	private wake: () => void = () => {};
	ended = false;

	constructor(
		readonly resource: ApiResource,
		readonly from: string | undefined,
		readonly metadataOnly: boolean,
	) {}

	send(type: WatchEvent["type"], object: KubernetesObject): void {
		this.push({ type, object });
	}

	bookmark(resourceVersion: string): void {
		this.send("BOOKMARK", { apiVersion: "v1", kind: this.resource.kind, metadata: { resourceVersion } });
	}

	close(): void {
		this.push("close");
	}

	fail(failure: ApiFailure): void {
		this.push(failure);
	}

	private push(item: WatchEvent | "close" | ApiFailure): void {
		this.queue.push(item);
		this.wake();
	}

	async *events(signal: AbortSignal | undefined): AsyncGenerator<WatchEvent, void, void> {
		const abort = () => this.fail({ kind: "cancelled" });
		signal?.addEventListener("abort", abort, { once: true });
		try {
			for (;;) {
				const next = this.queue.shift();
				if (next === undefined) {
					await new Promise<void>((resolve) => {
						this.wake = resolve;
					});
				} else if (next === "close") {
					return;
				} else if ("kind" in next) {
					throw new ApiError(next);
				} else {
					yield next;
				}
			}
		} finally {
			signal?.removeEventListener("abort", abort);
			this.ended = true;
		}
	}
}

/** An API that answers what a test tells it to, and writes down what it was asked. */
export class ScriptedApi implements FollowedApi {
	/** What was asked, for example `list nodes` or `watch nodes from 5`. */
	readonly asked: string[] = [];
	readonly watches: OpenWatch[] = [];
	/** By `plural.group`; the objects of a list. */
	readonly objects = new Map<string, KubernetesObject[]>();
	/** What is served, by `group/version`. */
	readonly served = new Map<string, ApiResource[]>();
	/** Failures by what is asked (`version`, `groups`, `list nodes`, `watch nodes`), for as long as they stand here. */
	readonly failures = new Map<string, ApiFailure>();
	listVersion = "100";

	/** Makes the server serve a kind. */
	serve(group: string, version: string, kind: string, plural: string, objects: KubernetesObject[] = []): void {
		const key = formatApiVersion({ group, version });
		const resource = { group, version, kind, plural, namespaced: false, verbs: [] };
		this.served.set(key, [...(this.served.get(key) ?? []), resource]);
		this.objects.set(`${plural}.${group}`, objects);
	}

	/** The watch of a resource that is open now. */
	watchOf(plural: string, group?: string): OpenWatch {
		const open = this.watches.findLast(
			({ resource, ended }) =>
				resource.plural === plural && !ended && (group === undefined || resource.group === group),
		);
		if (open === undefined) throw new Error(`nobody watches ${plural}; asked: ${this.asked.join(", ")}`);
		return open;
	}

	async version(): Promise<string> {
		this.ask("version");
		return "v1.31.2+k3s1";
	}

	async groups(): Promise<ReadonlyMap<string, readonly string[]>> {
		this.ask("groups");
		const groups = new Map<string, string[]>();
		for (const [resource] of this.served.values()) {
			if (resource) groups.set(resource.group, [...(groups.get(resource.group) ?? []), resource.version]);
		}
		return groups;
	}

	async resourcesOf(group: string, version: string): Promise<readonly ApiResource[]> {
		return this.served.get(formatApiVersion({ group, version })) ?? [];
	}

	forgetResources(): void {}

	async list(resource: ApiResource): Promise<KubernetesList> {
		this.ask(`list ${resource.plural}`);
		const items = this.objects.get(`${resource.plural}.${resource.group}`) ?? [];
		return { metadata: { resourceVersion: this.listVersion }, items: structuredClone(items) };
	}

	async *watch(
		resource: ApiResource,
		options: { resourceVersion?: string; signal?: AbortSignal; metadataOnly?: boolean } = {},
	): AsyncGenerator<WatchEvent, void, void> {
		this.asked.push(`watch ${resource.plural} from ${options.resourceVersion}`);
		const failure = this.failures.get(`watch ${resource.plural}`) ?? this.failures.get("*");
		if (failure !== undefined) throw new ApiError(failure);
		const watch = new OpenWatch(resource, options.resourceVersion, options.metadataOnly ?? false);
		this.watches.push(watch);
		yield* watch.events(options.signal);
	}

	private ask(what: string): void {
		this.asked.push(what);
		const failure = this.failures.get(what) ?? this.failures.get("*");
		if (failure !== undefined) throw new ApiError(failure);
	}
}

let made = 0;

/** An object with a uid and a version. */
export function object(
	kind: string,
	name: string,
	more: { readonly uid?: string; readonly version?: string; readonly [field: string]: unknown } = {},
): KubernetesObject {
	const { uid = name, version, apiVersion = "v1", metadata, ...fields } = more;
	made += 1;
	return {
		apiVersion: apiVersion as string,
		kind,
		metadata: { name, uid, resourceVersion: version ?? `v${made}`, ...(metadata as object) },
		...fields,
	};
}

/** A Node that is ready or not, with labels. */
export function node(name: string, ready: "True" | "False" | "Unknown" = "True", labels: Record<string, string> = {}) {
	return object("Node", name, {
		metadata: { labels },
		status: {
			conditions: [{ type: "Ready", status: ready, reason: "KubeletReady", message: `it says ${ready}` }],
			nodeInfo: { kubeletVersion: "v1.31.2" },
		},
	});
}
