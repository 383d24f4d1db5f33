import { referencesOf } from "../../../semantic/references/collect";
import { resolve } from "../../../semantic/references/match";
import { isClose } from "../../../semantic/references/nearby";
import type { Rule } from "../../rule";
import { fileName, placeOfOrigin, relatedTarget } from "./words";

export const ambiguousReference: Rule = {
	id: "ambiguous-reference",
	level: "warning",
	topic: "reference",
	title: {
		en: "A name leads to several objects",
		"zh-cn": "名称指向了多个对象",
	},
	why: {
		en: "Where several objects answer to one name, it is chance which of them counts: two ApplicationVersions with the same version of one application, or objects of two kinds that may both be meant.",
		"zh-cn":
			"当多个对象对应同一名称时，哪一个生效全凭偶然：例如同一应用有两个相同版本的 ApplicationVersion，或两个种类的对象都可能被引用。",
	},
	kinds: "all",
	check({ object, workspace, report }) {
		for (const origin of referencesOf(object).origins) {
			if (origin.sort !== "member" && !(origin.sort === "name" && origin.kinds.length > 1)) continue;
			const targets = resolve(origin, object, workspace).targets.filter((target) => target.by === "declared");
			const [first, second] = targets;
			if (first === undefined || second === undefined) continue;
			if (origin.sort === "name" && first.kind === second.kind) continue;
			if (!isClose(first.object, second.object, workspace)) continue;
			report({
				...placeOfOrigin(origin),
				message: {
					en: `"${origin.name}" may be ${first.object.kind} "${first.object.name}" (${fileName(first.object)}) or ${second.object.kind} "${second.object.name}" (${fileName(second.object)}). Leave only one of them.`,
					"zh-cn": `"${origin.name}" 可能指 ${first.object.kind} "${first.object.name}"（${fileName(first.object)}），也可能指 ${second.object.kind} "${second.object.name}"（${fileName(second.object)}）。请只保留其中一个。`,
				},
				related: targets.map(relatedTarget),
			});
		}
	},
};
