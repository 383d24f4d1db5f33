import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { type RegisterRange, rangeText, registerRangeOf, relationOf } from "../../../devices/modbus";
import { isOwn, type MapperSettings, setting } from "../../../devices/settings";
import { type VisitedProperty, visitedPropertiesOf } from "../../../devices/visitors";
import type { Severity } from "../../../features/problem";
import type { Rule, Wording } from "../../rule";

export const overlappingRegisters: Rule = {
	id: "overlapping-registers",
	level: "warning",
	topic: "device",
	title: {
		en: "Two properties of a device take the same Modbus registers",
		"zh-cn": "设备的两个属性占用相同的 Modbus 寄存器",
	},
	why: {
		en: "A number of 32 bits takes two registers, one of 64 bits four. Where two properties share only a part of their registers, one of them reads half of the other's number. Where both can be written, each write destroys the other's value. That one property reads what another one writes, or picks bits out of the same register, is usual and not reported.",
		"zh-cn":
			"32 位数占两个寄存器，64 位数占四个。两个属性只有部分寄存器重叠时，其中一个会读到另一个的半个数。两者都可写时，每次写入都会破坏另一个的值。一个属性读取另一个属性写入的寄存器，或从同一寄存器取不同的位，是常见用法，不会报告。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, workspace, report }) {
		const placed = visitedPropertiesOf(object, workspace).flatMap((one): Placed[] => {
			const range = one.protocol === "modbus" ? registerRangeOf(one.visitor) : undefined;
			return range === undefined ? [] : [{ ...one, range }];
		});
		for (const [index, one] of placed.entries()) {
			const offset = setting(one.visitor, "offset");
			if (offset === undefined || !isOwn(offset, object)) continue;
			for (const former of placed.slice(0, index)) {
				const found = clash(former, one);
				if (found === undefined) continue;
				const other = setting(former.visitor, "offset");
				report({
					path: offset.path,
					...(found.severity !== undefined && { severity: found.severity }),
					message: found.message,
					related:
						other === undefined || !isOwn(other, object)
							? []
							: [
									{
										object,
										path: other.path,
										message: { en: `The registers of "${former.name}"`, "zh-cn": `"${former.name}" 的寄存器` },
									},
								],
				});
				break;
			}
		}
	},
};

interface Placed extends VisitedProperty {
	readonly range: RegisterRange;
}

function clash(a: Placed, b: Placed): { readonly severity?: Severity; readonly message: Wording } | undefined {
	if (a.name === b.name) return undefined;
	const relation = relationOf(a.range, b.range);
	const en = `"${b.name}" takes ${rangeText(b.range, "to")}, "${a.name}" takes ${rangeText(a.range, "to")}`;
	const zh = `"${b.name}" 占用 ${rangeText(b.range, "到")}，"${a.name}" 占用 ${rangeText(a.range, "到")}`;
	if (relation === "across") {
		return {
			message: {
				en: `${en}: they overlap in part, so one of them reads half of a value. Check offset and limit.`,
				"zh-cn": `${zh}：两者部分重叠，其中一个会读到半个值。请检查 offset 和 limit。`,
			},
		};
	}
	if (relation === "apart" || picksBits(a.visitor) || picksBits(b.visitor)) return undefined;
	if (a.property?.access === "ReadWrite" && b.property?.access === "ReadWrite") {
		return {
			message: {
				en: `${en}, and both can be written: each write destroys the other's value. Check offset, or make one of them ReadOnly in the model.`,
				"zh-cn": `${zh}，且两者都可写：每次写入都会破坏另一个的值。请检查 offset，或在模型中把其中一个改为 ReadOnly。`,
			},
		};
	}
	if (relation === "same" && sameSettings(a.visitor, b.visitor)) {
		return {
			severity: "hint",
			message: {
				en: `"${b.name}" is read in just the same way as "${a.name}", so both always have the same value. Was the offset left as it was copied?`,
				"zh-cn": `"${b.name}" 与 "${a.name}" 的读取设置完全相同，两者的值永远一样。是否复制后忘了修改 offset？`,
			},
		};
	}
	return undefined;
}

/** Settings of KubeEdge's mappers; whatever else there is may pick bits out of a register. */
const usual = new Set([
	"protocolName",
	"register",
	"offset",
	"limit",
	"scale",
	"isSwap",
	"isRegisterSwap",
	"dataType",
	"min",
	"max",
]);

function picksBits({ settings }: MapperSettings): boolean {
	return [...settings.keys()].some((name) => !usual.has(name));
}

function sameSettings(a: MapperSettings, b: MapperSettings): boolean {
	const text = ({ settings }: MapperSettings) =>
		JSON.stringify([...settings].map(([name, { value }]) => [name, String(value)]).sort());
	return text(a) === text(b);
}
