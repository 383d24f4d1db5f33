import { type Condition, conditionsOf, type Readiness, readinessOf } from "./nodes";
import { type KubernetesObject, stringAt, valueAt } from "./objects";

/** What is worth knowing of an Edge Platform Cluster (`scope.theriseunion.io`). */
export interface MemberClusterFacts {
	readonly name: string;
	readonly readiness: Readiness;
	/** Why it is not ready, as the platform says. */
	readonly reason?: string;
	/** False where the platform was told to leave it alone (`spec.enable: false`). */
	readonly enabled: boolean;
	/** The cluster that the platform itself runs in. */
	readonly host: boolean;
	readonly substance: { readonly kind: "physical" } | { readonly kind: "virtual"; readonly distribution?: string };
	readonly kubernetesVersion?: string;
	readonly provider?: string;
	readonly region?: string;
	/** `openyurt`, `kubeedge` or what else the annotation says. */
	readonly edgeRuntime?: string;
	readonly nodeCount?: number;
	readonly connection?: string;
	/** Conditions other than Ready that do not hold. */
	readonly problems: readonly Condition[];
}

/** Reads an Edge Platform Cluster. */
export function memberClusterFacts(cluster: KubernetesObject): MemberClusterFacts {
	const annotations = cluster.metadata.annotations ?? {};
	const labels = cluster.metadata.labels ?? {};
	const conditions = conditionsOf(cluster);
	const ready = conditions.find(({ type }) => type === "Ready");
	const readiness = readinessOf(ready);
	const reason = ready?.message || ready?.reason;
	const kubernetesVersion = stringAt(cluster, "status", "kubernetesVersion");
	const provider = stringAt(cluster, "spec", "provider");
	const region = stringAt(cluster, "status", "region") ?? labels["cluster.theriseunion.io/region"];
	const edgeRuntime = annotations["cluster.theriseunion.io/edge-runtime"];
	const nodeCount = valueAt(cluster, "status", "nodeCount");
	const connection = stringAt(cluster, "spec", "connection", "type");
	const distribution = annotations["cluster.theriseunion.io/vcluster-distro"];
	const virtual = annotations["cluster.theriseunion.io/vcluster-enabled"] === "true";
	return {
		name: cluster.metadata.name ?? "",
		readiness,
		...(readiness !== "ready" && reason && { reason }),
		enabled: valueAt(cluster, "spec", "enable") !== false,
		host: "cluster-role.theriseunion.io/host" in labels,
		substance: virtual ? { kind: "virtual", ...(distribution && { distribution }) } : { kind: "physical" },
		...(kubernetesVersion && { kubernetesVersion }),
		...(provider && { provider }),
		...(region && { region }),
		...(edgeRuntime && { edgeRuntime }),
		...(typeof nodeCount === "number" && { nodeCount }),
		...(connection && { connection }),
		problems: conditions.filter(({ type, status }) => type !== "Ready" && status !== "True"),
	};
}
