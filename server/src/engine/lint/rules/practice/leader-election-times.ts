import { objectIn, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

const usual = { leaseDuration: "15s", renewDeadline: "10s", retryPeriod: "2s" } as const;

/** How much the library spreads retries: `renewDeadline` has to be larger than so many times `retryPeriod`. */
const jitter = 1.2;

export const leaderElectionTimes: Rule = {
	id: "leader-election-times",
	level: "error",
	topic: "practice",
	title: {
		en: "The controller does not start with these leader election times",
		"zh-cn": "控制器无法以这些选主时间启动",
	},
	why: {
		en: "Leader election demands that `leaseDuration` be longer than `renewDeadline`, and that longer than 1.2 times `retryPeriod`; otherwise every replica ends at its start. 15s, 10s and 2s are usual, and right for all but very slow storage.",
		"zh-cn":
			"选主要求 `leaseDuration` 大于 `renewDeadline`，且后者大于 `retryPeriod` 的 1.2 倍，否则所有副本启动时都会退出。常用的是 15s、10s 和 2s，除非存储极慢，都适用。",
	},
	kinds: ["file/edge-platform-values"],
	check({ data, report }) {
		const path = ["controller", "leaderElection"];
		const election = objectIn(data, ...path);
		if (election === undefined || election.enabled === false) return;
		const [lease, renew, retry] = (["leaseDuration", "renewDeadline", "retryPeriod"] as const).map((name) => {
			const text = textIn(election, name) ?? usual[name];
			return { name, text, seconds: secondsOf(text) };
		});
		if (lease?.seconds === undefined || renew?.seconds === undefined || retry?.seconds === undefined) return;
		const tooLong =
			lease.seconds <= renew.seconds ? [renew, lease] : renew.seconds <= jitter * retry.seconds ? [retry, renew] : [];
		const [longer, shorter] = tooLong;
		if (longer === undefined || shorter === undefined) return;
		const at = [...path, election[longer.name] === undefined ? shorter.name : longer.name];
		report({
			path: at,
			message: {
				en: `${longer.name} (${longer.text}) is too long for ${shorter.name} (${shorter.text}): the controller ends at its start. Usual are leaseDuration 15s, renewDeadline 10s, retryPeriod 2s.`,
				"zh-cn": `${longer.name}（${longer.text}）相对 ${shorter.name}（${shorter.text}）过长，控制器启动时会退出。常用值为 leaseDuration 15s、renewDeadline 10s、retryPeriod 2s。`,
			},
			fixes: [
				{
					title: { en: "Write 15s, 10s and 2s", "zh-cn": "改为 15s、10s 和 2s" },
					changes: Object.entries(usual).map(([name, to]) => ({ set: [...path, name], to })),
				},
			],
		});
	},
};

const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Reads a duration of Go, such as `1m30s`. */
function secondsOf(text: string): number | undefined {
	if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined;
	let sum = 0;
	for (const [, digits = "0", unit = "s"] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
		sum += Number(digits) * (units[unit] ?? 1);
	}
	return sum;
}
