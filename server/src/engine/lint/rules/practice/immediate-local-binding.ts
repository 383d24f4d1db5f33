import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

/** Provisioners whose volumes lie on one node's disk. */
const local: ReadonlySet<string> = new Set([
	"rancher.io/local-path",
	"openebs.io/local",
	"local.csi.openebs.io",
	"zfs.csi.openebs.io",
	"topolvm.io",
	"topolvm.cybozu.com",
]);

export const immediateLocalBinding: Rule = {
	id: "immediate-local-binding",
	level: "warning",
	topic: "practice",
	title: {
		en: "Local storage is bound before the pod has a node",
		"zh-cn": "本地存储在 Pod 确定节点之前就绑定",
	},
	why: {
		en: "A volume on a node's disk ties its pod to that node. With `Immediate`, the default, the volume is made before anyone knows where the pod may run: with a selector for another node it stays Pending. Write `volumeBindingMode: WaitForFirstConsumer`.",
		"zh-cn":
			"节点磁盘上的卷会把 Pod 绑在该节点。默认的 `Immediate` 会在还不知道 Pod 能在哪里运行时就创建卷：如果 Pod 选择的是另一个节点，就会一直 Pending。请写 `volumeBindingMode: WaitForFirstConsumer`。",
	},
	kinds: ["storage.k8s.io/StorageClass"],
	check({ object, data, report }) {
		const provisioner = textIn(data, "provisioner") ?? "";
		if (!local.has(provisioner) || data.volumeBindingMode === "WaitForFirstConsumer") return;
		report({
			path: data.volumeBindingMode === undefined ? ["provisioner"] : ["volumeBindingMode"],
			message: {
				en: `"${object.name}" makes volumes on a node's disk (${provisioner}) before it is known where the pod can run, which then may not fit. Set volumeBindingMode: WaitForFirstConsumer.`,
				"zh-cn": `"${object.name}" 在节点磁盘上创建卷（${provisioner}），但此时还不知道 Pod 能在哪里运行，两者可能不符。请设置 volumeBindingMode: WaitForFirstConsumer。`,
			},
			fixes: [
				{
					title: { en: "Wait for the first pod", "zh-cn": "等待第一个使用者" },
					changes: [{ set: ["volumeBindingMode"], to: "WaitForFirstConsumer" }],
				},
			],
		});
	},
};
