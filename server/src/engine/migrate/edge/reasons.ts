import type { BilingualText } from "../../schema/types";

/** Why something of an edge system's object is not carried over, or deserves a look. */

export const device = {
	noHostname: {
		en: "v1beta1 pins a device to one node by name, and this selects by something else; write spec.nodeName",
		"zh-cn": "v1beta1 按节点名把设备固定到一个节点，而此处不是按主机名选择；请填写 spec.nodeName",
	},
	manyNodes: {
		en: "v1beta1 pins a device to one node, and this names several or none; write spec.nodeName",
		"zh-cn": "v1beta1 只能把设备固定到一个节点，而此处给出了多个节点或没有节点；请填写 spec.nodeName",
	},
	moreConditions: {
		en: "the device is pinned to the node of that name; the other conditions have no place in v1beta1",
		"zh-cn": "设备已固定到该名称的节点；其余条件在 v1beta1 中没有对应字段",
	},
	nodeNameWins: {
		en: "spec.nodeName is there already and decides",
		"zh-cn": "已有 spec.nodeName，以它为准",
	},
	oneProtocol: {
		en: "a device speaks one protocol in v1beta1",
		"zh-cn": "在 v1beta1 中一个设备只使用一种协议",
	},
	sameSetting: {
		en: "configData has a setting of this name with another meaning already; give one of them another name that the mapper reads",
		"zh-cn": "configData 中已有同名但含义不同的设置；请按 mapper 的要求为其中一个改名",
	},
	noProtocolName: {
		en: "nothing here says which protocol it is; write spec.protocol.protocolName",
		"zh-cn": "此处无法得知是哪种协议；请填写 spec.protocol.protocolName",
	},
	configData: {
		en: "the settings stand side by side in configData now; check that your mapper (for v1beta1) reads them under these names",
		"zh-cn": "这些设置现在平铺在 configData 中；请确认（支持 v1beta1 的）mapper 按这些名称读取",
	},
	dataTopic: {
		en: "v1beta1 pushes data for each property with pushMethod, which also needs the broker: write pushMethod.mqtt with address and topic in spec.properties",
		"zh-cn":
			"v1beta1 通过每个属性的 pushMethod 推送数据，还需要代理地址；请在 spec.properties 的相应属性中填写 pushMethod.mqtt 的 address 和 topic",
	},
	runtimeState: {
		en: "what a device reports is runtime state; KubeEdge writes it (into DeviceStatus from release 1.23 on)",
		"zh-cn": "设备上报的内容属于运行时状态，由 KubeEdge 写入（1.23 起写入 DeviceStatus）",
	},
	timestamp: {
		en: "when a value was set is runtime state",
		"zh-cn": "设置值的时间属于运行时状态",
	},
	desired: {
		en: "the desired value stands in spec.properties now; KubeEdge sends it to the device where the property is ReadWrite",
		"zh-cn": "期望值现在写在 spec.properties 中；属性为 ReadWrite 时 KubeEdge 会把它下发到设备",
	},
	reported: {
		en: "reportToCloud: true was added, without which v1beta1 reports nothing",
		"zh-cn": "已添加 reportToCloud: true，否则 v1beta1 不会上报",
	},
	twice: {
		en: "spec.properties says it already",
		"zh-cn": "spec.properties 中已有该内容",
	},
	cycleInModel: {
		en: "cycles stand in the Device now: write collectCycle and reportCycle in its spec.properties",
		"zh-cn": "采集和上报周期现在写在 Device 中：请在其 spec.properties 中填写 collectCycle 和 reportCycle",
	},
	modelVisitors: {
		en: "a DeviceModel may hold visitors from KubeEdge 1.22 on; for older releases write them in each Device",
		"zh-cn": "KubeEdge 1.22 起 DeviceModel 才能包含 visitors；更早的版本请写在每个 Device 中",
	},
	noSuchProperty: {
		en: "the model has no property of this name",
		"zh-cn": "模型中没有该名称的属性",
	},
	defaultValue: {
		en: "v1beta1 models have no default values; write spec.properties[].desired in the Devices that need one",
		"zh-cn": "v1beta1 的模型没有默认值；请在需要的 Device 中填写 spec.properties[].desired",
	},
	oneType: {
		en: "a property has one type",
		"zh-cn": "一个属性只有一种类型",
	},
} satisfies Record<string, BilingualText>;

export const openyurt = {
	selector: {
		en: "a NodePool selects no nodes any more: label each node apps.openyurt.io/nodepool=<name of the pool>",
		"zh-cn": "NodePool 不再选择节点：请为每个节点添加标签 apps.openyurt.io/nodepool=<节点池名称>",
	},
	runtimeState: {
		en: "status is what the controller reports; it writes it anew",
		"zh-cn": "status 由控制器写入，会重新生成",
	},
	sameSelector: {
		en: "the selector of the workload template holds",
		"zh-cn": "以工作负载模板中的 selector 为准",
	},
	otherSelector: {
		en: "it differs from the selector of the workload template, which holds",
		"zh-cn": "与工作负载模板中的 selector 不同，以模板为准",
	},
	byLabels: {
		en: "a YurtAppSet v1beta1 deploys into NodePools, named in spec.pools; make sure that a NodePool of this name holds these nodes",
		"zh-cn": "YurtAppSet v1beta1 部署到 spec.pools 中的 NodePool；请确认同名 NodePool 包含这些节点",
	},
	noPool: {
		en: "the topology names no pool; write spec.pools",
		"zh-cn": "拓扑中没有节点池名称；请填写 spec.pools",
	},
	patch: {
		en: "it cannot be told as JSON patches without knowing how lists merge; write spec.workload.workloadTweaks[].tweaks.patches",
		"zh-cn": "列表的合并方式不明，无法改写为 JSON patch；请填写 spec.workload.workloadTweaks[].tweaks.patches",
	},
	noTemplate: {
		en: "there is neither a deploymentTemplate nor a statefulSetTemplate",
		"zh-cn": "既没有 deploymentTemplate 也没有 statefulSetTemplate",
	},
	unknownField: {
		en: "YurtAppSet v1beta1 has no such field",
		"zh-cn": "YurtAppSet v1beta1 没有该字段",
	},
} satisfies Record<string, BilingualText>;

export const cluster = {
	version: {
		en: "nothing in a Cluster chooses a Kubernetes version; status.kubernetesVersion reports it",
		"zh-cn": "Cluster 中没有选择 Kubernetes 版本的字段，实际版本见 status.kubernetesVersion",
	},
	type: {
		en: "only virtual clusters are declared in a Cluster, with an annotation; all others are just connected",
		"zh-cn": "只有虚拟集群需要在 Cluster 中用注解声明，其他集群直接接入即可",
	},
	distribution: {
		en: "the distribution of a virtual cluster is k3s, k0s or k8s; that of others is not declared",
		"zh-cn": "虚拟集群的发行版只能是 k3s、k0s 或 k8s；其他集群不需要声明发行版",
	},
} satisfies Record<string, BilingualText>;
