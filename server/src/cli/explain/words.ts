import type { Wording } from "../../engine";

/** What `edgewise explain-permission` says of itself. */
export const words = {
	summary: {
		en: "tells who may do what, and why, from manifests alone",
		"zh-cn": "仅根据清单说明谁可以做什么，以及原因",
	},
	about: {
		en: "Decides as the Edge Platform does: along namespace, workspace (or node, node group), cluster and platform, the first\nlevel with a binding whose role allows the request allows it. Roles and bindings of Kubernetes are asked besides.\nEach step names its file and line.",
		"zh-cn":
			"按边缘平台的方式判断：沿命名空间、工作空间（或节点、节点组）、集群、平台逐级检查，第一个有允许该请求的角色绑定的级别\n即允许。此外还检查 Kubernetes 自身的角色和绑定。每一步都给出文件和行号。",
	},
	questions: {
		en: "With a subject and a verb: may it? With a verb alone: who may? With a subject alone: what may it do?",
		"zh-cn": "同时给出主体和动词：是否允许？只给动词：谁可以？只给主体：它能做什么？",
	},
	paths: {
		en: "PATH is a file, a folder (with all *.yaml and *.yml below it), a quoted pattern, or, with a ! before it, what to leave\nout. Give all files that have roles, bindings, workspaces and namespaces.",
		"zh-cn":
			"PATH 是文件、文件夹（包括其中所有 *.yaml 和 *.yml）、加引号的模式，前面加 ! 表示排除。\n请给出包含角色、绑定、工作空间和命名空间的全部文件。",
	},
	status: {
		en: "Exit status: 0 allowed, or the question is answered; 1 denied, or nobody may; 2 could not run or not read everything.",
		"zh-cn": "退出状态：0 允许，或问题已回答；1 拒绝，或没有人可以；2 无法运行或有文件无法读取。",
	},
	option: {
		user: { en: "the user who asks", "zh-cn": "提出请求的用户" },
		group: {
			en: "a group that the user is in besides, or, alone, the group that asks",
			"zh-cn": "用户另外所属的用户组；单独使用时表示提出请求的用户组",
		},
		"service-account": { en: "the service account that asks", "zh-cn": "提出请求的服务账号" },
		verb: { en: "what is to be done: get, list, create, …", "zh-cn": "要执行的操作：get、list、create 等" },
		resource: {
			en: "with what: deployments.apps, pods/log, or a kind",
			"zh-cn": "针对的资源：deployments.apps、pods/log，或资源类型",
		},
		name: { en: "the name of one object", "zh-cn": "某个对象的名称" },
		url: { en: "instead of a resource, a path such as /healthz", "zh-cn": "代替资源的路径，例如 /healthz" },
		namespace: { en: "in this namespace", "zh-cn": "在此命名空间中" },
		workspace: { en: "in this workspace", "zh-cn": "在此工作空间中" },
		nodegroup: { en: "in this node group", "zh-cn": "在此节点组中" },
		node: { en: "on this node", "zh-cn": "在此节点上" },
		cluster: { en: "in this cluster", "zh-cn": "在此集群中" },
		json: { en: "print the answer as JSON", "zh-cn": "以 JSON 输出答案" },
		config: {
			en: "settings from this file instead of the nearest .edgewise.yaml",
			"zh-cn": "使用此文件中的设置，而不是最近的 .edgewise.yaml",
		},
	},
	noPaths: {
		en: "explain-permission needs at least one file, folder or pattern",
		"zh-cn": "explain-permission 至少需要一个文件、文件夹或模式",
	},
	noQuestion: {
		en: "give --user, --group or --service-account, or --verb with --resource or --url, or both",
		"zh-cn": "请给出 --user、--group 或 --service-account，或者 --verb 加 --resource 或 --url，也可以同时给出",
	},
	oneSubject: {
		en: "give either --user or --service-account",
		"zh-cn": "--user 和 --service-account 只能给出一个",
	},
	badAccount: (value: string): Wording => ({
		en: `--service-account takes NAMESPACE/NAME, not "${value}"`,
		"zh-cn": `--service-account 的值应为 NAMESPACE/NAME，而不是“${value}”`,
	}),
	verbAndObject: {
		en: "--verb goes with --resource or --url, and they with it",
		"zh-cn": "--verb 必须与 --resource 或 --url 一起使用",
	},
	resourceOrUrl: {
		en: "give either --resource or --url; --name goes with --resource",
		"zh-cn": "--resource 和 --url 只能给出一个；--name 与 --resource 一起使用",
	},
	ambiguous: (resource: string, choices: readonly string[]): Wording => ({
		en: `several groups have "${resource}": write ${choices.join(" or ")}`,
		"zh-cn": `多个 API 组都有“${resource}”：请写成 ${choices.join(" 或 ")}`,
	}),
	unknownResource: (resource: string, meant: readonly string[]): Wording => {
		const [first] = meant;
		return {
			en: `no resource "${resource}" is known.${first === undefined ? "" : ` Did you mean "${first}"?`} With its group, as in ${resource}.example.com, any is taken.`,
			"zh-cn": `未知的资源“${resource}”。${first === undefined ? "" : `是不是想写“${first}”？`}带上 API 组（例如 ${resource}.example.com）则可以使用任意资源。`,
		};
	},
} as const;
