import type { JsonObject } from "../../../semantic/objects";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, listIn, textIn } from "../../../semantic/read";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";

export const unknownVolume: Rule = {
	id: "unknown-volume",
	level: "error",
	topic: "practice",
	title: {
		en: "A container mounts a volume that the pod does not have",
		"zh-cn": "容器挂载了 Pod 中不存在的卷",
	},
	why: {
		en: "Every `volumeMounts[].name` (and `volumeDevices[].name`) must be the name of one of the pod's `volumes`, or of a `volumeClaimTemplate` of the StatefulSet. The API server refuses the workload otherwise; where the pod is wrapped in an EdgeApplication or another kind, the wrapper is accepted and the refusal happens later, out of sight.",
		"zh-cn":
			"每个 `volumeMounts[].name`（以及 `volumeDevices[].name`）都必须是 Pod `volumes` 中某个卷的名称，或 StatefulSet 的 `volumeClaimTemplates` 之一。否则 API Server 会拒绝该工作负载；如果 Pod 包在 EdgeApplication 等资源中，外层会被接受，拒绝则发生在之后，不易察觉。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { spec, containers, workload } of podTemplatesOf(object)) {
			let known: ReadonlySet<string> | undefined;
			for (const { value, path } of containers) {
				for (const field of ["volumeMounts", "volumeDevices"]) {
					for (const [index, mount] of listIn(value, field).entries()) {
						const name = textIn(mount, "name");
						if (name === undefined || name === "") continue;
						known ??= volumesOf(spec.value, workload.value);
						if (known.has(name)) continue;
						const at = [...path, field, index, "name"];
						const meant = closest(name, known);
						const has = known.size === 0 ? undefined : [...known].map((volume) => `"${volume}"`).join(", ");
						report({
							path: at,
							message: {
								en: `The pod has no volume "${name}": ${has === undefined ? "it has no volumes at all" : `its volumes are ${has}`}. Correct the name, or add the volume.`,
								"zh-cn": `Pod 中没有名为 "${name}" 的卷：${has === undefined ? "它没有任何卷" : `现有的卷是 ${has}`}。请改正名称，或添加该卷。`,
							},
							fixes: meant.map((volume) => ({
								title: { en: `Mount "${volume}"`, "zh-cn": `挂载 "${volume}"` },
								changes: [{ set: at, to: volume }],
							})),
						});
					}
				}
			}
		}
	},
};

function volumesOf(spec: JsonObject, workload: JsonObject): ReadonlySet<string> {
	const names = new Set<string>();
	for (const volume of listIn(spec, "volumes")) names.add(textIn(volume, "name") ?? "");
	for (const { value } of itemsAt(workload, ["spec", "volumeClaimTemplates"])) {
		names.add(textIn(value, "metadata", "name") ?? "");
	}
	names.delete("");
	return names;
}
