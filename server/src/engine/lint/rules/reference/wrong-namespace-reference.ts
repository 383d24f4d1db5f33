import { danglingIn } from "../../../semantic/references/diagnose";
import { namespaceOf } from "../../../semantic/references/match";
import type { Rule } from "../../rule";
import { fileName, kindNames, placeOfOrigin, relatedTarget } from "./words";

export const wrongNamespaceReference: Rule = {
	id: "wrong-namespace-reference",
	level: "warning",
	topic: "reference",
	title: {
		en: "A name leads to an object of another namespace",
		"zh-cn": "名称指向了其他命名空间的对象",
	},
	why: {
		en: "Most references stay within a namespace: a pod cannot mount a Secret, nor a Device take a DeviceModel, of another one. The object of that name beside it is in another namespace, so nothing will be found.",
		"zh-cn":
			"大多数引用只在同一命名空间内有效：Pod 不能挂载其他命名空间的 Secret，Device 也不能使用其他命名空间的 DeviceModel。旁边的同名对象位于另一个命名空间，因此不会被找到。",
	},
	kinds: "all",
	check({ object, workspace, report }) {
		for (const { origin, diagnosis } of danglingIn(object, workspace)) {
			if (diagnosis.kind !== "wrongNamespace" || origin.sort !== "name") continue;
			const { other } = diagnosis;
			const kinds = kindNames(origin.kinds);
			const wanted = namespaceOf(origin, object) ?? "";
			const its = other.object.namespace ?? "";
			report({
				...placeOfOrigin(origin),
				message: {
					en: `${kinds.en} "${origin.name}" (${fileName(other.object)}) is in namespace "${its}", but is looked for in "${wanted}". Put both into the same namespace.`,
					"zh-cn": `${kinds["zh-cn"]} "${origin.name}"（${fileName(other.object)}）位于命名空间 "${its}"，而此处在 "${wanted}" 中查找。请将两者放入同一命名空间。`,
				},
				related: [relatedTarget(other)],
			});
		}
	},
};
