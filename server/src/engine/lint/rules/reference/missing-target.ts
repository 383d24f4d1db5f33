import { danglingIn } from "../../../semantic/references/diagnose";
import type { Rule } from "../../rule";
import { kindNames, partName, placeOfOrigin } from "./words";

export const missingTarget: Rule = {
	id: "missing-target",
	level: "off",
	topic: "reference",
	title: {
		en: "A name leads to nothing in the workspace",
		"zh-cn": "名称在工作区中没有指向任何对象",
	},
	why: {
		en: "Turn this on where a folder is meant to hold everything that a site needs: then each name that leads out of the workspace is either a mistake or something to write down. It is off because most repositories refer to Secrets, claims and nodes that are made elsewhere.",
		"zh-cn":
			"如果某个文件夹应包含站点所需的全部内容，请启用此规则：此时每个指向工作区之外的名称，要么是错误，要么需要记录下来。由于大多数仓库都会引用在别处创建的 Secret、存储声明和节点，默认关闭。",
	},
	kinds: "all",
	check({ object, workspace, report }) {
		for (const { origin, diagnosis } of danglingIn(object, workspace)) {
			if (diagnosis.kind !== "untold") continue;
			const what =
				origin.sort === "name"
					? kindNames(origin.kinds)
					: { en: partName(origin.partName).en, "zh-cn": partName(origin.partName)["zh-cn"] };
			report({
				...placeOfOrigin(origin),
				message: {
					en: `The workspace has no ${what.en} "${origin.name}". Make sure that it is made elsewhere.`,
					"zh-cn": `工作区中没有名为 "${origin.name}" 的 ${what["zh-cn"]}。请确认它在别处创建。`,
				},
			});
		}
	},
};
