import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, listIn, objectIn, textIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

/** Credentials that are recognised by their form alone. A text is looked through only where it has the mark. */
const forms: readonly { readonly mark: string; readonly form: RegExp; readonly what: readonly [string, string] }[] = [
	{
		mark: "PRIVATE KEY-----",
		form: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*(?:[A-Za-z0-9+/=]{40,}|Proc-Type)/,
		what: ["a private key", "私钥"],
	},
	{
		mark: "client-key-data:",
		form: /client-key-data:\s*["']?LS0t[A-Za-z0-9+/=]{40,}/,
		what: ["a kubeconfig with its key", "带私钥的 kubeconfig"],
	},
	{ mark: "AKIA", form: /\bAKIA(?!IOSFODNN7EXAMPLE)[0-9A-Z]{16}\b/, what: ["an AWS access key", "AWS 访问密钥"] },
	{ mark: "ghp_", form: /\bghp_[A-Za-z0-9]{36}\b/, what: ["a GitHub token", "GitHub 令牌"] },
	{ mark: "github_pat_", form: /\bgithub_pat_[A-Za-z0-9_]{60,}\b/, what: ["a GitHub token", "GitHub 令牌"] },
	{ mark: "glpat-", form: /\bglpat-[A-Za-z0-9_-]{20}\b/, what: ["a GitLab token", "GitLab 令牌"] },
	{ mark: "xox", form: /\bxox[bp]-\d{10,}-[A-Za-z0-9-]{20,}/, what: ["a Slack token", "Slack 令牌"] },
];

export const credentialInPlainText: Rule = {
	id: "credential-in-plain-text",
	level: "warning",
	topic: "practice",
	title: {
		en: "A key or token stands in plain text",
		"zh-cn": "密钥或令牌以明文出现",
	},
	why: {
		en: "Private keys, kubeconfigs with their key and tokens of well-known services are recognised by their form. In a ConfigMap, an environment variable or chart values they can be read by whoever may read the manifest or the object, and Git never forgets. Move them into a Secret that is not in Git (or is encrypted, as by SOPS), and replace the credential: it is known now.",
		"zh-cn":
			"私钥、带私钥的 kubeconfig 以及常见服务的令牌可以从格式识别出来。写在 ConfigMap、环境变量或 Chart 的值里，任何能读清单或对象的人都能看到，而 Git 永远不会忘记。请移到不进 Git（或经 SOPS 等加密）的 Secret 中，并更换该凭据，因为它已经泄露。",
	},
	kinds: [...podTemplateKinds, "/ConfigMap", "helm.cattle.io/HelmChart", "helm.cattle.io/HelmChartConfig"],
	check({ object, data, report }) {
		const judge = (text: string | undefined, path: Path, where: readonly [string, string]) => {
			const found = text === undefined ? undefined : credentialIn(text);
			if (found === undefined) return;
			report({
				path,
				message: {
					en: `${where[0]} holds ${found[0]} in plain text, for all who can read this file. Move it into a Secret outside of Git, and replace it.`,
					"zh-cn": `${where[1]}以明文包含${found[1]}，能读此文件的人都能看到。请移到不进 Git 的 Secret 中，并更换它。`,
				},
			});
		};
		for (const [key, value] of Object.entries(object.kind === "ConfigMap" ? (objectIn(data, "data") ?? {}) : {})) {
			if (typeof value === "string") judge(value, ["data", key], [`"${key}"`, `"${key}" `]);
		}
		judge(textIn(data, "spec", "valuesContent"), ["spec", "valuesContent"], ["valuesContent", "valuesContent "]);
		for (const { containers } of podTemplatesOf(object)) {
			for (const container of containers) {
				const name = containerName(container);
				const where = [`Container "${name}"`, `容器 "${name}" `] as const;
				for (const { value, path } of itemsAt(container.value, ["env"])) {
					judge(textIn(value, "value"), [...container.path, ...path, "value"], where);
				}
				for (const field of ["command", "args"]) {
					for (const [index, word] of listIn(container.value, field).entries()) {
						if (typeof word === "string") judge(word, [...container.path, field, index], where);
					}
				}
			}
		}
	},
};

function credentialIn(text: string): readonly [string, string] | undefined {
	if (text.length < 16) return undefined;
	return forms.find(({ mark, form }) => text.includes(mark) && form.test(text))?.what;
}
