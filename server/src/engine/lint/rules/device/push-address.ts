import { entriesOf } from "../../../devices/device";
import { deviceKind } from "../../../devices/kinds";
import { numberIn, textIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Finding, Rule } from "../../rule";

export const pushAddress: Rule = {
	id: "push-address",
	level: "warning",
	topic: "device",
	title: {
		en: "Values are pushed to an address that is not complete",
		"zh-cn": "数据推送地址不完整",
	},
	why: {
		en: "KubeEdge's mappers hand the address of `pushMethod` on as it is. For MQTT it needs a scheme (`tcp://192.168.1.5:1883`); for HTTP the mapper puts `hostName`, `:`, `port` and `requestPath` together, so that `hostName` needs `http://` or `https://`, and `requestPath` a slash at its start. Without them every push fails, and only the mapper's log tells.",
		"zh-cn":
			"KubeEdge 的 mapper 原样使用 `pushMethod` 中的地址。MQTT 地址需要协议前缀（`tcp://192.168.1.5:1883`）；HTTP 由 `hostName`、`:`、`port` 和 `requestPath` 拼接而成，因此 `hostName` 需要 `http://` 或 `https://`，`requestPath` 需要以斜杠开头。缺少它们时每次推送都会失败，且只能在 mapper 日志中看到。",
	},
	kinds: [deviceKind],
	check({ object, report }) {
		for (const { path, data } of entriesOf(object)) {
			const mqtt: Path = [...path, "pushMethod", "mqtt"];
			const address = textIn(data, "pushMethod", "mqtt", "address");
			if (address !== undefined && address !== "" && !mqttScheme.test(address)) {
				const bare = !address.includes("://");
				report(
					withPrefix(address, [...mqtt, "address"], bare ? `tcp://${address}` : undefined, "tcp://192.168.1.5:1883"),
				);
			}
			const qos = numberIn(data, "pushMethod", "mqtt", "qos");
			if (qos !== undefined && ![0, 1, 2].includes(qos)) {
				report({
					path: [...mqtt, "qos"],
					message: {
						en: `MQTT has qos 0 (at most once), 1 (at least once) and 2 (exactly once), not ${qos}.`,
						"zh-cn": `MQTT 的 qos 只有 0（至多一次）、1（至少一次）和 2（恰好一次），没有 ${qos}。`,
					},
				});
			}
			const http: Path = [...path, "pushMethod", "http"];
			const host = textIn(data, "pushMethod", "http", "hostName");
			if (host !== undefined && host !== "" && !/^https?:\/\//i.test(host)) {
				const bare = !host.includes("://");
				report(withPrefix(host, [...http, "hostName"], bare ? `http://${host}` : undefined, "http://192.168.1.5"));
			}
			const request = textIn(data, "pushMethod", "http", "requestPath");
			if (request !== undefined && request !== "" && !/^[/?]/.test(request)) {
				report({
					path: [...http, "requestPath"],
					message: {
						en: `"${request}" is put right behind the port, so the address is no address any more. Write "/${request}".`,
						"zh-cn": `"${request}" 会直接拼在端口后面，地址因此无效。请写 "/${request}"。`,
					},
					fixes: [changeTo(`/${request}`, [...http, "requestPath"])],
				});
			}
		}
	},
};

/** What the MQTT client of KubeEdge's mappers takes. */
const mqttScheme = /^(?:tcp|mqtts?|ssl|tls|tcps|mqtt\+ssl|wss?|unix):\/\//i;

function withPrefix(text: string, path: Path, meant: string | undefined, example: string): Finding {
	return {
		path,
		message: {
			en: `"${text}" has no scheme that the mapper can use: nothing is pushed. Write "${meant ?? example}".`,
			"zh-cn": `"${text}" 缺少 mapper 可用的协议前缀，数据推送不出去。请写 "${meant ?? example}"。`,
		},
		fixes: meant === undefined ? [] : [changeTo(meant, path)],
	};
}

function changeTo(meant: string, path: Path) {
	return {
		title: { en: `Change to "${meant}"`, "zh-cn": `改为 "${meant}"` },
		changes: [{ set: path, to: meant }],
	};
}
