import { isRecord } from "../../schema/record";
import type { Draft } from "../draft";
import type { Manifest, Migration } from "../migration";
import { entryOf, mapAt, putBefore } from "../tree/edit";
import { plain } from "../tree/make";
import { type MapNode, toData } from "../tree/nodes";
import { builtin as reasons } from "./reasons";

const about = {
	en: "the selector is written down (the old versions took the labels of the pod template), and so is the update strategy where its default changed",
	"zh-cn": "写明选择器（旧版本默认取 Pod 模板的标签），以及默认值有变化的更新策略",
};

/** Deployment, DaemonSet, StatefulSet and ReplicaSet before apps/v1. */
export const workloadMigrations: readonly Migration[] = [
	{
		id: "deployment",
		from: ["extensions/v1beta1/Deployment", "apps/v1beta1/Deployment", "apps/v1beta2/Deployment"],
		to: "apps/v1/Deployment",
		about,
		rewrite: (draft, manifest) =>
			rewrite(draft, (spec) => {
				draft.drop(spec, entryOf(spec, "rollbackTo"), reasons.rollback, true);
				if (manifest.apiVersion !== "apps/v1beta2") noteRollout(draft, spec, manifest);
			}),
	},
	{
		id: "daemon-set",
		from: ["extensions/v1beta1/DaemonSet", "apps/v1beta2/DaemonSet"],
		to: "apps/v1/DaemonSet",
		about,
		rewrite: (draft, manifest) =>
			rewrite(draft, (spec) => {
				draft.drop(spec, entryOf(spec, "templateGeneration"), reasons.gone, true);
				if (manifest.apiVersion === "extensions/v1beta1") keepOnDelete(draft, spec);
			}),
	},
	{
		id: "stateful-set",
		from: ["apps/v1beta1/StatefulSet", "apps/v1beta2/StatefulSet"],
		to: "apps/v1/StatefulSet",
		about,
		rewrite: (draft, manifest) =>
			rewrite(draft, (spec) => {
				if (manifest.apiVersion === "apps/v1beta1") keepOnDelete(draft, spec);
			}),
	},
	{
		id: "replica-set",
		from: ["extensions/v1beta1/ReplicaSet", "apps/v1beta2/ReplicaSet"],
		to: "apps/v1/ReplicaSet",
		about,
		rewrite: (draft) => rewrite(draft, () => {}),
	},
];

function rewrite(draft: Draft, more: (spec: MapNode) => void): void {
	const spec = mapAt(draft.root, "spec");
	if (spec === undefined) return;
	more(spec);
	const selector = entryOf(spec, "selector");
	if (selector !== undefined && toData(selector.value) !== null) return;
	const labels = entryOf(mapAt(spec, "template", "metadata"), "labels");
	const data = labels === undefined ? undefined : plain(toData(labels.value));
	if (!isRecord(data) || data === undefined || Object.keys(data).length === 0) {
		draft.note(entryOf(draft.root, "spec"), reasons.noSelector);
		return;
	}
	const matchLabels = draft.make.entry("selector", { matchLabels: data });
	if (selector === undefined) putBefore(spec, "template", matchLabels);
	else selector.value = matchLabels.value;
	draft.note(labels, reasons.selector);
}

/** DaemonSets of extensions/v1beta1 and StatefulSets of apps/v1beta1 were not updated until their pods were deleted. */
function keepOnDelete(draft: Draft, spec: MapNode): void {
	const strategy = mapAt(spec, "updateStrategy");
	const known = entryOf(strategy, "type");
	if (known !== undefined) return;
	if (strategy === undefined) putBefore(spec, "template", draft.make.entry("updateStrategy", { type: "OnDelete" }));
	else strategy.entries.unshift(draft.make.entry("type", "OnDelete"));
	draft.note(entryOf(draft.root, "spec"), reasons.onDelete);
}

function noteRollout(draft: Draft, spec: MapNode, { apiVersion }: Manifest): void {
	const told =
		apiVersion === "extensions/v1beta1"
			? ["strategy", "revisionHistoryLimit", "progressDeadlineSeconds"]
			: ["revisionHistoryLimit"];
	if (told.some((key) => entryOf(spec, key) === undefined)) draft.note(entryOf(draft.root, "spec"), reasons.rollout);
}
