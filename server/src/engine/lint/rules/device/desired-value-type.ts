import { entriesOf } from "../../../devices/device";
import { deviceKind, yurtDeviceKind } from "../../../devices/kinds";
import { modelOf } from "../../../devices/lookup";
import { propertiesOf } from "../../../devices/model";
import type { PropertyType } from "../../../devices/property";
import { connectionOf, protocolOf } from "../../../devices/settings";
import { valueFault } from "../../../devices/value";
import { visitedPropertiesOf } from "../../../devices/visitors";
import type { Rule, Wording } from "../../rule";

const expected: Readonly<Record<PropertyType, Wording>> = {
	INT: { en: "a whole number of at most 64 bits", "zh-cn": "不超过 64 位的整数" },
	FLOAT: { en: "a number", "zh-cn": "数字" },
	DOUBLE: { en: "a number", "zh-cn": "数字" },
	BOOLEAN: { en: '"true" or "false"', "zh-cn": '"true" 或 "false"' },
	STRING: { en: "a text", "zh-cn": "文本" },
	BYTES: { en: "bytes", "zh-cn": "字节" },
	STREAM: { en: "a stream", "zh-cn": "流" },
};

export const desiredValueType: Rule = {
	id: "desired-value-type",
	level: "error",
	topic: "device",
	title: {
		en: "A desired value is not of the property's type",
		"zh-cn": "期望值与属性的类型不符",
	},
	why: {
		en: "A desired value is a text in the manifest, and the mapper converts it to the type that the model gives the property. A text that is no such value cannot be converted: mappers built on KubeEdge's framework then give up on the whole property, so that it is not even read any more.",
		"zh-cn":
			"清单中的期望值是文本，由 mapper 转换成模型为该属性规定的类型。不能转换的文本会让基于 KubeEdge 框架的 mapper 放弃整个属性，连采集也会停止。",
	},
	kinds: [deviceKind, yurtDeviceKind],
	check({ object, workspace, report }) {
		const entries = entriesOf(object).filter(({ desired }) => desired !== undefined);
		const model = entries.length === 0 ? undefined : modelOf(object, workspace);
		const properties = model && propertiesOf(model);
		if (model === undefined || properties === undefined) return;
		if (protocolOf(connectionOf(object, model).protocol) === "bluetooth") return;
		// The mapper of Bluetooth looks names of values up, such as `ON`, in `dataWrite`.
		const named = visitedPropertiesOf(object, workspace).filter(({ protocol }) => protocol === "bluetooth");
		for (const { name, desired, desiredPath } of entries) {
			if (named.some((one) => one.name === name)) continue;
			const property = properties.find((one) => one.name === name);
			const fault = property && desired !== undefined ? valueFault(desired, property) : undefined;
			if (property === undefined || (fault?.kind !== "type" && fault?.kind !== "stream")) continue;
			const related = [
				{ object: model, path: property.path, message: { en: "The property in the model", "zh-cn": "模型中的属性" } },
			];
			if (fault.kind === "stream") {
				report({
					path: desiredPath,
					message: {
						en: `"${name}" is a stream of pictures: there is no value that it could be set to. Remove the desired value.`,
						"zh-cn": `"${name}" 是图像流，没有可以设置的值。请删除期望值。`,
					},
					related,
				});
				continue;
			}
			const wanted = expected[fault.type];
			const { instead } = fault;
			report({
				path: desiredPath,
				message: {
					en: `"${desired}" cannot be converted for "${name}", which ${model.kind} "${model.name}" says is ${property.typeText}: write ${wanted.en}.`,
					"zh-cn": `${model.kind} "${model.name}" 规定 "${name}" 的类型为 ${property.typeText}，"${desired}" 无法转换：请写${wanted["zh-cn"]}。`,
				},
				fixes:
					instead === undefined
						? []
						: [
								{
									title: { en: `Write "${instead}"`, "zh-cn": `改为 "${instead}"` },
									changes: [{ set: desiredPath, to: instead }],
								},
							],
				related,
			});
		}
	},
};
