import { isRecord } from "../../schema/record";
import type { Migration } from "../migration";
import { entryOf, mapAt } from "../tree/edit";
import { openyurt as reasons } from "./reasons";

const current = "apps.openyurt.io/v1beta2";

/** Set on v1alpha1 pools whose pods all use the host's network. */
const hostNetwork = "nodepool.openyurt.io/hostnetwork";

/** OpenYurt NodePool. */
export const nodePoolMigration: Migration = {
	id: "openyurt-node-pool",
	from: ["apps.openyurt.io/*/NodePool"],
	to: `${current}/NodePool`,
	about: {
		en: "OpenYurt NodePool of v1alpha1 or v1beta1: nodes join a pool by their label, not by a selector",
		"zh-cn": "OpenYurt NodePool v1alpha1 或 v1beta1：节点通过自身标签加入节点池，不再使用选择器",
	},
	applies: ({ apiVersion, spec }) => apiVersion !== current || (isRecord(spec) && spec.selector !== undefined),
	rewrite(draft, { apiVersion, metadata }) {
		const spec = mapAt(draft.root, "spec");
		if (spec === undefined) return;
		draft.drop(spec, entryOf(spec, "selector"), reasons.selector, true);
		const annotations = isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations : {};
		const isHost = String(annotations[hostNetwork]).toLowerCase() === "true";
		if (apiVersion !== current && isHost) draft.addMissing(spec, "hostNetwork", true);
	},
};
