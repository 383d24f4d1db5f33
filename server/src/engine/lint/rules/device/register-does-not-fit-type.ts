import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { holdsBits, registerKindOf } from "../../../devices/modbus";
import { isOwn, numberOf, type Setting, setting } from "../../../devices/settings";
import { type VisitedProperty, visitedPropertiesOf } from "../../../devices/visitors";
import type { Finding, Rule } from "../../rule";

export const registerDoesNotFitType: Rule = {
	id: "register-does-not-fit-type",
	level: "warning",
	topic: "device",
	title: {
		en: "A property's type does not fit its Modbus registers",
		"zh-cn": "属性类型与 Modbus 寄存器不符",
	},
	why: {
		en: "A register holds 16 bits, a coil or a discrete input one. A number takes one, two or four registers (16, 32 or 64 bits); KubeEdge's mappers refuse other lengths. A number with a fraction cannot come from single bits, and a switch that reads several coils is only true while the first one alone is on.",
		"zh-cn":
			"一个寄存器有 16 位，一个线圈或离散输入只有 1 位。数值占一个、两个或四个寄存器（16、32 或 64 位），KubeEdge 的 mapper 拒绝其他长度。单个的位不可能是小数；读取多个线圈的开关量，只有第一个线圈单独闭合时才为真。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, workspace, report }) {
		for (const visited of visitedPropertiesOf(object, workspace)) {
			if (visited.protocol !== "modbus" || visited.property?.type === undefined) continue;
			const register = setting(visited.visitor, "register");
			const limit = setting(visited.visitor, "limit");
			const finding = findingFor(visited, register, limit);
			const at = finding && [register, limit].find((one) => one?.path === finding.path);
			if (finding !== undefined && at !== undefined && isOwn(at, object)) report(finding);
		}
	},
};

function findingFor(
	{ name, property, visitor }: VisitedProperty,
	register: Setting | undefined,
	limit: Setting | undefined,
): Finding | undefined {
	const kind = registerKindOf(visitor);
	const count = numberOf(limit);
	const type = property?.type;
	const typeText = property?.typeText ?? "";
	if (kind === undefined || register === undefined) return undefined;
	const isNumber = type === "INT" || type === "FLOAT" || type === "DOUBLE";
	if (holdsBits(kind)) {
		if (type === "FLOAT" || type === "DOUBLE") {
			return {
				path: register.path,
				message: {
					en: `"${name}" is ${typeText}, but a ${kind} holds a single bit. Is it a HoldingRegister or an InputRegister, or is the type BOOLEAN?`,
					"zh-cn": `"${name}" 的类型是 ${typeText}，而 ${kind} 只有 1 位。寄存器是否应为 HoldingRegister 或 InputRegister，或类型应为 BOOLEAN？`,
				},
			};
		}
		if (type === "BOOLEAN" && limit !== undefined && count !== undefined && count > 1) {
			return {
				path: limit.path,
				message: {
					en: `"${name}" is one switch, but reads ${count} coils: it is only true while the first alone is on. Write 1.`,
					"zh-cn": `"${name}" 是一个开关量，却读取 ${count} 个线圈，只有第一个单独闭合时才为真。请写 1。`,
				},
				fixes: [{ title: { en: "Write 1", "zh-cn": "改为 1" }, changes: [{ set: limit.path, to: 1 }] }],
			};
		}
		return undefined;
	}
	if (isNumber && limit !== undefined && count !== undefined && (count === 3 || count > 4)) {
		return {
			path: limit.path,
			// Some meters do keep numbers of 48 bits.
			...(count === 3 && { severity: "hint" }),
			message: {
				en: `"${name}" is ${typeText}, but takes ${count} registers: a number takes 1, 2 or 4 (16, 32 or 64 bits).`,
				"zh-cn": `"${name}" 的类型是 ${typeText}，却占 ${count} 个寄存器：数值占 1、2 或 4 个（16、32 或 64 位）。`,
			},
		};
	}
	return undefined;
}
