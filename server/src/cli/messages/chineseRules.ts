import type { Words } from "./words";

export const chineseRules: Words["rules"] = {
	"yaml-syntax": {
		title: "文本不是 YAML",
		help: "解析器读不了这个文档，因此其中的其他内容没有检查。请修正这一行；常见原因是缩进、引号和冒号。",
	},
	"duplicate-key": { title: "同一对象中的键重复", help: "只有最后一个会生效。请删除一个，或把两者合并。" },
	"document-too-large": { title: "文档超过 API 服务器的上限", help: "API 服务器拒绝超过 3 MB 的请求。请拆分文档。" },
	"missing-api-version": { title: "清单没有 apiVersion", help: "没有它就无法确定类型属于哪个 API。请加上。" },
	"missing-kind": { title: "清单没有 kind", help: "请写上清单所描述的对象的类型。" },
	"unknown-kind": {
		title: "这个 API 中没有这种类型",
		help: "这个 API 是已知的，但没有这种类型；多半是拼写错误，或者用了别的类型的组。",
	},
	"unknown-version": { title: "类型没有这个版本", help: "请用消息中列出的版本。" },
	"removed-version": {
		title: "Kubernetes 已不再提供这个版本",
		help: "请改用消息中列出的版本；有些字段可能要一起修改。",
	},
	"removed-kind": { title: "项目已移除这种类型", help: "如果有后继类型，请用消息中列出的类型。" },
	"documented-kind": { title: "类型只见于文档", help: "没有项目发布它的定义。请确认你的服务器有这种类型。" },
	"deprecated-version": { title: "版本已弃用", help: "现在还能用，以后会移除。请改用替代它的版本。" },
	"no-schema": {
		title: "没有这种类型的模式",
		help: "这个文档没有检查。请用 --schemas 或 .edgewise.yaml 的 schemas 指定含有其 CustomResourceDefinition 的文件夹。",
	},
	"ignored-namespace": { title: "类型属于整个集群", help: "API 服务器会丢弃这种对象的命名空间。请删除它。" },
	"unknown-field": {
		title: "类型没有这个字段",
		help: "API 服务器会不声不响地丢弃这个字段。请修正拼写或位置，或者删除它。",
	},
	"unpublished-field": {
		title: "字段不在已发布的模式里",
		help: "有些文档写了这个字段，但 API 服务器会丢弃它。请按消息所说的写。",
	},
	"missing-field": { title: "缺少必填字段", help: "API 服务器会拒绝这个对象。请加上这个字段。" },
	"wrong-type": {
		title: "值的类型不对",
		help: "API 服务器会拒绝这个对象。常见原因是 YAML 把文本读成了数字或布尔值：请加引号。",
	},
	"not-allowed-value": {
		title: "值不在允许的范围内",
		help: "API 服务器会拒绝这个对象。请用消息中列出的值。",
	},
	"out-of-limits": { title: "值或其长度超出限制", help: "API 服务器会拒绝这个对象。请遵守消息中列出的限制。" },
	"bad-format": { title: "值不符合字段的格式", help: "API 服务器会拒绝这个对象。请按消息所说的写。" },
	"duplicate-item": { title: "列表中有重复的项", help: "列表中每一项或每一项的键只能出现一次。请删除一个。" },
	"schema-rule": {
		title: "对象违反了模式中的规则",
		help: "API 服务器会拒绝这个对象。消息中有模式作者对这条规则的说明。",
	},
	"not-served": {
		title: "有集群不提供类型的这个版本",
		help: "请用所有集群都提供的版本。只在知道集群的编辑器中提示。",
	},
	"pruned-on-cluster": {
		title: "有集群会丢弃这个字段",
		help: "那里的类型定义没有这个字段。只在知道集群的编辑器中提示。",
	},
	"refused-on-cluster": {
		title: "有集群会拒绝这个值",
		help: "那里的类型定义更严格。只在知道集群的编辑器中提示。",
	},
};
