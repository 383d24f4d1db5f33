import type { Rule } from "../../rule";

export const k3sKubeconfigReadable: Rule = {
	id: "k3s-kubeconfig-readable",
	level: "warning",
	topic: "practice",
	title: {
		en: "Every user of the machine is an administrator of the cluster",
		"zh-cn": "机器上的任何用户都是集群管理员",
	},
	why: {
		en: '`/etc/rancher/k3s/k3s.yaml` holds the administrator\'s key. With a mode such as `0644` every user and every program on the machine can read it, and own the cluster. Write `"0600"`; or `"0640"` with `write-kubeconfig-group` for the people who need it.',
		"zh-cn":
			'`/etc/rancher/k3s/k3s.yaml` 中是管理员密钥。权限为 `0644` 时，机器上的任何用户和程序都能读取它，从而控制整个集群。请写 `"0600"`；需要给部分人使用时，写 `"0640"` 并设置 `write-kubeconfig-group`。',
	},
	kinds: ["file/k3s"],
	check({ data, report }) {
		const path = ["write-kubeconfig-mode"];
		const mode = data["write-kubeconfig-mode"];
		// YAML 1.1 reads a bare 0644 as the octal number that it is.
		const digits =
			typeof mode === "number"
				? mode < 512 && mode !== 400 && mode !== 440 && mode !== 444
					? mode.toString(8)
					: String(mode)
				: mode;
		if (typeof digits !== "string" || !/^0?[0-7]{3}$/.test(digits) || !/[4-7]$/.test(digits)) return;
		report({
			path,
			message: {
				en: `With mode ${digits} every user and program on this machine can read the administrator's kubeconfig. Write "0600".`,
				"zh-cn": `权限为 ${digits} 时，机器上的任何用户和程序都能读取管理员的 kubeconfig。请写 "0600"。`,
			},
			fixes: [
				{ title: { en: 'Write "0600"', "zh-cn": '改为 "0600"' }, byHand: true, changes: [{ set: path, to: "0600" }] },
			],
		});
	},
};
