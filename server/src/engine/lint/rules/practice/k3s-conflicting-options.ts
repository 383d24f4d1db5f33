import type { JsonObject } from "../../../semantic/objects";
import type { Rule, Wording } from "../../rule";

interface Conflict {
	/** The option to underline. */
	readonly at: string;
	readonly holds: (data: JsonObject) => boolean;
	readonly message: Wording;
}

/** What `k3s server` refuses to start with: k3s-io/k3s, pkg/cli/server/server.go. */
const conflicts: readonly Conflict[] = [
	{
		at: "disable-etcd",
		holds: (data) => data["disable-etcd"] === true && has(data, "datastore-endpoint"),
		message: {
			en: "K3s does not start with disable-etcd and datastore-endpoint together: with an external datastore there is no etcd to turn off. Remove disable-etcd.",
			"zh-cn":
				"disable-etcd 与 datastore-endpoint 同时存在时 K3s 无法启动：使用外部数据存储时没有 etcd 可关闭。请删除 disable-etcd。",
		},
	},
	{
		at: "disable-apiserver",
		holds: (data) => data["disable-apiserver"] === true && has(data, "datastore-endpoint"),
		message: {
			en: "K3s does not start with disable-apiserver and datastore-endpoint together. Remove one of them.",
			"zh-cn": "disable-apiserver 与 datastore-endpoint 同时存在时 K3s 无法启动。请删除其中一个。",
		},
	},
	{
		at: "disable-etcd",
		holds: (data) => data["disable-etcd"] === true && !has(data, "server"),
		message: {
			en: "K3s does not start with disable-etcd unless server names the server that has etcd. Add server.",
			"zh-cn": "使用 disable-etcd 时必须用 server 指定运行 etcd 的服务器，否则 K3s 无法启动。请添加 server。",
		},
	},
	{
		at: "cluster-reset-restore-path",
		holds: (data) => has(data, "cluster-reset-restore-path") && data["cluster-reset"] !== true,
		message: {
			en: "K3s does not start with cluster-reset-restore-path unless cluster-reset is true as well.",
			"zh-cn": "使用 cluster-reset-restore-path 时必须同时设置 cluster-reset: true，否则 K3s 无法启动。",
		},
	},
	{
		at: "cluster-reset",
		holds: (data) => data["cluster-reset"] === true,
		message: {
			en: "With cluster-reset K3s throws all other etcd members out and ends; in a file it does so at each start, and the cluster never runs. Give it once on the command line, and remove it here.",
			"zh-cn":
				"cluster-reset 会让 K3s 移除所有其他 etcd 成员后退出；写在文件中会在每次启动时发生，集群永远无法运行。请只在命令行使用一次，并从此处删除。",
		},
	},
	{
		at: "agent-token",
		holds: (data) => has(data, "agent-token") && has(data, "agent-token-file"),
		message: {
			en: "Of agent-token and agent-token-file, the file wins. Remove one of them.",
			"zh-cn": "agent-token 与 agent-token-file 同时存在时以文件为准。请删除其中一个。",
		},
	},
	{
		at: "token",
		holds: (data) => has(data, "token") && has(data, "token-file"),
		message: {
			en: "Of token and token-file, the file wins. Remove the token here.",
			"zh-cn": "token 与 token-file 同时存在时以文件为准。请删除此处的 token。",
		},
	},
];

export const k3sConflictingOptions: Rule = {
	id: "k3s-conflicting-options",
	level: "error",
	topic: "practice",
	title: {
		en: "K3s does not start with these options together",
		"zh-cn": "这些选项同时存在时 K3s 无法启动",
	},
	why: {
		en: "Some options of K3s exclude or need each other, which is only checked at the start: the service ends and is restarted for ever, and the node, or the whole site, stays away. What stands in `/etc/rancher/k3s/config.yaml` is used at the next start at the latest.",
		"zh-cn":
			"K3s 的一些选项互相排斥或互为前提，只有启动时才检查：服务会退出并不断重启，节点乃至整个站点都无法上线。`/etc/rancher/k3s/config.yaml` 中的内容最迟在下次启动时生效。",
	},
	kinds: ["file/k3s"],
	check({ data, report }) {
		for (const { at, holds, message } of conflicts) {
			if (!holds(data)) continue;
			report({
				path: [at],
				part: "key",
				message,
				// With a file beside it, the value here is merely not used.
				...(at.endsWith("token") && { severity: "warning" as const }),
			});
		}
	},
};

function has(data: JsonObject, option: string): boolean {
	const value = data[option];
	return value !== undefined && value !== null && value !== "";
}
