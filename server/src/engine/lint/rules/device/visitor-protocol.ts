import { deviceKind } from "../../../devices/kinds";
import { modelOf } from "../../../devices/lookup";
import { connectionOf, ownConnectionOf, protocolOf, type Setting, textOf } from "../../../devices/settings";
import { visitedPropertiesOf } from "../../../devices/visitors";
import type { Rule } from "../../rule";

export const visitorProtocol: Rule = {
	id: "visitor-protocol",
	level: "warning",
	topic: "device",
	title: {
		en: "A property speaks another protocol than its device",
		"zh-cn": "属性的协议与设备的协议不一致",
	},
	why: {
		en: "A device is taken care of by one mapper: the one that registered for `spec.protocol.protocolName`. It gets all properties of the device with their visitors, and cannot read settings of another protocol. Model and device must agree as well.",
		"zh-cn":
			"一个设备只由一个 mapper 负责，即为 `spec.protocol.protocolName` 注册的那个。它会拿到该设备的全部属性及其访问配置，读不懂其他协议的设置。模型与设备的协议也必须一致。",
	},
	kinds: [deviceKind],
	check({ object, workspace, report }) {
		const model = modelOf(object, workspace);
		const { protocol } = connectionOf(object, undefined);
		if (protocol === undefined) return;
		const name = textOf(protocol) ?? "";
		const ofModel = model && ownConnectionOf(model).protocol;
		if (model !== undefined && ofModel !== undefined && differ(protocol, ofModel)) {
			report({
				path: protocol.path,
				message: {
					en: `The device speaks "${name}", its DeviceModel "${model.name}" says "${textOf(ofModel)}". One mapper serves the device: write the same protocol in both.`,
					"zh-cn": `设备的协议是 "${name}"，而 DeviceModel "${model.name}" 写的是 "${textOf(ofModel)}"。一个设备只由一个 mapper 负责，请写成一致。`,
				},
				related: [
					{ object: model, path: ofModel.path, message: { en: "The model's protocol", "zh-cn": "模型的协议" } },
				],
			});
		}
		for (const { name: property, visitor } of visitedPropertiesOf(object, workspace)) {
			const own = visitor.protocol;
			if (own?.owner !== "device" || !differ(own, protocol)) continue;
			report({
				path: own.path,
				part: own.path.at(-1) === "protocolName" ? "value" : "key",
				message: {
					en: `"${property}" is to be read by "${textOf(own)}", but the device speaks "${name}": its mapper does not understand these settings. Write the visitor for "${name}".`,
					"zh-cn": `"${property}" 按 "${textOf(own)}" 访问，而设备的协议是 "${name}"，它的 mapper 读不懂这些设置。请按 "${name}" 书写。`,
				},
				related: [{ object, path: protocol.path, message: { en: "The device's protocol", "zh-cn": "设备的协议" } }],
			});
		}
	},
};

/** Names of one family, such as `modbus` and `modbus-tcp`, may mean the same mapper. */
function differ(a: Setting, b: Setting): boolean {
	const [left, right] = [protocolOf(a), protocolOf(b)];
	if (left !== right) return true;
	return left === "other" && plain(a) !== plain(b);
}

function plain(name: Setting): string | undefined {
	return textOf(name)?.toLowerCase().replaceAll(/[-_ ]/g, "");
}
