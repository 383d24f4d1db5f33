import { isRecord } from "../../schema/record";
import type { Migration } from "../migration";
import { entryOf, mapAt, removeEntry } from "../tree/edit";
import { toData } from "../tree/nodes";
import { cluster as reasons } from "./reasons";

const documented = ["type", "distribution", "version"];

const distributions = new Set(["k3s", "k0s", "k8s"]);

/** Edge Platform Cluster as documents show it: a virtual cluster is declared with annotations. */
export const clusterMigration: Migration = {
	id: "edge-platform-cluster",
	from: ["scope.theriseunion.io/v1alpha1/Cluster"],
	to: "scope.theriseunion.io/v1alpha1/Cluster",
	about: {
		en: "Edge Platform Cluster with type, distribution or version in its spec, which no definition has: a virtual cluster is declared with annotations",
		"zh-cn":
			"Edge Platform Cluster 的 spec 中写有 type、distribution 或 version（定义中没有这些字段）：改用注解声明虚拟集群",
	},
	applies: ({ spec }) => isRecord(spec) && documented.some((key) => spec[key] !== undefined),
	rewrite(draft) {
		const spec = mapAt(draft.root, "spec");
		if (spec === undefined) return;
		const type = entryOf(spec, "type");
		const distribution = entryOf(spec, "distribution");
		const isVirtual = type !== undefined && toData(type.value) === "virtual";
		const chosen = distribution === undefined ? undefined : toData(distribution.value);
		if (isVirtual) {
			draft.annotate("cluster.theriseunion.io/vcluster-enabled", "true");
			removeEntry(spec, type);
		} else {
			draft.drop(spec, type, reasons.type, true);
		}
		if (isVirtual && distribution !== undefined && typeof chosen === "string" && distributions.has(chosen)) {
			draft.annotate("cluster.theriseunion.io/vcluster-distro", chosen);
			removeEntry(spec, distribution);
		} else {
			draft.drop(spec, distribution, reasons.distribution, true);
		}
		draft.drop(spec, entryOf(spec, "version"), reasons.version, true);
	},
};
