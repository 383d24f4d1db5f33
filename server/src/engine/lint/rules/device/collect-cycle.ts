import { entriesOf } from "../../../devices/device";
import { deviceKind } from "../../../devices/kinds";
import { numberIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const collectCycle: Rule = {
	id: "collect-cycle",
	level: "warning",
	topic: "device",
	title: {
		en: "A value is reported more often than it is read",
		"zh-cn": "数值的上报比采集更频繁",
	},
	why: {
		en: "`collectCycle` says how often a value is read from the device, `reportCycle` how often it is passed on, both in milliseconds. With a report cycle that is the shorter one, the same reading goes over the link several times and looks like new ones.",
		"zh-cn":
			"`collectCycle` 表示多久从设备读取一次，`reportCycle` 表示多久上报一次，单位都是毫秒。上报周期更短时，同一个读数会多次占用链路，看起来却像是新数据。",
	},
	kinds: [deviceKind],
	check({ object, report }) {
		for (const { name, path, data } of entriesOf(object)) {
			const collected = numberIn(data, "collectCycle");
			const reported = numberIn(data, "reportCycle");
			// 0 leaves the choice to the mapper.
			if (collected === undefined || reported === undefined || reported <= 0 || collected <= reported) continue;
			report({
				path: [...path, "collectCycle"],
				message: {
					en: `"${name}" is read every ${collected} ms and reported every ${reported} ms: the same value is sent again and again. Make reportCycle at least as long as collectCycle.`,
					"zh-cn": `"${name}" 每 ${collected} 毫秒采集一次，却每 ${reported} 毫秒上报一次，同一个值会反复发送。reportCycle 不应短于 collectCycle。`,
				},
				fixes: [
					{
						title: { en: `Read every ${reported} ms`, "zh-cn": `改为每 ${reported} 毫秒采集` },
						changes: [{ set: [...path, "collectCycle"], to: reported }],
					},
					{
						title: { en: `Report every ${collected} ms`, "zh-cn": `改为每 ${collected} 毫秒上报` },
						changes: [{ set: [...path, "reportCycle"], to: collected }],
					},
				],
			});
		}
	},
};
