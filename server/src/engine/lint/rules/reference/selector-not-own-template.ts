import { hasPlaceholder } from "../../../features/unfinished";
import { podSpecsOf, workloadKinds } from "../../../semantic/pods";
import { objectIn, valueIn } from "../../../semantic/read";
import { addsLabels } from "../../../semantic/references/kustomizations";
import { readSelector, selects } from "../../../semantic/references/selector";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

/** Kinds whose selector the API server makes itself, or that have none. */
const withoutSelector = new Set(["batch/Job", "batch/CronJob"]);

export const selectorNotOwnTemplate: Rule = {
	id: "selector-not-own-template",
	level: "error",
	topic: "reference",
	title: {
		en: "A workload does not select its own pods",
		"zh-cn": "工作负载没有选中自己的 Pod",
	},
	why: {
		en: "The labels of the pod template must fulfil the selector, or the API server refuses the workload: it would make pods without end and count none of them. Change the labels rather than the selector of a workload that is already on a cluster, since the selector cannot be changed there.",
		"zh-cn":
			"Pod 模板的标签必须满足选择器，否则 API 服务器会拒绝该工作负载：它会不断创建 Pod 却一个也数不到。对已在集群上的工作负载，请修改标签而不是选择器，因为选择器无法更改。",
	},
	kinds: workloadKinds.filter((kind) => !withoutSelector.has(kind)),
	check({ object, data, workspace, report }) {
		const selector = readSelector(valueIn(data, "spec", "selector"));
		const [spec] = podSpecsOf(object);
		if (selector === undefined || spec === undefined) return;
		const path: Path = [...spec.path.slice(0, -1), "metadata", "labels"];
		const labels = objectIn(data, ...path) ?? {};
		const texts = Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === "string");
		if (texts.length < Object.keys(labels).length || texts.some(([, value]) => hasPlaceholder(value))) return;
		if (selects(selector, Object.fromEntries(texts))) return;
		// What a kustomization adds to both is not there yet.
		if (addsLabels(workspace, object.uri)) return;
		const missing = Object.entries(selector.labels).filter(([key, value]) => labels[key] !== value);
		if (missing.some(([, value]) => hasPlaceholder(value))) return;
		const inLabels = objectIn(data, "spec", "selector", "matchLabels") !== undefined;
		const base: Path = inLabels ? ["spec", "selector", "matchLabels"] : ["spec", "selector"];
		const [first] = missing;
		const lacking = missing.map(([key, value]) => `${key}: ${value}`).join(", ");
		report({
			path: first === undefined ? ["spec", "selector"] : [...base, first[0]],
			...(first === undefined && { part: "key" }),
			message:
				first === undefined
					? {
							en: `The labels of the pod template do not fulfil the conditions of the selector: the API server refuses the ${object.kind}. Change the labels of the template.`,
							"zh-cn": `Pod 模板的标签不满足选择器的条件，API 服务器会拒绝该 ${object.kind}。请修改模板的标签。`,
						}
					: {
							en: `The pod template lacks the label ${lacking}, so the API server refuses the ${object.kind}. Give the template's labels what the selector asks for.`,
							"zh-cn": `Pod 模板缺少标签 ${lacking}，API 服务器会拒绝该 ${object.kind}。请为模板的标签添加选择器所要求的内容。`,
						},
			...(first !== undefined && {
				fixes: [
					{
						title: { en: `Set the template's label ${lacking}`, "zh-cn": `设置模板标签 ${lacking}` },
						changes: missing.map(([key, value]) => ({ set: [...path, key], to: value })),
					},
				],
			}),
		});
	},
};
