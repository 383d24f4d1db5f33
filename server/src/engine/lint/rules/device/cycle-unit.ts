import { entriesOf } from "../../../devices/device";
import { deviceKind } from "../../../devices/kinds";
import type { JsonObject } from "../../../semantic/objects";
import { numberIn, objectIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Finding, Rule, RuleFix } from "../../rule";

const hour = 3_600_000;
const month = 31 * 24 * hour;
const millisecondInNanoseconds = 1_000_000;

export const cycleUnit: Rule = {
	id: "cycle-unit",
	level: "warning",
	topic: "device",
	title: {
		en: "A cycle in a unit that cannot be meant",
		"zh-cn": "周期的单位不合理",
	},
	why: {
		en: "`collectCycle` and `reportCycle` are milliseconds. KubeEdge's own examples have long shown `10000000000` for ten seconds: until release 1.17 the mapper framework took the number for nanoseconds. A mapper of today reads it as 115 days, so the value appears once and never again. A cycle of less than ten milliseconds is mostly meant in seconds and keeps the bus busy for nothing; a negative one stops the mapper.",
		"zh-cn":
			"`collectCycle` 和 `reportCycle` 的单位是毫秒。KubeEdge 自己的示例长期用 `10000000000` 表示十秒：1.17 及之前的 mapper 框架把它当作纳秒。如今的 mapper 会理解成 115 天，值出现一次后就再也不更新。小于十毫秒的周期多半想写的是秒，会白白占用总线；负数会让 mapper 停止。",
	},
	kinds: [deviceKind],
	check({ object, data, report }) {
		const isOlder = object.version !== "v1beta1";
		const places = [
			...entriesOf(object).map(({ data: entry, path }) => ({ entry, path })),
			...holder(data, ["spec", "stateReport"]),
			...holder(data, ["status"]),
		];
		for (const { entry, path } of places) {
			for (const field of ["collectCycle", "reportCycle"]) {
				const value = numberIn(entry, field);
				const found = value === undefined ? undefined : findingFor(value, field, [...path, field], isOlder);
				if (found !== undefined) report(found);
			}
		}
	},
};

function holder(data: JsonObject, path: Path): { readonly entry: JsonObject; readonly path: Path }[] {
	const entry = objectIn(data, ...path);
	return entry === undefined ? [] : [{ entry, path }];
}

/** @param isOlder whether it is written for the mappers before v1beta1: several took nanoseconds, and -1 for never */
function findingFor(value: number, field: string, path: Path, isOlder: boolean): Finding | undefined {
	if (value < 0) {
		if (isOlder) return undefined;
		return {
			path,
			severity: "error",
			message: {
				en: `${field} is negative, which stops the mapper. Write milliseconds, for example 5000 for every five seconds.`,
				"zh-cn": `${field} 为负数，会让 mapper 停止。请以毫秒填写，例如 5000 表示每五秒。`,
			},
		};
	}
	if (value > 0 && value < 10) {
		const meant = value * 1000;
		return {
			path,
			message: {
				en: `${field} is in milliseconds: ${value} means ${value} ms. If seconds are meant, write ${meant}.`,
				"zh-cn": `${field} 的单位是毫秒：${value} 表示 ${value} 毫秒。如果想写的是秒，请写 ${meant}。`,
			},
			fixes: [changeTo(meant, path)],
		};
	}
	if (!looksLikeNanoseconds(value)) return undefined;
	const meant = value / millisecondInNanoseconds;
	const days = Math.round(value / (24 * hour));
	return {
		path,
		...(isOlder && { severity: "hint" }),
		message: {
			en: `${field} is in milliseconds: ${value} means ${days} days. If it was written as nanoseconds, for a mapper built before KubeEdge 1.18, write ${meant} for today's mappers.`,
			"zh-cn": `${field} 的单位是毫秒：${value} 表示 ${days} 天。如果是按纳秒书写（KubeEdge 1.18 之前的 mapper），对如今的 mapper 请写 ${meant}。`,
		},
		fixes: [changeTo(meant, path)],
	};
}

/** Whole milliseconds when read as nanoseconds. Up to a month, a whole number of hours may well be meant as it stands. */
function looksLikeNanoseconds(value: number): boolean {
	if (value < 100 * millisecondInNanoseconds || value % millisecondInNanoseconds !== 0) return false;
	return value > month || value % hour !== 0;
}

/** Only a person knows which unit was meant, and which mapper reads it. */
function changeTo(meant: number, path: Path): RuleFix {
	return {
		title: { en: `Write ${meant}`, "zh-cn": `改为 ${meant}` },
		byHand: true,
		changes: [{ set: path, to: meant }],
	};
}
