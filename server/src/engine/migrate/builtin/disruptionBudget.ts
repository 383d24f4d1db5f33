import { isRecord } from "../../schema/record";
import type { Migration } from "../migration";
import { entryOf, mapAt } from "../tree/edit";
import { toData } from "../tree/nodes";
import { builtin as reasons } from "./reasons";

/** PodDisruptionBudget: an empty selector meant no pod, and means every pod now. */
export const disruptionBudgetMigration: Migration = {
	id: "pod-disruption-budget",
	from: ["policy/v1beta1/PodDisruptionBudget"],
	to: "policy/v1/PodDisruptionBudget",
	about: {
		en: "an empty selector, which selected nothing, is taken out, since it would select every pod",
		"zh-cn": "空选择器此前不选择任何 Pod，现在会选择所有 Pod，因此删除",
	},
	rewrite(draft) {
		const spec = mapAt(draft.root, "spec");
		const selector = entryOf(spec, "selector");
		const data = selector === undefined ? undefined : toData(selector.value);
		const isEmpty = isRecord(data) && Object.values(data).every((part) => isEmptyPart(part));
		if (spec !== undefined && isEmpty) draft.drop(spec, selector, reasons.emptySelector, true);
	},
};

function isEmptyPart(part: unknown): boolean {
	if (part === null) return true;
	return Array.isArray(part) ? part.length === 0 : isRecord(part) && Object.keys(part).length === 0;
}
