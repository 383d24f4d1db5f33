import { deviceKind } from "../../../devices/kinds";
import { sameNamespace } from "../../../devices/lookup";
import { ownConnectionOf, protocolOf, type Setting, setting, textOf } from "../../../devices/settings";
import { isNear } from "../../../semantic/near";
import type { ManifestObject } from "../../../semantic/objects";
import { isPartial } from "../../../semantic/partial";
import type { Workspace } from "../../../semantic/workspace";
import type { Rule } from "../../rule";

export const duplicateMqttClient: Rule = {
	id: "duplicate-mqtt-client",
	level: "hint",
	topic: "device",
	title: {
		en: "Two devices connect to a broker as the same client",
		"zh-cn": "两个设备以同一客户端标识连接代理",
	},
	why: {
		en: "An MQTT broker knows each client by its identifier and cuts off the former connection when another one comes with the same. Where a mapper opens a connection for each device, two devices with one identifier throw each other out every few seconds. It is a hint because a mapper may share one connection among devices.",
		"zh-cn":
			"MQTT 代理靠客户端标识区分客户端；同一标识再次连接时，会断开先前的连接。如果 mapper 为每个设备单独建立连接，标识相同的两个设备每隔几秒就会互相踢下线。由于 mapper 也可能让多个设备共用一个连接，因此只作为提示。",
	},
	kinds: [deviceKind],
	check({ object, workspace, report }) {
		const client = clientOf(object);
		if (client === undefined) return;
		const names: unknown = JSON.parse(workspace.derived(namesOfClient, client.key));
		const others = (Array.isArray(names) ? names : [])
			.flatMap((name) => workspace.named(deviceKind, String(name)))
			.filter((other) => other.name !== object.name && sameNamespace(other, object) && isNear(other.uri, object.uri))
			.filter((other) => !isPartial(other, workspace) && clientOf(other)?.key === client.key);
		const [other] = others;
		const found = other && clientOf(other);
		if (other === undefined || found === undefined) return;
		report({
			path: client.setting.path,
			message: {
				en: `Device "${other.name}" connects to the same broker as "${textOf(client.setting)}" too: a broker cuts off the one when the other comes. Give each its own client identifier.`,
				"zh-cn": `设备 "${other.name}" 也以 "${textOf(client.setting)}" 连接同一代理：一个连上，另一个就会被断开。请为每个设备设置不同的客户端标识。`,
			},
			related: [
				{
					object: other,
					path: found.setting.path,
					message: { en: `Device "${other.name}"`, "zh-cn": `设备 "${other.name}"` },
				},
			],
		});
	},
};

interface Client {
	readonly key: string;
	readonly setting: Setting;
}

function clientOf(device: ManifestObject): Client | undefined {
	const connection = ownConnectionOf(device);
	const found = setting(connection, "clientID", "clientId");
	const id = textOf(found);
	const broker = textOf(setting(connection, "brokerURL", "brokerUrl", "broker", "address", "url"));
	if (protocolOf(connection.protocol) !== "mqtt" || found === undefined || !id || !broker) return undefined;
	return { key: JSON.stringify([broker, id]), setting: found };
}

function clients(workspace: Workspace): ReadonlyMap<string, string> {
	const names = new Map<string, Set<string>>();
	for (const device of workspace.ofKind(deviceKind)) {
		const client = clientOf(device);
		if (client === undefined) continue;
		const known = names.get(client.key);
		if (known === undefined) names.set(client.key, new Set([device.name]));
		else known.add(device.name);
	}
	return new Map([...names].map(([key, known]) => [key, JSON.stringify([...known].sort())]));
}

function namesOfClient(workspace: Workspace, key: string): string {
	return workspace.derived(clients).get(key) ?? "[]";
}
