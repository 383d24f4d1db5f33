import type { Draft } from "../draft";
import type { Migration } from "../migration";
import { ownComments } from "../tree/comments";
import { entryOf, leave, mapAt, putAt, putBefore, removeEntry, take } from "../tree/edit";
import { type Entry, type MapNode, toData } from "../tree/nodes";
import { openyurt as reasons } from "./reasons";
import { rewritePools } from "./yurtPools";

const templates = ["deploymentTemplate", "statefulSetTemplate"];

/** OpenYurt UnitedDeployment and YurtAppSet v1alpha1, which have the same fields. */
export const yurtAppSetMigration: Migration = {
	id: "openyurt-yurt-app-set",
	from: ["apps.openyurt.io/*/UnitedDeployment", "apps.openyurt.io/v1alpha1/YurtAppSet"],
	to: "apps.openyurt.io/v1beta1/YurtAppSet",
	about: {
		en: "OpenYurt UnitedDeployment and YurtAppSet v1alpha1: the template stands in spec.workload, pools are NodePools by name, what differs between them is a tweak",
		"zh-cn":
			"OpenYurt UnitedDeployment 和 YurtAppSet v1alpha1：模板移到 spec.workload，节点池按 NodePool 名称给出，各池的差异写成 tweak",
	},
	rewrite(draft) {
		const { root } = draft;
		const spec = mapAt(root, "spec");
		draft.drop(root, entryOf(root, "status"), reasons.runtimeState, false);
		if (spec === undefined) return;
		const template = mapAt(spec, "workloadTemplate");
		moveSelector(draft, spec, template);
		const pools = rewritePools(draft, spec, template);
		const topology = entryOf(spec, "topology");
		if (topology !== undefined) {
			const index = spec.entries.indexOf(topology);
			topology.value = draft.make.map();
			take(spec, "topology");
			const entry = draft.make.entry("pools", pools.names);
			if (pools.names.items.length > 0) putAt(spec, index, { ...entry, lead: topology.lead, column: topology.column });
			else draft.note(topology, reasons.noPool);
			const behind = ownComments({ ...topology, lead: [] });
			leave(pools.names.items.length > 0 ? behind : ownComments(topology), spec.entries[index], spec);
		}
		const old = entryOf(spec, "workloadTemplate");
		if (old === undefined) {
			draft.note(entryOf(root, "spec"), reasons.noTemplate);
			return;
		}
		const index = spec.entries.indexOf(old);
		take(spec, "workloadTemplate");
		const { lead, column } = old;
		old.lead = [];
		const tweaks = pools.tweaks.items.length > 0 ? [draft.make.entry("workloadTweaks", pools.tweaks)] : [];
		const workload = draft.make.entry("workload", draft.make.map([old, ...tweaks]));
		putAt(spec, index, { ...workload, lead, column });
	},
};

/** The selector stands in the template of the workload, which must have one. */
function moveSelector(draft: Draft, spec: MapNode, template: MapNode | undefined): void {
	const selector = entryOf(spec, "selector");
	const inner = templates.map((key) => mapAt(template, key, "spec")).find((one) => one !== undefined);
	if (selector === undefined) return;
	const own = entryOf(inner, "selector");
	if (inner === undefined) {
		draft.drop(spec, selector, reasons.noTemplate, true);
	} else if (own === undefined) {
		take(spec, "selector");
		putBefore(inner, "template", selector);
	} else if (sameData(own, selector)) {
		removeEntry(spec, selector);
	} else {
		draft.drop(spec, selector, reasons.otherSelector, true);
	}
}

function sameData(a: Entry, b: Entry): boolean {
	return JSON.stringify(toData(a.value)) === JSON.stringify(toData(b.value));
}
