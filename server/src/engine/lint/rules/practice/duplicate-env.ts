import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const duplicateEnv: Rule = {
	id: "duplicate-env",
	level: "warning",
	topic: "practice",
	title: {
		en: "An environment variable is set twice",
		"zh-cn": "同一环境变量设置了两次",
	},
	why: {
		en: "Of two entries with one name in a container's `env`, the later wins and the earlier is never seen. Which of them is meant shows only in the process. And an apply that merges by name may leave either of them. Remove one. (A later entry may well build on the earlier with `$(NAME)`; that is left alone.)",
		"zh-cn":
			"容器 `env` 中同名的两项以后者为准，前者永远不会生效，真正想要哪一个只有到进程里才看得出来；按名称合并的 apply 也可能保留其中任意一个。请删除其中一个。（后一项用 `$(NAME)` 引用前一项的情况不会报告。）",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { containers } of podTemplatesOf(object)) {
			for (const container of containers) {
				const env = itemsAt(container.value, ["env"]);
				const last = new Map(env.map(({ value }, index) => [textIn(value, "name") ?? "", index]));
				if (last.size === env.length) continue;
				for (const [index, { value, path }] of env.entries()) {
					const name = textIn(value, "name") ?? "";
					const winner = env[last.get(name) ?? index];
					if (name === "" || winner === undefined || winner.value === value) continue;
					if (env.slice(index + 1).some((later) => textIn(later.value, "value")?.includes(`$(${name})`))) continue;
					const equal = JSON.stringify(winner.value) === JSON.stringify(value);
					const at = [...container.path, ...path];
					report({
						path: [...at, "name"],
						message: equal
							? {
									en: `"${name}" stands twice in the environment of container "${containerName(container)}". Remove one of them.`,
									"zh-cn": `"${name}" 在容器 "${containerName(container)}" 的环境变量中出现了两次。请删除其中一个。`,
								}
							: {
									en: `"${name}" is set again further down in container "${containerName(container)}"; this value is never seen. Remove the one that is not meant.`,
									"zh-cn": `容器 "${containerName(container)}" 在后面再次设置了 "${name}"，这里的值不会生效。请删除不需要的那一个。`,
								},
						fixes: [
							{
								title: { en: "Remove the one without effect", "zh-cn": "删除不生效的一项" },
								changes: [{ remove: at }],
							},
						],
					});
				}
			}
		}
	},
};
