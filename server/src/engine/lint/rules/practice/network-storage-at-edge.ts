import { edgeBound } from "../../../semantic/edge";
import { isPartial } from "../../../semantic/partial";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, objectIn, textIn } from "../../../semantic/read";
import type { Workspace } from "../../../semantic/workspace";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

/** Sorts of volumes that need a server elsewhere. */
const networkVolumes = [
	"nfs",
	"cephfs",
	"rbd",
	"iscsi",
	"glusterfs",
	"awsElasticBlockStore",
	"azureDisk",
	"azureFile",
	"gcePersistentDisk",
	"cinder",
	"vsphereVolume",
];

/** Provisioners whose volumes lie with a cloud or a storage cluster. */
const networkProvisioner =
	/(?:^|[./-])(?:nfs|ceph\w*|rbd|ebs|efs|pd|gcepd|gce-pd|azuredisk|azurefile|disk\.csi\.azure|file\.csi\.azure|aws-ebs|azure-disk|azure-file|cinder|vsphere\w*|glusterfs|diskplugin|nasplugin|seaweedfs)(?:[./-]|$)/;

export const networkStorageAtEdge: Rule = {
	id: "network-storage-at-edge",
	level: "info",
	topic: "practice",
	title: {
		en: "An edge workload keeps its data beyond the link",
		"zh-cn": "边缘工作负载的数据放在网络存储上",
	},
	why: {
		en: "A volume of a network file system or a cloud disk is there only as long as the link to it is. When the link drops, reads and writes hang, and after a reboot the pod cannot start at all. Keep the data on the node (`local-path` with `WaitForFirstConsumer`) and copy it away in the background. A file server within the site is another matter: turn the rule off there.",
		"zh-cn":
			"网络文件系统或云盘的卷只有链路通时才可用。断网后读写会挂起，节点重启后 Pod 根本无法启动。请把数据放在节点上（`local-path` 加 `WaitForFirstConsumer`），再在后台复制出去。如果文件服务器就在站点内，可以关闭本规则。",
	},
	kinds: podTemplateKinds,
	check({ object, data, workspace, report }) {
		for (const pod of podTemplatesOf(object)) {
			const found: { readonly path: Path; readonly what: string }[] = [];
			for (const { value, path } of itemsAt(pod.spec.value, ["volumes"])) {
				const sort = networkVolumes.find((name) => value[name] !== undefined);
				if (sort !== undefined) found.push({ path: [...pod.spec.path, ...path, sort], what: sort });
				const claim = textIn(value, "persistentVolumeClaim", "claimName");
				const provisioner = claim === undefined ? undefined : provisionerOfClaim(claim, object.namespace, workspace);
				if (provisioner !== undefined) {
					found.push({ path: [...pod.spec.path, ...path, "persistentVolumeClaim", "claimName"], what: provisioner });
				}
			}
			for (const { value, path } of itemsAt(data, [...pod.workload.path, "spec", "volumeClaimTemplates"])) {
				const storageClass = textIn(value, "spec", "storageClassName");
				const provisioner = storageClass === undefined ? undefined : networkProvisionerOf(storageClass, workspace);
				if (provisioner !== undefined) found.push({ path: [...path, "spec", "storageClassName"], what: provisioner });
			}
			const evidence = found.length === 0 ? undefined : edgeBound(object, pod, workspace);
			if (evidence === undefined) continue;
			for (const { path, what } of found) {
				report({
					path,
					message: {
						en: `The pod runs at the edge (${evidence.text}) and its volume (${what}) is reached over the network: without the link it hangs, and cannot start again. Use local storage, such as local-path.`,
						"zh-cn": `Pod 运行在边缘（${evidence.text}），而它的卷（${what}）要通过网络访问：断网时会挂起，且无法重新启动。请使用本地存储，例如 local-path。`,
					},
				});
			}
		}
	},
};

function provisionerOfClaim(name: string, namespace: string | undefined, workspace: Workspace): string | undefined {
	const [claim, ...others] = workspace
		.named("/PersistentVolumeClaim", name)
		.filter((one) => (one.namespace ?? "default") === (namespace ?? "default") && !isPartial(one, workspace));
	if (claim === undefined || others.length > 0) return undefined;
	const storageClass = textIn(objectIn(claim.data, "spec"), "storageClassName");
	return storageClass === undefined ? undefined : networkProvisionerOf(storageClass, workspace);
}

function networkProvisionerOf(storageClass: string, workspace: Workspace): string | undefined {
	const [declared, ...others] = workspace.named("storage.k8s.io/StorageClass", storageClass);
	if (declared === undefined || others.length > 0) return undefined;
	const provisioner = textIn(declared.data, "provisioner") ?? "";
	return networkProvisioner.test(provisioner) ? provisioner : undefined;
}
