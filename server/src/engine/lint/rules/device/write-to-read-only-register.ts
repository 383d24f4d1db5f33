import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { modelOf } from "../../../devices/lookup";
import { isReadOnlyRegister, registerKindOf } from "../../../devices/modbus";
import { isOwn, setting } from "../../../devices/settings";
import { visitedPropertiesOf } from "../../../devices/visitors";
import { groupKindOf } from "../../../semantic/objects";
import type { Rule } from "../../rule";

export const writeToReadOnlyRegister: Rule = {
	id: "write-to-read-only-register",
	level: "warning",
	topic: "device",
	title: {
		en: "A property that can be set lies in a register that cannot be written",
		"zh-cn": "可设置的属性位于不可写的寄存器",
	},
	why: {
		en: "Modbus has no request that writes to an input register or a discrete input. A property that the model calls ReadWrite, or that has a desired value, cannot be set there: the mapper answers every attempt with an error. Either the register is a HoldingRegister (or a CoilRegister), or the property is ReadOnly.",
		"zh-cn":
			"Modbus 没有写输入寄存器或离散输入的请求。模型标为 ReadWrite 的属性，或设置了期望值的属性，在那里无法写入，mapper 每次都会报错。要么寄存器应为 HoldingRegister（或 CoilRegister），要么属性应为 ReadOnly。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, workspace, report }) {
		const model = groupKindOf(object) === deviceKind ? modelOf(object, workspace) : object;
		for (const { name, property, protocol, desired, visitor } of visitedPropertiesOf(object, workspace)) {
			const register = setting(visitor, "register");
			const kind = registerKindOf(visitor);
			if (protocol !== "modbus" || register === undefined || kind === undefined) continue;
			if (!isOwn(register, object) || !isReadOnlyRegister(kind)) continue;
			if (property?.access === "ReadOnly" || (property?.access !== "ReadWrite" && desired === undefined)) continue;
			const instead = kind === "InputRegister" ? "HoldingRegister" : "CoilRegister";
			const said = property?.access === "ReadWrite";
			report({
				path: register.path,
				message: {
					en: `${kind} cannot be written, and ${said ? `the model calls "${name}" ReadWrite` : `"${name}" has a desired value`}. Is it a ${instead}? Else ${said ? "make the property ReadOnly" : "remove the desired value"}.`,
					"zh-cn": `${kind} 不可写，而${said ? `模型把 "${name}" 标为 ReadWrite` : ` "${name}" 设置了期望值`}。是否应为 ${instead}？否则请${said ? "把该属性改为 ReadOnly" : "删除期望值"}。`,
				},
				related:
					property === undefined || model === undefined
						? []
						: [
								{
									object: model,
									path: property.path,
									message: { en: "The property in the model", "zh-cn": "模型中的属性" },
								},
							],
			});
		}
	},
};
