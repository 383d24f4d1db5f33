import { objectIn, textIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

/** What a shell takes for more than text. */
const meta = /[;&|`$<>\\\n\r'"(){}*?!#~]|\s/;

export const shellInNodeJob: Rule = {
	id: "shell-in-node-job",
	level: "error",
	topic: "practice",
	title: {
		en: "A node job holds characters that a shell acts on",
		"zh-cn": "节点任务中含有 shell 会执行的字符",
	},
	why: {
		en: "KubeEdge hands `spec.version`, `spec.image` and `updateFields` of its node jobs to a shell on every node they reach, as root, and before v1.23.1 as they stand. A `;` or `$(…)` in them is a command on the whole fleet. No version, image or plain value needs such characters; where one does, upgrade first and turn the rule off.",
		"zh-cn":
			"KubeEdge 会把节点任务的 `spec.version`、`spec.image` 和 `updateFields` 交给各节点上的 shell 以 root 执行，v1.23.1 之前不做任何处理。其中的 `;` 或 `$(…)` 等于在整个机群上执行命令。版本、镜像和普通值都不需要这些字符；如确有需要，请先升级，再关闭本规则。",
	},
	kinds: [
		"operations.kubeedge.io/NodeUpgradeJob",
		"operations.kubeedge.io/ImagePrePullJob",
		"operations.kubeedge.io/ConfigUpdateJob",
	],
	check({ object, data, report }) {
		const judge = (text: string | undefined, path: Path, isKey = false) => {
			const found = text === undefined ? undefined : meta.exec(text)?.[0];
			if (found === undefined) return;
			const shown = /\s/.test(found) ? "a space or line break" : `"${found}"`;
			const chinese = /\s/.test(found) ? "空白字符" : `"${found}"`;
			report({
				path,
				...(isKey && { part: "key" as const }),
				message: {
					en: `Nodes before v1.23.1 run this through a shell as root, and ${shown} means something to it. Remove it.`,
					"zh-cn": `v1.23.1 之前的节点会以 root 在 shell 中执行此内容，而 ${chinese} 有特殊含义。请删除。`,
				},
			});
		};
		judge(textIn(data, "spec", "version"), ["spec", "version"]);
		judge(textIn(data, "spec", "image"), ["spec", "image"]);
		if (object.kind !== "ConfigUpdateJob") return;
		for (const [key, value] of Object.entries(objectIn(data, "spec", "updateFields") ?? {})) {
			judge(key, ["spec", "updateFields", key], true);
			if (typeof value === "string") judge(value, ["spec", "updateFields", key]);
		}
	},
};
