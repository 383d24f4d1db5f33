import { iamRoleKind, roleTemplateKind } from "../../../permissions/kinds";
import { type LocatedRule, rulesAt } from "../../../permissions/policyRule";
import { isPlatformManaged } from "../../../permissions/scope";
import type { Path } from "../../../yaml/path";
import type { Rule, Wording } from "../../rule";

export const ineffectiveRule: Rule = {
	id: "ineffective-rule",
	level: "warning",
	topic: "permission",
	title: { en: "A rule allows nothing", "zh-cn": "规则不允许任何操作" },
	why: {
		en: "A rule needs verbs, and either `apiGroups` with `resources`, or `nonResourceURLs` that begin with `/`. The CustomResourceDefinition of the platform accepts less; the ClusterRole that it makes of it then allows nothing, or is refused by Kubernetes, and the role never comes into being.",
		"zh-cn":
			"规则需要动词，并且要么有 `apiGroups` 和 `resources`，要么有以 `/` 开头的 `nonResourceURLs`。平台的 CRD 不检查这些；由此生成的 ClusterRole 不会允许任何操作，或者被 Kubernetes 拒绝，角色也就不会生成。",
	},
	kinds: [iamRoleKind, roleTemplateKind],
	check({ object, data, report }) {
		for (const located of rulesAt(data, ["spec", "rules"])) {
			const fault = faultOf(located);
			if (fault === undefined) continue;
			report({ ...fault, ...(isPlatformManaged(object) && { severity: "info" }) });
		}
	},
};

function faultOf({ rule, path }: LocatedRule): { readonly path: Path; readonly message: Wording } | undefined {
	const { verbs, apiGroups, resources, nonResourceURLs } = rule;
	if (verbs.length === 0) {
		return {
			path: [...path, "verbs"],
			message: {
				en: "A rule without verbs allows nothing. Write what may be done, such as get, list, watch.",
				"zh-cn": "没有动词的规则不允许任何操作。请写上允许的操作，例如 get、list、watch。",
			},
		};
	}
	if (nonResourceURLs.length > 0) {
		if (resources.length > 0) {
			return {
				path: [...path, "nonResourceURLs"],
				message: {
					en: "A rule is for resources or for URLs; Kubernetes refuses one that is for both. Make two rules of it.",
					"zh-cn": "一条规则只能针对资源或针对 URL，同时包含两者会被 Kubernetes 拒绝。请拆成两条规则。",
				},
			};
		}
		const index = nonResourceURLs.findIndex((url) => url !== "*" && !url.startsWith("/"));
		if (index < 0) return undefined;
		return {
			path: [...path, "nonResourceURLs", index],
			message: {
				en: `URLs of requests begin with "/", so "${nonResourceURLs[index]}" fits none. Put a "/" before it.`,
				"zh-cn": `请求的 URL 以 "/" 开头，"${nonResourceURLs[index]}" 不会匹配任何请求。请在前面加上 "/"。`,
			},
		};
	}
	if (resources.length === 0) {
		return {
			path,
			message: {
				en: "A rule without resources and URLs allows nothing. Write the resources that it is for.",
				"zh-cn": "既没有资源也没有 URL 的规则不允许任何操作。请写上针对的资源。",
			},
		};
	}
	if (apiGroups.length > 0) return undefined;
	return {
		path: [...path, "resources"],
		message: {
			en: 'The rule names resources and no apiGroups, so it allows nothing. Write the group, "" for the core group.',
			"zh-cn": '规则写了资源却没有 apiGroups，不会允许任何操作。请写上 API 组，核心组写 ""。',
		},
	};
}
