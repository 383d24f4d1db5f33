import { requestsOf } from "../../../semantic/demand";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { bytesText, coresText } from "../../../semantic/quantity";
import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

const mostCpu = 0.5;
const mostMemory = 256 * 2 ** 20;

export const wasmTooLarge: Rule = {
	id: "wasm-too-large",
	level: "info",
	topic: "practice",
	title: {
		en: "A WebAssembly module requests as much as a container",
		"zh-cn": "WebAssembly 模块请求了与普通容器一样多的资源",
	},
	why: {
		en: "WebAssembly is used at the edge because a module starts in milliseconds and takes a few megabytes. Requests copied from a container (more than half a core or 256Mi) reserve a large part of a small node for nothing. Measure, and request that: 50m and 64Mi are usual.",
		"zh-cn":
			"边缘使用 WebAssembly 是因为模块毫秒级启动、只占几兆内存。从普通容器照搬的请求量（超过半个核或 256Mi）会白白占用小节点的很大一部分。请按实测填写，常见为 50m 和 64Mi。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const pod of podTemplatesOf(object)) {
			const runtime = textIn(pod.spec.value, "runtimeClassName") ?? "";
			if (!/(?:^|-)wasm|wasmedge|wasmtime/.test(runtime)) continue;
			const { cpu, memory } = requestsOf(pod);
			if (cpu <= mostCpu && memory <= mostMemory) continue;
			report({
				path: [...pod.spec.path, "runtimeClassName"],
				message: {
					en: `This ${runtime} pod requests ${coresText(cpu)} CPU and ${bytesText(memory)}, as much as a container. Modules need little: measure, and request that.`,
					"zh-cn": `该 ${runtime} Pod 请求了 ${coresText(cpu)} 核和 ${bytesText(memory)} 内存，与普通容器相当。模块所需很少，请按实测填写。`,
				},
			});
		}
	},
};
