import { objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

const fields = ["resourceVersion", "uid", "managedFields", "selfLink"] as const;

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

export const committedServerFields: Rule = {
	id: "committed-server-fields",
	level: "warning",
	topic: "practice",
	title: {
		en: "A manifest holds fields that belong to the API server",
		"zh-cn": "清单中包含应由 API Server 维护的字段",
	},
	why: {
		en: "`resourceVersion`, `uid`, `managedFields` and the annotation `last-applied-configuration` came along when an object was copied out of a cluster. With a `resourceVersion` an apply fails as soon as anyone has changed the object, a `uid` fits one object of one cluster, and the annotation may hold what was removed since, secrets included. Remove them.",
		"zh-cn":
			"`resourceVersion`、`uid`、`managedFields` 以及 `last-applied-configuration` 注解是从集群导出对象时带出来的。带有 `resourceVersion` 时，只要有人改过该对象，apply 就会失败；`uid` 只对应某个集群中的某个对象；注解里可能还留着已删除的内容，包括机密。请删除它们。",
	},
	kinds: "all",
	check({ data, report }) {
		const metadata = objectIn(data, "metadata");
		if (metadata === undefined) return;
		for (const name of fields) {
			const value = metadata[name];
			if (value === undefined || value === null || value === "") continue;
			report({
				path: ["metadata", name],
				part: "key",
				message: {
					en: `metadata.${name} belongs to the API server${name === "resourceVersion" ? ", and makes an apply fail once the object has changed" : ""}. Remove it.`,
					"zh-cn": `metadata.${name} 由 API Server 维护${name === "resourceVersion" ? "，对象变化后会使 apply 失败" : ""}。请删除它。`,
				},
				fixes: [
					{ title: { en: `Remove ${name}`, "zh-cn": `删除 ${name}` }, changes: [{ remove: ["metadata", name] }] },
				],
			});
		}
		const annotations = objectIn(metadata, "annotations");
		if (annotations?.[lastApplied] === undefined) return;
		const path = ["metadata", "annotations", lastApplied];
		report({
			path,
			part: "key",
			message: {
				en: "kubectl wrote this annotation, with a whole former state of the object in it. Remove it.",
				"zh-cn": "该注解由 kubectl 写入，包含对象过去的完整内容。请删除它。",
			},
			fixes: [{ title: { en: "Remove the annotation", "zh-cn": "删除该注解" }, changes: [{ remove: path }] }],
		});
	},
};
