import { type DanglingOrigin, type Diagnosis, danglingIn } from "../../../semantic/references/diagnose";
import { ownPlace, partsBeside, type TargetPlace } from "../../../semantic/references/match";
import type { NameOrigin, PartOrigin } from "../../../semantic/references/origins";
import { closest } from "../../../text/closest";
import type { Rule, RuleContext, Wording } from "../../rule";
import {
	fileName,
	inNamespace,
	kindNames,
	listed,
	partName,
	placeOfOrigin,
	relatedTarget,
	renameFix,
	withArticle,
} from "./words";

export const unresolvedReference: Rule = {
	id: "unresolved-reference",
	level: "warning",
	topic: "reference",
	title: {
		en: "A name leads nowhere, and something close to it is at hand",
		"zh-cn": "名称没有指向任何对象，而附近有相近的名称",
	},
	why: {
		en: "The API server takes a name that leads nowhere without a word. What goes wrong shows later and elsewhere: a pod that waits for its ConfigMap, a device that no mapper reads, an application that reaches no site. The rule speaks only with evidence: a very similar name in the same file or folder, a key or port that the named object does not have, or a target that people keep beside what refers to it.",
		"zh-cn":
			"API 服务器会不加提示地接受没有指向的名称，问题要到之后才在别处显现：Pod 一直等待 ConfigMap，设备没有 mapper 读取，应用到不了站点。只有存在依据时才会提示：同一文件或文件夹中有非常相近的名称、被引用的对象没有该键或端口，或者目标通常与引用者放在一起。",
	},
	kinds: "all",
	check(context) {
		for (const { origin, diagnosis } of danglingIn(context.object, context.workspace)) {
			if (origin.sort === "name") checkName(origin, diagnosis, context);
			else if (origin.sort === "part") checkPart(origin, diagnosis, context);
		}
	},
};

function checkName(origin: NameOrigin, diagnosis: Diagnosis, { object, report }: RuleContext): void {
	const kinds = kindNames(origin.kinds);
	const { name } = origin;
	if (diagnosis.kind === "mistyped") {
		const [best] = diagnosis.meant;
		if (best === undefined) return;
		const where = inNamespace(best.object);
		report({
			...placeOfOrigin(origin),
			message: {
				en: `There is no ${kinds.en} "${name}". Did you mean "${best.name}"${where.en}, from ${fileName(best.object)}?`,
				"zh-cn": `没有名为 "${name}" 的 ${kinds["zh-cn"]}。是否指 ${fileName(best.object)} 中的 "${best.name}"${where["zh-cn"]}？`,
			},
			fixes: diagnosis.meant.map((target) => renameFix(object, origin, target.name)),
			related: [relatedTarget(best)],
		});
	} else if (diagnosis.kind === "missing") {
		const others = listed(diagnosis.others.map((target) => target.name));
		report({
			...placeOfOrigin(origin),
			message: {
				en: `There is no ${kinds.en} "${name}" in the workspace. Correct the name, or add the object. What there is: ${others.en}.`,
				"zh-cn": `工作区中没有名为 "${name}" 的 ${kinds["zh-cn"]}。请更正名称或添加该对象。现有：${others["zh-cn"]}。`,
			},
			fixes: likely(name, diagnosis.others).map((meant) => renameFix(object, origin, meant)),
		});
	} else if (diagnosis.kind === "missingLive") {
		const clusters = listed(diagnosis.clusters.map((cluster) => cluster.name));
		report({
			...placeOfOrigin(origin),
			severity: "info",
			message: {
				en: `Neither the workspace nor ${clusters.en} has ${withArticle(kinds.en)} "${name}".`,
				"zh-cn": `工作区和集群 ${clusters["zh-cn"]} 中都没有名为 "${name}" 的 ${kinds["zh-cn"]}。`,
			},
		});
	}
}

function checkPart(origin: PartOrigin, diagnosis: DanglingOrigin["diagnosis"], context: RuleContext): void {
	if (diagnosis.kind !== "missing") return;
	const { object, report } = context;
	const part = partName(origin.partName);
	const own = origin.holder.sort === "own";
	const [holder] = own ? [ownPlace(object)] : partsBeside(origin, object, context.workspace).holders;
	if (holder === undefined) return;
	const there = whatThereIs(diagnosis.others);
	const { kind, name } = holder.object;
	report({
		...placeOfOrigin(origin),
		...(own && { severity: "error" }),
		message: {
			en: own
				? `There is no ${part.en} "${origin.name}" here, so the object cannot be used as it is. ${there.en}`
				: `${kind} "${name}" (${fileName(holder.object)}) has no ${part.en} "${origin.name}". ${there.en}`,
			"zh-cn": own
				? `此对象中没有名为 "${origin.name}" 的${part["zh-cn"]}，因此无法使用。${there["zh-cn"]}`
				: `${kind} "${name}"（${fileName(holder.object)}）没有名为 "${origin.name}" 的${part["zh-cn"]}。${there["zh-cn"]}`,
		},
		fixes: likely(origin.name, diagnosis.others).map((meant) => renameFix(object, origin, meant)),
		...(!own && { related: [relatedTarget(holder)] }),
	});
}

/** The names that somebody may have meant. */
function likely(name: string, others: readonly TargetPlace[]): string[] {
	return closest(
		name,
		others.map((other) => other.name),
	);
}

function whatThereIs(others: readonly TargetPlace[]): Wording {
	if (others.length === 0) {
		return { en: "Add it, or correct the name: there is none at all.", "zh-cn": "请添加或更正名称：目前一个也没有。" };
	}
	const names = listed(others.map(({ name }) => name));
	return {
		en: `Correct the name, or add it. What there is: ${names.en}.`,
		"zh-cn": `请更正名称或添加。现有：${names["zh-cn"]}。`,
	};
}
