import type { Draft } from "../draft";
import type { Migration } from "../migration";
import { entryOf, mapAt, mapIn, mapsIn, putAt, rename, take } from "../tree/edit";
import type { Entry, MapNode } from "../tree/nodes";
import { builtin as reasons } from "./reasons";

/** HorizontalPodAutoscaler v2beta1: a metric has a name with a selector, and a target with a type. */
export const autoscalerMigration: Migration = {
	id: "horizontal-pod-autoscaler-v2beta1",
	from: ["autoscaling/v2beta1/HorizontalPodAutoscaler"],
	to: "autoscaling/v2/HorizontalPodAutoscaler",
	about: {
		en: "each metric says its target as target.type with a value, and its name and selector as metric",
		"zh-cn": "指标的目标改为 target.type 加数值，名称和选择器移到 metric",
	},
	rewrite(draft) {
		draft.drop(draft.root, entryOf(draft.root, "status"), reasons.runtimeState, false);
		for (const metric of mapsIn(draft.root, "spec", "metrics")) {
			rewriteMetric(draft, metric, "resource", [["targetAverageUtilization", "Utilization", "averageUtilization"]]);
			rewriteMetric(draft, metric, "containerResource", [
				["targetAverageUtilization", "Utilization", "averageUtilization"],
			]);
			rewriteMetric(draft, metric, "pods", []);
			rewriteMetric(draft, metric, "external", [["targetValue", "Value", "value"]]);
			rewriteObject(draft, metric);
		}
	},
};

type Target = readonly [field: string, type: string, value: string];

const average: Target = ["targetAverageValue", "AverageValue", "averageValue"];

function rewriteMetric(draft: Draft, metric: MapNode, source: string, targets: readonly Target[]): void {
	const map = mapAt(metric, source);
	if (map === undefined) return;
	rewriteName(draft, map);
	rewriteTarget(draft, map, [average, ...targets]);
}

/** The object that a metric describes had the name that its target has now. */
function rewriteObject(draft: Draft, metric: MapNode): void {
	const map = mapAt(metric, "object");
	if (map === undefined) return;
	const target = entryOf(map, "target");
	if (target !== undefined && entryOf(mapIn(target), "type") === undefined) rename(target, "describedObject");
	rewriteName(draft, map);
	// An average decides where both are given.
	const both = entryOf(map, "averageValue") !== undefined;
	if (both) draft.drop(map, entryOf(map, "targetValue"), reasons.gone, true);
	rewriteTarget(draft, map, [
		["averageValue", "AverageValue", "averageValue"],
		["targetValue", "Value", "value"],
	]);
}

function rewriteName(draft: Draft, map: MapNode): void {
	const name = entryOf(map, "metricName");
	const key = entryOf(map, "metricSelector") === undefined ? "selector" : "metricSelector";
	const selector = entryOf(map, key);
	if (name === undefined) return;
	const index = map.entries.indexOf(name);
	const parts: Entry[] = [];
	for (const entry of [name, ...(selector === undefined ? [] : [selector])]) {
		take(map, entry.key);
		rename(entry, entry === name ? "name" : "selector");
		parts.push(entry);
	}
	putAt(map, Math.min(index, map.entries.length), draft.make.entry("metric", styled(draft, map, parts)));
}

function rewriteTarget(draft: Draft, map: MapNode, targets: readonly Target[]): void {
	const found = targets.flatMap(([field, type, value]) => {
		const entry = entryOf(map, field);
		return entry === undefined ? [] : [{ entry, type, value }];
	});
	const [chosen, ...others] = found;
	if (chosen === undefined) {
		if (entryOf(map, "target") === undefined) draft.note(map.entries[0], reasons.metric);
		return;
	}
	for (const { entry } of others) draft.drop(map, entry, reasons.gone, true);
	const index = map.entries.indexOf(chosen.entry);
	take(map, chosen.entry.key);
	rename(chosen.entry, chosen.value);
	const target = styled(draft, map, [draft.make.entry("type", chosen.type), chosen.entry]);
	putAt(map, Math.min(index, map.entries.length), draft.make.entry("target", target));
}

/** An object in the style of the one around it. */
function styled(draft: Draft, around: MapNode, entries: Entry[]): MapNode {
	const map = draft.make.map(entries);
	map.flow = around.flow;
	map.padded = around.padded;
	return map;
}
