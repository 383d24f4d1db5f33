import { hasPlaceholder } from "../../../features/unfinished";
import { objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const committedSecret: Rule = {
	id: "committed-secret",
	level: "off",
	topic: "practice",
	title: {
		en: "A Secret's values are in the manifest",
		"zh-cn": "Secret 的值写在清单中",
	},
	why: {
		en: "Base64 hides nothing: a Secret in Git is readable by everyone who can read the repository. Encrypt it (SOPS, SealedSecret), or have it made from elsewhere. Whether a folder goes into Git nobody can see in a manifest, so the rule is off unless you turn it on.",
		"zh-cn":
			"Base64 不是加密：Git 中的 Secret 对所有能读仓库的人都是公开的。请加密（SOPS、SealedSecret），或从别处生成。清单是否进入 Git 从内容看不出来，因此本规则默认关闭。",
	},
	kinds: ["/Secret"],
	check({ object, data, report }) {
		// What SOPS has encrypted has its own record beside the values.
		if (objectIn(data, "sops") !== undefined || data.type === "kubernetes.io/service-account-token") return;
		for (const field of ["data", "stringData"]) {
			for (const [key, value] of Object.entries(objectIn(data, field) ?? {})) {
				if (typeof value !== "string" || value === "" || hasPlaceholder(value)) continue;
				report({
					path: [field, key],
					message: {
						en: `"${key}" of Secret "${object.name}" can be read by everyone who can read this file. Encrypt it, or make the Secret elsewhere.`,
						"zh-cn": `Secret "${object.name}" 的 "${key}" 对能读此文件的人都是公开的。请加密，或从别处生成该 Secret。`,
					},
				});
			}
		}
	},
};
