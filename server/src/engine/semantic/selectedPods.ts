import { hasAll, selects } from "./labelSelector";
import type { JsonObject, ManifestObject } from "./objects";
import { isPartial } from "./partial";
import { perObject } from "./perObject";
import { type PodTemplate, podTemplatesOf, replicasOf } from "./podTemplates";
import { listIn, objectIn, textIn } from "./read";
import type { Workspace } from "./workspace";

/** What is worth remembering of a workload to tell whether something selects its pods. */
export interface Workload {
	readonly object: ManifestObject;
	readonly labels: JsonObject;
	readonly replicas: number | undefined;
	/** Names of ports that its containers declare. */
	readonly ports: ReadonlySet<string>;
	/** Under what it is found: its namespace with each of its labels, and by itself. */
	readonly keys: readonly string[];
}

/** Kinds whose pods live in the namespace of their manifest. */
const kinds = [
	"/Pod",
	"apps/Deployment",
	"apps/StatefulSet",
	"apps/DaemonSet",
	"apps/ReplicaSet",
	"/ReplicationController",
	"batch/Job",
] as const;

/** How pods are picked: by equal labels as a Service does, or by a label selector. */
export type PodSelector = { readonly equal: JsonObject } | { readonly fits: unknown };

/** The workloads of a namespace whose pods a selector picks. */
export function workloadsSelectedBy(
	selector: PodSelector,
	namespace: string | undefined,
	workspace: Workspace,
): readonly Workload[] {
	const equal = "equal" in selector ? selector.equal : objectIn(selector.fits, "matchLabels");
	const [label] = Object.entries(equal ?? {});
	const key = label === undefined ? "" : `${label[0]}=${String(label[1])}`;
	const chosen = workspace.derived(workloadsByLabel).get(`${namespace ?? "default"} ${key}`) ?? [];
	return chosen.filter(({ labels }) =>
		"equal" in selector ? hasAll(selector.equal, labels) : selects(selector.fits, labels),
	);
}

/** By `namespace label=value`, for each of their labels, and all of a namespace by `namespace `. */
function workloadsByLabel(workspace: Workspace): ReadonlyMap<string, readonly Workload[]> {
	const found = new Map<string, Workload[]>();
	for (const kind of kinds) {
		for (const object of workspace.ofKind(kind)) {
			if (isPartial(object, workspace)) continue;
			for (const workload of workloadsIn(object)) {
				for (const key of workload.keys) {
					const others = found.get(key);
					if (others === undefined) found.set(key, [workload]);
					else others.push(workload);
				}
			}
		}
	}
	return found;
}

const workloadsIn = perObject((object): readonly Workload[] =>
	podTemplatesOf(object).map((pod) => {
		const replicas = replicasOf(pod);
		const ports = portNames(pod);
		const labels = object.kind === "Pod" ? object.labels : pod.labels;
		const namespace = object.namespace ?? "default";
		const keys = ["", ...Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`)];
		return { object, labels, replicas, ports, keys: keys.map((key) => `${namespace} ${key}`) };
	}),
);

function portNames({ containers }: PodTemplate): ReadonlySet<string> {
	const names = new Set<string>();
	for (const { value } of containers) {
		for (const port of listIn(value, "ports")) {
			const name = textIn(port, "name");
			if (name !== undefined) names.add(name);
		}
	}
	return names;
}
