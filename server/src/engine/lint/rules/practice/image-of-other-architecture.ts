import { nodeDemandsOf } from "../../../semantic/placement";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

/** How names and tags of images spell the architectures that nodes have. */
const spellings: ReadonlyMap<string, string> = new Map([
	["amd64", "amd64"],
	["x86_64", "amd64"],
	["x86-64", "amd64"],
	["arm64", "arm64"],
	["arm64v8", "arm64"],
	["aarch64", "arm64"],
	["arm32v7", "arm"],
	["armv7", "arm"],
	["armhf", "arm"],
	["riscv64", "riscv64"],
]);

const architectureLabels: ReadonlySet<string> = new Set(["kubernetes.io/arch", "beta.kubernetes.io/arch"]);

export const imageOfOtherArchitecture: Rule = {
	id: "image-of-other-architecture",
	level: "warning",
	topic: "practice",
	title: {
		en: "An image is built for another architecture than the nodes selected",
		"zh-cn": "镜像的架构与所选节点不符",
	},
	why: {
		en: "The pod selects nodes of one architecture, and the image's name says another. Its program cannot be run there: the container ends with “exec format error” and restarts for ever. Take the image for the selected architecture, or one for several.",
		"zh-cn":
			"Pod 选择了某种架构的节点，而镜像名表明它属于另一种架构。程序在那里无法运行：容器会以 “exec format error” 退出并不断重启。请使用对应架构的镜像或多架构镜像。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const pod of podTemplatesOf(object)) {
			const demand = nodeDemandsOf(pod).find(({ key }) => architectureLabels.has(key));
			if (demand === undefined || demand.values.length === 0) continue;
			for (const { value, path } of pod.containers) {
				const image = textIn(value, "image") ?? "";
				const built = architectureOf(image);
				if (built === undefined || demand.values.includes(built)) continue;
				report({
					path: [...path, "image"],
					message: {
						en: `"${image}" is an image for ${built}, but the pod selects nodes with ${demand.key} ${demand.values.join(", ")}: it cannot start there. Take the image for ${demand.values[0]}.`,
						"zh-cn": `"${image}" 是 ${built} 的镜像，而 Pod 选择了 ${demand.key} 为 ${demand.values.join("、")} 的节点，无法在其上启动。请使用 ${demand.values[0]} 的镜像。`,
					},
				});
			}
		}
	},
};

/** The architecture that an image's name or tag speaks of; `undefined` where it speaks of none, or of several. */
function architectureOf(image: string): string | undefined {
	const name = image.includes("@") ? image.slice(0, image.indexOf("@")) : image;
	const found = new Set<string>();
	for (const word of name.toLowerCase().split(/[/:.]|-(?!64)/)) {
		const architecture = spellings.get(word);
		if (architecture !== undefined) found.add(architecture);
	}
	const [only] = found;
	return found.size === 1 ? only : undefined;
}
