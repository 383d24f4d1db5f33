import type { Knowledge } from "../../../knowledge";
import { type FieldPattern, sensitiveFields } from "../../../schema/sensitive";
import type { CatalogueEntry } from "../../../schema/types";
import { type GroupKind, isObject, type ManifestObject } from "../../../semantic/objects";
import { type Path, pathText } from "../../../yaml/path";
import type { Rule } from "../../rule";

/** Kinds whose schemas mark fields as secrets; a test holds them against the catalogue. */
export const kindsWithSecrets: readonly GroupKind[] = [
	"scope.theriseunion.io/Cluster",
	"iam.theriseunion.io/User",
	"registry.theriseunion.io/Registry",
	"registry.theriseunion.io/ClusterRegistry",
	"ota.theriseunion.io/OTANode",
	"devices.kubeedge.io/Device",
	"edgecore.config.kubeedge.io/EdgeCore",
	"kubelet.config.k8s.io/KubeletConfiguration",
	"file/k3s",
	"file/edge-platform-values",
];

export const inlineSecret: Rule = {
	id: "inline-secret",
	level: "warning",
	topic: "practice",
	title: {
		en: "A secret stands in plain text",
		"zh-cn": "机密以明文写出",
	},
	why: {
		en: "Join tokens, passwords, client secrets and kubeconfigs in a file that goes into Git are known to everyone who can read the repository, today and in every copy of its history. Leave the field to the tool that deploys (a placeholder, SOPS, `--set`), name a file or a Secret where the kind can (`token-file`, `secretName`), and replace the secret: it is known now.",
		"zh-cn":
			"加入令牌、密码、客户端密钥和 kubeconfig 一旦写进 Git 中的文件，所有能读仓库（包括历史副本）的人都能看到。请交给部署工具填写（占位符、SOPS、`--set`），或在支持时引用文件或 Secret（`token-file`、`secretName`），并更换该机密，因为它已经泄露。",
	},
	kinds: kindsWithSecrets,
	check({ object, data, knowledge, report }) {
		const entry = entryOf(object, knowledge);
		if (entry === undefined) return;
		for (const pattern of sensitiveFields(knowledge.registry.schema(entry))) {
			for (const { value, path } of valuesAt(data, pattern, [])) {
				if (typeof value !== "string" || !isSecret(value)) continue;
				report({
					path,
					message: {
						en: `${pathText(path)} holds a secret in plain text, for all who can read this file. Let the deployment fill it in, or name a file or Secret; and replace it, since it is known.`,
						"zh-cn": `${pathText(path)} 以明文写出了机密，能读此文件的人都能看到。请由部署工具填写，或引用文件或 Secret；并请更换它，因为它已经泄露。`,
					},
				});
			}
		}
	},
};

function entryOf({ group, apiVersion, kind }: ManifestObject, { registry }: Knowledge): CatalogueEntry | undefined {
	if (group !== "file") return registry.find(apiVersion, kind);
	return registry.entries.find((entry) => entry.form === "file" && entry.id.endsWith(`/${kind}`));
}

function valuesAt(
	value: unknown,
	[step, ...rest]: FieldPattern,
	path: Path,
): readonly { readonly value: unknown; readonly path: Path }[] {
	if (step === undefined) return [{ value, path }];
	if (step === "[]") {
		return Array.isArray(value) ? value.flatMap((item, index) => valuesAt(item, rest, [...path, index])) : [];
	}
	if (!isObject(value)) return [];
	const names = step === "*" ? Object.keys(value) : Object.hasOwn(value, step) ? [step] : [];
	return names.flatMap((name) => valuesAt(value[name], rest, [...path, name]));
}

/** Something that people write where a secret is to be put in: `<token>`, `***`, `xxxx`, `YOUR_TOKEN`. */
const standIn = /^(?:<.*>|[*x.-]+|your[_-].*|change[_-]?me.*|replace[_-]?me.*|todo.*|redacted)$/i;

function isSecret(text: string): boolean {
	if (text.trim() === "" || standIn.test(text.trim())) return false;
	// Some kinds take the path of a file that holds the secret.
	if (/^\/[\w./-]{1,120}$/.test(text)) return false;
	// An address is one only with a login in it.
	return !/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /:\/\/[^/\s@:]+:[^/\s@]+@/.test(text);
}
