import type { BilingualText } from "../../schema/types";

/** Why something of a built-in object is not carried over, or deserves a look. */

export const builtin = {
	runtimeState: {
		en: "status is what the controller reports; it writes it anew",
		"zh-cn": "status 由控制器写入，会重新生成",
	},
	gone: { en: "the new version has no such field", "zh-cn": "新版本没有该字段" },
	numericPort: {
		en: "the port was written as a text; it is a number now",
		"zh-cn": "端口原为字符串，现改为数字",
	},
	bothBackends: { en: "spec.defaultBackend is there already", "zh-cn": "已有 spec.defaultBackend" },
	selector: {
		en: "spec.selector was added with the labels of the pod template, as the old version chose them; it cannot be changed later",
		"zh-cn": "已按旧版本的默认规则，用 Pod 模板的标签补充 spec.selector；之后不能修改",
	},
	noSelector: {
		en: "spec.selector is required now, and the pod template has no labels to take it from; write both",
		"zh-cn": "spec.selector 现在必填，但 Pod 模板没有标签可用；请填写二者",
	},
	onDelete: {
		en: "updateStrategy OnDelete was written down, which was the default; RollingUpdate is now",
		"zh-cn": "已写明 updateStrategy 为 OnDelete（旧版本的默认值）；新版本默认 RollingUpdate",
	},
	rollout: {
		en: "defaults of a rollout differ in apps/v1: at most 25% of the pods at a time, 10 old ReplicaSets kept, failed after 600 s; write spec.strategy, spec.revisionHistoryLimit or spec.progressDeadlineSeconds for others",
		"zh-cn":
			"apps/v1 的发布默认值不同：每次最多 25% 的 Pod、保留 10 个旧 ReplicaSet、600 秒后判为失败；需要其他值请填写 spec.strategy、spec.revisionHistoryLimit 或 spec.progressDeadlineSeconds",
	},
	rollback: {
		en: "a rollback is an action, not a state: run kubectl rollout undo",
		"zh-cn": "回滚是操作而不是状态：请执行 kubectl rollout undo",
	},
	metric: {
		en: "the metric has no target that autoscaling/v2 knows; write its target",
		"zh-cn": "该指标没有 autoscaling/v2 支持的目标值；请填写 target",
	},
	emptySelector: {
		en: "it selected no pod in policy/v1beta1 and would select every pod of the namespace in policy/v1; write which pods are meant",
		"zh-cn": "在 policy/v1beta1 中不选择任何 Pod，而在 policy/v1 中会选择命名空间内所有 Pod；请写明目标 Pod",
	},
	sideEffects: {
		en: "sideEffects must be None or NoneOnDryRun now; None was written: check that the webhook changes nothing outside the object it answers for",
		"zh-cn": "sideEffects 现在只能为 None 或 NoneOnDryRun；已写为 None：请确认 Webhook 除所处理的对象外不修改任何内容",
	},
	webhookDefault: {
		en: "the old default was written down, since that of the new version differs",
		"zh-cn": "新版本的默认值不同，已写明旧的默认值",
	},
	signer: {
		en: "spec.signerName is required now and nothing here says which one; for a client certificate write kubernetes.io/kube-apiserver-client",
		"zh-cn": "spec.signerName 现在必填，但此处无法得知；客户端证书请填写 kubernetes.io/kube-apiserver-client",
	},
	usages: {
		en: "spec.usages is required now; the old default was written down",
		"zh-cn": "spec.usages 现在必填，已写明旧的默认值",
	},
	topology: {
		en: "endpoints have nodeName and zone only; other topology is a matter of the node's labels",
		"zh-cn": "端点只有 nodeName 和 zone；其他拓扑信息由节点标签提供",
	},
	event: {
		en: "eventTime, action, reason, reportingController and reportingInstance are required now; write those that are missing",
		"zh-cn": "eventTime、action、reason、reportingController 和 reportingInstance 现在必填；请补充缺少的字段",
	},
	schema: {
		en: "a schema is required now; one that keeps every field was added",
		"zh-cn": "现在必须有 schema；已添加保留所有字段的 schema",
	},
	preserve: {
		en: "the old version kept unknown fields; x-kubernetes-preserve-unknown-fields was added to the schema's objects so that none gets lost: remove it where the schema is complete",
		"zh-cn":
			"旧版本保留未知字段；已在 schema 的各对象中添加 x-kubernetes-preserve-unknown-fields 以免丢失：schema 完整的地方可以删除",
	},
	structural: {
		en: "types were added where the schema left them out, since every schema must be structural now",
		"zh-cn": "schema 现在必须是结构化的，已补充缺少的 type",
	},
	metadataSchema: {
		en: "a definition may describe name and generateName of metadata only; the server knows the rest",
		"zh-cn": "定义只能描述 metadata 的 name 和 generateName，其余由服务器规定",
	},
	choice: {
		en: "a structural schema takes no type, additionalProperties or nullable within allOf, anyOf, oneOf and not; the schema allows more without it",
		"zh-cn":
			"结构化 schema 的 allOf、anyOf、oneOf 和 not 中不能有 type、additionalProperties 或 nullable；去掉后 schema 更宽松",
	},
	choiceText: {
		en: "within allOf, anyOf, oneOf and not there is no place for texts and defaults",
		"zh-cn": "allOf、anyOf、oneOf 和 not 中不能写说明文字和默认值",
	},
	approval: {
		en: "groups below k8s.io and kubernetes.io belong to the Kubernetes project and need an approval; the annotation api-approved.kubernetes.io says that there is none: write the link of the approval where there is one",
		"zh-cn":
			"k8s.io 和 kubernetes.io 下的组属于 Kubernetes 项目，需要批准；注解 api-approved.kubernetes.io 表示未获批准：如已批准请填写其链接",
	},
	otherVersion: {
		en: "spec.versions says which versions there are",
		"zh-cn": "版本由 spec.versions 给出",
	},
	subject: {
		en: "a subject says its apiGroup instead of its apiVersion",
		"zh-cn": "主体用 apiGroup 代替 apiVersion",
	},
	everybody: {
		en: 'the user "*" meant everybody who is authenticated; it is the group system:authenticated now',
		"zh-cn": "用户 “*” 表示所有已认证用户，现改为组 system:authenticated",
	},
	addressType: {
		en: "the address type IP was split; this one was told from the addresses",
		"zh-cn": "地址类型 IP 已拆分，此处根据地址判断",
	},
	strategies: {
		en: "one strategy is left; the first one was taken",
		"zh-cn": "现在只有一个策略，已取第一个",
	},
} satisfies Record<string, BilingualText>;
