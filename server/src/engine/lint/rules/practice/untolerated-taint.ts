import type { ManifestObject } from "../../../semantic/objects";
import { nodeDemandsOf, pinnedNodeOf, type Taint, taintsIn, tolerates } from "../../../semantic/placement";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { listIn } from "../../../semantic/read";
import type { Workspace } from "../../../semantic/workspace";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

export const untoleratedTaint: Rule = {
	id: "untolerated-taint",
	level: "warning",
	topic: "practice",
	title: {
		en: "A pod selects nodes whose taint it does not tolerate",
		"zh-cn": "Pod 所选节点的污点未被容忍",
	},
	why: {
		en: "A taint keeps away every pod that does not tolerate it, also one that selects exactly this node or pool: it stays Pending. Edge nodes are often tainted so that nothing from the cloud strays there. Add the toleration beside the selector.",
		"zh-cn":
			"污点会挡住所有没有容忍它的 Pod，即使 Pod 恰好选择了该节点或节点池，也会一直 Pending。边缘节点常带污点，避免云端负载误入。请在选择器旁添加容忍。",
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		// OpenYurt's own workloads get the tolerations of their pools.
		if (object.group === "apps.openyurt.io") return;
		for (const pod of podTemplatesOf(object)) {
			for (const { holder, taints, path } of chosenBy(pod, workspace)) {
				for (const { taint, at } of taints) {
					if (taint.effect === "PreferNoSchedule" || tolerates(pod.spec.value, taint)) continue;
					// A pod that names its node has no need of the scheduler.
					if (taint.effect === "NoSchedule" && path.at(-1) === "nodeName") continue;
					const written = `${taint.key}${taint.value === "" ? "" : `=${taint.value}`}:${taint.effect}`;
					report({
						path,
						message: {
							en: `${holder.kind} "${holder.name}" has the taint ${written}, which this pod does not tolerate: it stays Pending. Add the toleration.`,
							"zh-cn": `${holder.kind} "${holder.name}" 带有污点 ${written}，而该 Pod 没有容忍它，会一直 Pending。请添加容忍。`,
						},
						related: [
							{
								object: holder,
								path: at,
								message: { en: "the taint", "zh-cn": "污点在这里" },
							},
						],
						fixes: [
							{
								title: { en: `Tolerate ${taint.key}`, "zh-cn": `容忍 ${taint.key}` },
								changes: [{ append: [...pod.spec.path, "tolerations"], item: toleration(taint) }],
							},
						],
					});
				}
			}
		}
	},
};

interface Chosen {
	readonly holder: ManifestObject;
	readonly taints: readonly { readonly taint: Taint; readonly at: Path }[];
	readonly path: Path;
}

/** The nodes and node pools of the workspace that a pod selects by name; none where a name stands for several. */
function chosenBy(pod: Parameters<typeof nodeDemandsOf>[0], workspace: Workspace): readonly Chosen[] {
	const { nodeName, nodeSelector, affinity } = pod.spec.value;
	if (nodeName === undefined && nodeSelector === undefined && affinity === undefined) return [];
	const found: Chosen[] = [];
	const node = pinnedNodeOf(pod);
	if (node !== undefined) {
		const [declared, ...others] = workspace.named("/Node", node.value);
		if (declared !== undefined && others.length === 0) found.push(chosen(declared, node.path));
	}
	for (const { key, values, path } of nodeDemandsOf(pod)) {
		const [pool] = values;
		if (pool === undefined || values.length > 1 || !key.startsWith("apps.openyurt.io/")) continue;
		const [declared, ...others] = workspace.named("apps.openyurt.io/NodePool", pool);
		if (declared !== undefined && others.length === 0) found.push(chosen(declared, path));
	}
	return found;
}

function chosen(holder: ManifestObject, path: Path): Chosen {
	const list = listIn(holder.data, "spec", "taints");
	const taints = list.flatMap((item, index) =>
		taintsIn([item]).map((taint) => ({ taint, at: ["spec", "taints", index] })),
	);
	return { holder, taints, path };
}

function toleration({ key, value, effect }: Taint): { readonly [field: string]: string } {
	return value === "" ? { key, operator: "Exists", effect } : { key, operator: "Equal", value, effect };
}
