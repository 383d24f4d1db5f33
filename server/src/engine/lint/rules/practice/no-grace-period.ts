import { podTemplatesOf } from "../../../semantic/podTemplates";
import type { Rule } from "../../rule";

export const noGracePeriod: Rule = {
	id: "no-grace-period",
	level: "warning",
	topic: "practice",
	title: {
		en: "A StatefulSet's pods are killed without notice",
		"zh-cn": "StatefulSet 的 Pod 会被立即强制终止",
	},
	why: {
		en: "`terminationGracePeriodSeconds: 0` forces deletion: the name is free at once, also when the node is merely out of reach and the old pod still runs there. Two pods with one identity may then write to one volume. Kubernetes advises strongly against it for StatefulSets. Leave the default of 30 seconds.",
		"zh-cn":
			"`terminationGracePeriodSeconds: 0` 会强制删除：即使节点只是失联、旧 Pod 仍在运行，名称也会立即释放，两个同一身份的 Pod 可能同时写同一个卷。Kubernetes 强烈反对在 StatefulSet 中这样设置。请使用默认的 30 秒。",
	},
	kinds: ["apps/StatefulSet"],
	check({ object, report }) {
		for (const { spec } of podTemplatesOf(object)) {
			if (spec.value.terminationGracePeriodSeconds !== 0) continue;
			const path = [...spec.path, "terminationGracePeriodSeconds"];
			report({
				path,
				message: {
					en: "Without a grace period a second pod of the same name may start while the first still runs on a node out of reach, and both write to the volume. Remove this line: the default is 30 seconds.",
					"zh-cn":
						"没有宽限期时，失联节点上的旧 Pod 还在运行，同名的新 Pod 就可能启动，两者同时写卷。请删除此行，默认是 30 秒。",
				},
				fixes: [{ title: { en: "Take the default", "zh-cn": "使用默认值" }, changes: [{ remove: path }] }],
			});
		}
	},
};
