import { numberIn, objectIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

/** How many replicas the platform's own guide asks for. */
const wanted: readonly (readonly [string, number])[] = [
	["apiserver", 3],
	["controller", 2],
	["etcd", 3],
];

export const platformNotRedundant: Rule = {
	id: "platform-not-redundant",
	level: "warning",
	topic: "practice",
	title: {
		en: "High availability is turned on but not given",
		"zh-cn": "启用了高可用，但副本数不足",
	},
	why: {
		en: "With `ha.enabled` the platform is to survive the loss of a host. That takes three API servers, two controllers with leader election, and three members of etcd (an even number of members is no safer than one less). Two controllers without leader election both act, and undo each other's work.",
		"zh-cn":
			"设置 `ha.enabled` 是为了在失去一台主机后平台仍可用。这需要三个 API Server、两个启用选主的控制器和三个 etcd 成员（偶数个成员并不比少一个更安全）。两个没有选主的控制器会同时工作，互相破坏。",
	},
	kinds: ["file/edge-platform-values"],
	check({ data, report }) {
		const controllers = numberIn(data, "controller", "replicaCount") ?? 0;
		const election = ["controller", "leaderElection", "enabled"];
		if (controllers > 1 && valueIn(data, ...election) === false) {
			report({
				path: election,
				message: {
					en: `${controllers} controllers without leader election all act at once, and undo each other's work. Turn it on.`,
					"zh-cn": `${controllers} 个控制器没有选主，会同时工作、互相破坏。请启用选主。`,
				},
				fixes: [
					{
						title: { en: "Elect a leader", "zh-cn": "启用选主" },
						byHand: true,
						changes: [{ set: election, to: true }],
					},
				],
			});
		}
		const members = ["etcd", "replicaCount"];
		const count = numberIn(data, ...members) ?? 0;
		if (count > 0 && count % 2 === 0 && valueIn(data, "etcd", "enabled") !== false) {
			report({
				path: members,
				message: {
					en: `${count} members of etcd bear the loss of no more than ${count - 1} would, and one more can fail. Use ${count + 1}.`,
					"zh-cn": `${count} 个 etcd 成员能承受的故障数与 ${count - 1} 个相同，却多了一个可能故障的成员。请使用 ${count + 1} 个。`,
				},
				fixes: [
					{
						title: { en: `Use ${count + 1} members`, "zh-cn": `使用 ${count + 1} 个成员` },
						byHand: true,
						changes: [{ set: members, to: count + 1 }],
					},
				],
			});
		}
		if (valueIn(data, "ha", "enabled") !== true) return;
		for (const [part, least] of wanted) {
			const path = [part, "replicaCount"];
			const replicas = numberIn(data, ...path);
			if (replicas === undefined || replicas >= least) continue;
			// Two members of etcd have been told of above.
			if (part === "etcd" && (replicas === 2 || objectIn(data, "etcd")?.enabled === false)) continue;
			report({
				path,
				message: {
					en: `ha.enabled asks for ${least} of ${part}, not ${replicas}: the loss of one host stops the platform.`,
					"zh-cn": `启用 ha.enabled 时 ${part} 应为 ${least} 个，而不是 ${replicas} 个：失去一台主机平台就会停止。`,
				},
				fixes: [
					{
						title: { en: `Run ${least}`, "zh-cn": `运行 ${least} 个` },
						byHand: true,
						changes: [{ set: path, to: least }],
					},
				],
			});
		}
	},
};
