import { listIn, objectIn, textIn, valueIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule, RuleContext } from "../../rule";

export const loopbackCloudAddress: Rule = {
	id: "loopback-cloud-address",
	level: "info",
	topic: "practice",
	title: {
		en: "The cloud's address is the node's own",
		"zh-cn": "云端地址写成了本机",
	},
	why: {
		en: "`127.0.0.1` stands in the default configuration as a place holder. On an edge node it leads back to the node, where no CloudCore listens; announced by CloudCore, it leads every edge node to itself, and CloudCore's certificate does not hold its real address. Write the address by which edge nodes reach CloudCore.",
		"zh-cn":
			"默认配置中的 `127.0.0.1` 只是占位。在边缘节点上它指向节点自己，那里没有 CloudCore；由 CloudCore 公布时，会让每个边缘节点连自己，而且证书里没有真实地址。请写边缘节点能够访问的 CloudCore 地址。",
	},
	kinds: ["edgecore.config.kubeedge.io/EdgeCore", "cloudcore.config.kubeedge.io/CloudCore"],
	check(context) {
		const { object, data } = context;
		if (object.kind === "CloudCore") {
			for (const [index, address] of listIn(data, "modules", "cloudHub", "advertiseAddress").entries()) {
				if (typeof address === "string") judge(context, address, ["modules", "cloudHub", "advertiseAddress", index]);
			}
			return;
		}
		const hub = objectIn(data, "modules", "edgeHub");
		if (hub === undefined || hub.enable === false) return;
		for (const transport of ["websocket", "quic"]) {
			// What is off is not used, and usually left as it was.
			if ((valueIn(hub, transport, "enable") ?? transport === "websocket") !== true) continue;
			judge(context, textIn(hub, transport, "server"), ["modules", "edgeHub", transport, "server"]);
		}
		judge(context, textIn(hub, "httpServer"), ["modules", "edgeHub", "httpServer"]);
		if (valueIn(data, "modules", "edgeStream", "enable") === true) {
			judge(context, textIn(data, "modules", "edgeStream", "server"), ["modules", "edgeStream", "server"]);
		}
	},
};

const loopback = /^(?:https?:\/\/)?(?:127(?:\.\d+){3}|localhost|0\.0\.0\.0|\[?::1\]?)(?::\d+)?\/?$/i;

function judge({ report }: RuleContext, address: string | undefined, path: Path): void {
	if (address === undefined || !loopback.test(address)) return;
	report({
		path,
		message: {
			en: `"${address}" leads back to the machine itself, not to CloudCore. Write the address by which edge nodes reach CloudCore.`,
			"zh-cn": `"${address}" 指向本机，而不是 CloudCore。请写边缘节点能够访问的 CloudCore 地址。`,
		},
	});
}
