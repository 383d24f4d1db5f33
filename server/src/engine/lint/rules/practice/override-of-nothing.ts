import { podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, objectIn, textIn } from "../../../semantic/read";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";

const byContainer = ["commandOverriders", "argsOverriders", "envOverriders", "resourcesOverriders"];

export const overrideOfNothing: Rule = {
	id: "override-of-nothing",
	level: "warning",
	topic: "practice",
	title: {
		en: "An override names a container that is not there",
		"zh-cn": "覆盖设置引用了不存在的容器",
	},
	why: {
		en: "Overriders of an EdgeApplication change a container by its name. Where none of its manifests has a container with that name, nothing is changed and nobody is told: the group runs with the settings of all others.",
		"zh-cn":
			"EdgeApplication 的 overriders 按名称修改容器。如果清单中没有该名称的容器，什么也不会改变，也没有提示：该组使用的仍是与其他组相同的设置。",
	},
	kinds: ["apps.kubeedge.io/EdgeApplication"],
	check({ object, data, report }) {
		const templates = podTemplatesOf(object);
		if (templates.length === 0) return;
		const names = new Set(
			templates.flatMap(({ containers }) => containers.map(({ value }) => textIn(value, "name") ?? "")),
		);
		for (const list of ["targetNodeGroups", "targetNodeLabels"]) {
			for (const target of itemsAt(data, ["spec", "workloadScope", list])) {
				if (objectIn(target.value, "overriders") === undefined) continue;
				for (const sort of byContainer) {
					for (const { value, path } of itemsAt(target.value, ["overriders", sort])) {
						const name = textIn(value, "containerName");
						if (name === undefined || names.has(name)) continue;
						const at = [...target.path, ...path, "containerName"];
						report({
							path: at,
							message: {
								en: `No manifest of this EdgeApplication has a container "${name}" (there are ${[...names].map((one) => `"${one}"`).join(", ")}): this override changes nothing. Correct the name.`,
								"zh-cn": `该 EdgeApplication 的清单中没有名为 "${name}" 的容器（现有 ${[...names].map((one) => `"${one}"`).join("、")}），此覆盖不起作用。请改正名称。`,
							},
							fixes: closest(name, names).map((one) => ({
								title: { en: `Write "${one}"`, "zh-cn": `改为 "${one}"` },
								changes: [{ set: at, to: one }],
							})),
						});
					}
				}
			}
		}
	},
};
