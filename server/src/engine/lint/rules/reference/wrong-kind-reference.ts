import type { GroupKind } from "../../../semantic/objects";
import { danglingIn } from "../../../semantic/references/diagnose";
import type { Rule, Wording } from "../../rule";
import { fileName, kindName, kindNames, placeOfOrigin, relatedTarget, withArticle } from "./words";

export const wrongKindReference: Rule = {
	id: "wrong-kind-reference",
	level: "warning",
	topic: "reference",
	title: {
		en: "A name leads to an object of another kind",
		"zh-cn": "名称指向了其他种类的对象",
	},
	why: {
		en: "Kinds of different systems have the same purpose or the same name: node groups of KubeEdge, node pools of OpenYurt and node groups of the Edge Platform; Role and ClusterRole; Issuer and ClusterIssuer. A name leads to objects of one kind only, so an object of another kind that has the name does not help.",
		"zh-cn":
			"不同系统的种类用途相同甚至同名：KubeEdge 的 NodeGroup、OpenYurt 的 NodePool、Edge Platform 的 NodeGroup；Role 与 ClusterRole；Issuer 与 ClusterIssuer。名称只会指向某一种类的对象，其他种类的同名对象不起作用。",
	},
	kinds: "all",
	check({ object, workspace, report }) {
		for (const { origin, diagnosis } of danglingIn(object, workspace)) {
			if (diagnosis.kind !== "wrongKind" || origin.sort !== "name") continue;
			const { other } = diagnosis;
			// Two kinds with the same name differ in their groups.
			const sameName = origin.kinds.some((kind) => kindName(kind) === kindName(other.kind));
			const found = sameName ? kindAndGroup(other.kind) : bilingual(other.object.kind);
			const meant = sameName ? kindAndGroup(origin.kinds[0] ?? "") : kindNames(origin.kinds);
			report({
				...placeOfOrigin(origin),
				message: {
					en: `This leads to ${withArticle(meant.en)}, but "${origin.name}" (${fileName(other.object)}) is ${withArticle(found.en)}. Refer to the right kind, or declare ${withArticle(meant.en)} of that name.`,
					"zh-cn": `此处应指向 ${meant["zh-cn"]}，但 "${origin.name}"（${fileName(other.object)}）是 ${found["zh-cn"]}。请引用正确的种类，或声明同名的 ${meant["zh-cn"]}。`,
				},
				related: [relatedTarget(other)],
			});
		}
	},
};

function kindAndGroup(kind: GroupKind): Wording {
	const group = kind.slice(0, kind.lastIndexOf("/"));
	return { en: `${kindName(kind)} of ${group}`, "zh-cn": `${group} 的 ${kindName(kind)}` };
}

function bilingual(text: string): Wording {
	return { en: text, "zh-cn": text };
}
