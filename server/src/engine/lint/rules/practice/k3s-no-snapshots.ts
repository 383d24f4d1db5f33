import type { Rule } from "../../rule";

export const k3sNoSnapshots: Rule = {
	id: "k3s-no-snapshots",
	level: "info",
	topic: "practice",
	title: {
		en: "A site's etcd is not backed up",
		"zh-cn": "站点的 etcd 没有备份",
	},
	why: {
		en: "K3s takes snapshots of its embedded etcd twice a day by itself. `etcd-disable-snapshots: true` stops that: after a power cut that corrupts the database there is nothing to restore, and the site is set up anew. Remove the option, unless something else backs it up.",
		"zh-cn":
			"K3s 默认每天两次为内置 etcd 创建快照。`etcd-disable-snapshots: true` 会关闭快照：断电损坏数据库后无从恢复，只能重建站点。除非另有备份，请删除该选项。",
	},
	kinds: ["file/k3s"],
	check({ data, report }) {
		if (data["etcd-disable-snapshots"] !== true || data["datastore-endpoint"] !== undefined) return;
		const path = ["etcd-disable-snapshots"];
		report({
			path,
			message: {
				en: "Nothing is left to restore this site from when its database is damaged. Remove this option.",
				"zh-cn": "数据库损坏后，该站点没有可恢复的备份。请删除此选项。",
			},
			fixes: [{ title: { en: "Take snapshots", "zh-cn": "启用快照" }, changes: [{ remove: path }] }],
		});
	},
};
