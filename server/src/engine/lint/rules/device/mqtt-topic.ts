import { entriesOf } from "../../../devices/device";
import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { eventTopicOf, publishFault, subscribeFault, type TopicFault } from "../../../devices/mqttTopic";
import { isOwn, setting } from "../../../devices/settings";
import { visitedPropertiesOf } from "../../../devices/visitors";
import { textIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Finding, Rule } from "../../rule";

export const mqttTopic: Rule = {
	id: "mqtt-topic",
	level: "warning",
	topic: "device",
	title: {
		en: "An MQTT topic that a broker does not take",
		"zh-cn": "MQTT 主题不被代理接受",
	},
	why: {
		en: "One publishes to a topic, not to many: a topic to publish to must not hold the wildcards `+` and `#`, and a broker cuts the connection that tries. In a subscription, `+` takes a whole level and `#` stands at the end. Topics under `$SYS` are the broker's own; those under `$hw/events/device/` are EdgeCore's, one set for each device by its name.",
		"zh-cn":
			"发布只能指向一个主题：发布主题不得包含通配符 `+` 和 `#`，否则代理会断开连接。订阅时，`+` 占据整个层级，`#` 只能在末尾。`$SYS` 下的主题属于代理自身；`$hw/events/device/` 下的主题属于 EdgeCore，按设备名区分。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, workspace, report }) {
		for (const { name, path, data } of entriesOf(object)) {
			const topic = textIn(data, "pushMethod", "mqtt", "topic");
			if (topic === undefined) continue;
			const at = [...path, "pushMethod", "mqtt", "topic"];
			const fault = publishFault(topic);
			if (fault !== undefined) report(finding(topic, at, name, fault));
			const event = eventTopicOf(topic);
			if (event === undefined || object.name === "") continue;
			const ids = [object.name, `${object.namespace ?? "default"}/${object.name}`];
			if (ids.includes(event.device) || event.device.endsWith(`/${object.name}`)) continue;
			report({
				path: at,
				part: { start: event.start, end: event.start + event.device.length },
				severity: "hint",
				message: {
					en: `This topic belongs to device "${event.device}", not to "${object.name}": EdgeCore takes the value for the other one's. Is it a copy?`,
					"zh-cn": `该主题属于设备 "${event.device}"，而不是 "${object.name}"：EdgeCore 会把值记到另一个设备上。是否复制后忘了修改？`,
				},
			});
		}
		for (const { name, protocol, visitor } of visitedPropertiesOf(object, workspace)) {
			const topic = setting(visitor, "topic");
			if (protocol !== "mqtt" || topic === undefined || !isOwn(topic, object) || typeof topic.value !== "string")
				continue;
			const fault = subscribeFault(topic.value);
			if (fault !== undefined) report(finding(topic.value, topic.path, name, fault));
		}
	},
};

function finding(topic: string, path: Path, property: string, fault: TopicFault): Finding {
	switch (fault.kind) {
		case "empty":
			return {
				path,
				message: {
					en: `"${property}" has an empty topic, which MQTT does not have. Write one, for example "site/store-001/${property}".`,
					"zh-cn": `"${property}" 的主题为空，MQTT 不允许。请填写主题，例如 "site/store-001/${property}"。`,
				},
			};
		case "wildcard":
			return {
				path,
				part: { start: fault.at, end: fault.at + 1 },
				message: {
					en: `"${property}" is published to "${topic}": a topic to publish to cannot hold the wildcard "${topic.charAt(fault.at)}", the broker cuts the connection. Write one whole topic.`,
					"zh-cn": `"${property}" 发布到 "${topic}"：发布主题不能包含通配符 "${topic.charAt(fault.at)}"，代理会断开连接。请写出完整的主题。`,
				},
			};
		case "misplaced":
			return {
				path,
				part: { start: fault.at, end: fault.at + 1 },
				message: {
					en: `The wildcard "${topic.charAt(fault.at)}" must take a whole level of the topic, "#" the last one.`,
					"zh-cn": `通配符 "${topic.charAt(fault.at)}" 必须占据主题的整个层级，"#" 只能在最后一级。`,
				},
			};
		case "system":
			return {
				path,
				message: {
					en: `Topics under $SYS are the broker's own: it does not take "${property}" there. Write a topic of your own.`,
					"zh-cn": `$SYS 下的主题属于代理自身，不接受 "${property}" 的发布。请使用自己的主题。`,
				},
			};
	}
}
