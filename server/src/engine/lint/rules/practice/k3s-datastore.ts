import { type K3sServer, k3sConfigurationKind, k3sServerIn } from "../../../semantic/k3sConfiguration";
import type { Workspace } from "../../../semantic/workspace";
import type { Rule, RuleContext, Wording } from "../../rule";

/** Gibibytes of memory that a node needs for embedded etcd. */
const etcdMemory = 4;

export const k3sDatastore: Rule = {
	id: "k3s-datastore",
	level: "warning",
	topic: "practice",
	title: {
		en: "The datastore does not fit the number of K3s servers",
		"zh-cn": "数据存储与 K3s 服务器数量不符",
	},
	why: {
		en: "One server with less than 4 GB: SQLite, the default. Three or five servers with 4 GB or more each: embedded etcd (`cluster-init` on the first, `server` on the others). More than five, up to ten: external etcd. More than ten, or a database already at hand: an external database (`datastore-endpoint`). SQLite serves one server only, and an even number of etcd members bears the loss of no more members than one less would. The servers of a site are the K3s configuration files in one folder, or in folders beside each other, of which one begins the cluster and the others join it; a node's memory is known from a label `…/node-class=micro|standard|strong`.",
		"zh-cn":
			"一台内存小于 4 GB 的服务器：用默认的 SQLite。三台或五台、每台 4 GB 以上：内置 etcd（第一台写 `cluster-init`，其余写 `server`）。超过五台、不超过十台：外部 etcd。超过十台或已有数据库：外部数据库（`datastore-endpoint`）。SQLite 只支持一台服务器；偶数个 etcd 成员能承受的故障数并不比少一个更多。一个站点的服务器是同一文件夹或相邻文件夹中的 K3s 配置文件，其中一个创建集群，其余加入；节点内存取自 `…/node-class=micro|standard|strong` 标签。",
	},
	kinds: [k3sConfigurationKind],
	check(context) {
		const { object, workspace } = context;
		const own = k3sServerIn(object);
		if (own === undefined) return;
		if (own.clusterInit && own.external) {
			tell(context, "cluster-init", {
				en: "With datastore-endpoint the cluster's data is kept there, and cluster-init does nothing. Remove one of the two.",
				"zh-cn": "设置了 datastore-endpoint 后，数据保存在外部，cluster-init 不起作用。请删除其中一个。",
			});
			return;
		}
		if (own.joins) return;
		const count = serversOf(own, workspace);
		if (own.clusterInit) judgeEtcd(context, own, count);
		else if (!own.external && count > 1) {
			const key = Object.keys(object.data)[0] ?? "";
			tell(context, key, {
				en: `${count - 1} more ${count === 2 ? "server joins" : "servers join"} this one, but it keeps its data in SQLite, which serves one server only. Set cluster-init: true here, before the others join.`,
				"zh-cn": `还有 ${count - 1} 台服务器加入此服务器，但它使用 SQLite，只支持一台服务器。请在其他服务器加入前在此设置 cluster-init: true。`,
			});
		}
	},
};

function judgeEtcd(context: RuleContext, { memory }: K3sServer, count: number): void {
	if (count > 10) {
		tell(context, "cluster-init", {
			en: `${count} servers are too many for etcd. Keep the data in an external database (datastore-endpoint).`,
			"zh-cn": `${count} 台服务器对 etcd 来说太多。请使用外部数据库（datastore-endpoint）。`,
		});
	} else if (count > 5) {
		tell(context, "cluster-init", {
			en: `With ${count} servers, embedded etcd slows down with each member. Use an external etcd (datastore-endpoint), or 3 or 5 servers.`,
			"zh-cn": `有 ${count} 台服务器时，内置 etcd 会随成员增加而变慢。请使用外部 etcd（datastore-endpoint），或改为 3 台或 5 台。`,
		});
	} else if (count > 1 && count % 2 === 0) {
		tell(context, "cluster-init", {
			en: `${count} etcd members bear the loss of no more than ${count - 1} would, and one more can fail. Use ${count + 1} servers.`,
			"zh-cn": `${count} 个 etcd 成员能承受的故障数与 ${count - 1} 个相同，却多了一个可能故障的成员。请使用 ${count + 1} 台服务器。`,
		});
	} else if (memory !== undefined && memory < etcdMemory) {
		tell(context, "cluster-init", {
			en: `Embedded etcd needs ${etcdMemory} GB of memory on each server, and this node's class has ${memory}. Use SQLite (remove cluster-init) on one server, or larger nodes.`,
			"zh-cn": `内置 etcd 要求每台服务器有 ${etcdMemory} GB 内存，而该节点的类别只有 ${memory} GB。请用一台服务器加 SQLite（去掉 cluster-init），或使用更大的节点。`,
		});
	}
}

function tell({ report }: RuleContext, key: string, message: Wording): void {
	report({ path: [key], part: "key", message });
}

/** How many servers a site has, as far as its files tell; 1 where they are those of several clusters. */
function serversOf(first: K3sServer, workspace: Workspace): number {
	const others = workspace
		.ofKind(k3sConfigurationKind)
		.flatMap((object) => k3sServerIn(object) ?? [])
		.filter(({ site, node }) => site === first.site && node !== first.node);
	const begins = others.some(({ joins, clusterInit, external }) => !joins || clusterInit || external);
	return begins ? 1 : 1 + new Set(others.map(({ node }) => node)).size;
}
