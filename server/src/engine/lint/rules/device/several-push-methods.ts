import { entriesOf } from "../../../devices/device";
import { deviceKind } from "../../../devices/kinds";
import { objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

/** In the order in which KubeEdge's mapper framework looks for them; it takes the first. */
const methods = ["http", "mqtt", "otel"] as const;
const databases = ["influxdb2", "redis", "TDEngine", "mysql"] as const;

export const severalPushMethods: Rule = {
	id: "several-push-methods",
	level: "warning",
	topic: "device",
	title: {
		en: "Values are to be pushed in several ways, of which one is used",
		"zh-cn": "写了多种推送方式，只有一种生效",
	},
	why: {
		en: "KubeEdge's mapper framework takes one way to push a property's values: the first of `http`, `mqtt` and `otel` that is there, and beside it the first database of `dbMethod`. The others are left out without a word.",
		"zh-cn":
			"KubeEdge 的 mapper 框架对每个属性只采用一种推送方式：`http`、`mqtt`、`otel` 中最先出现的一种，另加 `dbMethod` 中的第一个数据库。其余的被静默忽略。",
	},
	kinds: [deviceKind],
	check({ object, report }) {
		for (const { name, path, data } of entriesOf(object)) {
			for (const [step, choices] of [
				[["pushMethod"], methods],
				[["pushMethod", "dbMethod"], databases],
			] as const) {
				const given = choices.filter((choice) => objectIn(data, ...step, choice) !== undefined);
				const [used, ...unused] = given;
				for (const method of unused) {
					report({
						path: [...path, ...step, method],
						part: "key",
						message: {
							en: `"${name}" is pushed by ${used} already: KubeEdge's mapper framework leaves ${method} out. Keep one of them.`,
							"zh-cn": `"${name}" 已经通过 ${used} 推送，KubeEdge 的 mapper 框架会忽略 ${method}。请只保留一种。`,
						},
					});
				}
			}
		}
	},
};
