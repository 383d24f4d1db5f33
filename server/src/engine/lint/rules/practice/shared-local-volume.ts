import { groupKindOf } from "../../../semantic/objects";
import { itemsAt, listIn, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const sharedLocalVolume: Rule = {
	id: "shared-local-volume",
	level: "warning",
	topic: "practice",
	title: {
		en: "A local volume is to be shared between nodes",
		"zh-cn": "本地卷被要求跨节点共享",
	},
	why: {
		en: "`local-path` keeps a volume on one node's disk, so nothing on another node can mount it: the provisioner refuses `ReadWriteMany` and `ReadOnlyMany`, and the claim stays Pending. Ask for `ReadWriteOnce`. (Only a provisioner that was set up with a shared file system takes them.)",
		"zh-cn":
			"`local-path` 的卷在单个节点的磁盘上，其他节点无法挂载：供应器会拒绝 `ReadWriteMany` 与 `ReadOnlyMany`，PVC 会一直 Pending。请改为 `ReadWriteOnce`。（只有配置了共享文件系统的供应器才接受。）",
	},
	kinds: ["/PersistentVolumeClaim", "apps/StatefulSet"],
	check({ object, data, workspace, report }) {
		const claims =
			groupKindOf(object) === "apps/StatefulSet"
				? itemsAt(data, ["spec", "volumeClaimTemplates"])
				: [{ value: data, path: [] }];
		for (const { value, path } of claims) {
			if (textIn(value, "spec", "storageClassName") !== "local-path") continue;
			// A claim that names its volume asks no provisioner.
			if (textIn(value, "spec", "volumeName") !== undefined) continue;
			const declared = workspace.named("storage.k8s.io/StorageClass", "local-path");
			if (declared.some((one) => textIn(one.data, "provisioner") !== "rancher.io/local-path")) continue;
			for (const [index, mode] of listIn(value, "spec", "accessModes").entries()) {
				if (mode !== "ReadWriteMany" && mode !== "ReadOnlyMany") continue;
				const at = [...path, "spec", "accessModes", index];
				report({
					path: at,
					message: {
						en: `local-path keeps the volume on one node and refuses ${mode}: the claim stays Pending. Write ReadWriteOnce.`,
						"zh-cn": `local-path 的卷只在一个节点上，会拒绝 ${mode}，PVC 会一直 Pending。请改为 ReadWriteOnce。`,
					},
					fixes: [
						{
							title: { en: "Write ReadWriteOnce", "zh-cn": "改为 ReadWriteOnce" },
							changes: [{ set: at, to: "ReadWriteOnce" }],
						},
					],
				});
			}
		}
	},
};
