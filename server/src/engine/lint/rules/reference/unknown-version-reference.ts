import { danglingIn } from "../../../semantic/references/diagnose";
import { compareVersions } from "../../../semantic/references/versions";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";
import { listed, placeOfOrigin, relatedTarget, renameFix } from "./words";

export const unknownVersionReference: Rule = {
	id: "unknown-version-reference",
	level: "warning",
	topic: "reference",
	title: {
		en: "A deployment names a version that its application does not have",
		"zh-cn": "部署引用了应用中不存在的版本",
	},
	why: {
		en: "A deployment waits for ever when no ApplicationVersion of its application has the version that it names. The version is the text in `spec.version` of the ApplicationVersion, not the object's name, and is compared letter by letter: `v1.2.0` is not `1.2.0`.",
		"zh-cn":
			"如果应用没有任何 ApplicationVersion 具有部署所写的版本，部署会一直等待。版本是 ApplicationVersion 中 `spec.version` 的文本，而不是对象名称，并逐字比较：`v1.2.0` 与 `1.2.0` 不同。",
	},
	kinds: "all",
	check({ object, workspace, report }) {
		for (const { origin, diagnosis } of danglingIn(object, workspace)) {
			if (origin.sort !== "member" || diagnosis.kind !== "missing") continue;
			const versions = diagnosis.others.map(({ name }) => name).toSorted((a, b) => -compareVersions(a, b));
			const there = listed(versions);
			const bare = (version: string) => version.replace(/^v/, "");
			const same = versions.filter((version) => bare(version) === bare(origin.name));
			const likely = same.length > 0 ? same : closest(origin.name, versions, 1);
			const [nearest] = diagnosis.others;
			report({
				...placeOfOrigin(origin),
				message: {
					en: `Application "${origin.group}" has no version "${origin.name}" in the workspace. It has: ${there.en}.`,
					"zh-cn": `工作区中应用 "${origin.group}" 没有版本 "${origin.name}"。现有版本：${there["zh-cn"]}。`,
				},
				fixes: likely.map((version) => renameFix(object, origin, version)),
				...(nearest !== undefined && { related: [relatedTarget(nearest)] }),
			});
		}
	},
};
