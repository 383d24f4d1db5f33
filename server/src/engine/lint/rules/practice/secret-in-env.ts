import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

const secretName = /(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;

/** A path, a switch or an address is no secret, whatever its name. */
const harmless = /^(?:\/.*|true|false|\d{1,2}|https?:\/\/[^@]*)$/i;

export const secretInEnv: Rule = {
	id: "secret-in-env",
	level: "off",
	topic: "practice",
	title: {
		en: "An environment variable that sounds like a secret has a plain value",
		"zh-cn": "名称像机密的环境变量使用了明文",
	},
	why: {
		en: "A value in `env` can be read by whoever may read pods, shows in `kubectl describe`, and stays in Git for ever. Keep it in a Secret and write `valueFrom.secretKeyRef`. The rule goes by names (`…PASSWORD`, `…TOKEN`, …), so it is off unless you turn it on.",
		"zh-cn":
			"`env` 中的值，凡能读 Pod 的人都能看到，也会出现在 `kubectl describe` 中，并永远留在 Git 里。请放进 Secret 并使用 `valueFrom.secretKeyRef`。本规则只凭名称（`…PASSWORD`、`…TOKEN` 等）判断，因此默认关闭。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { containers } of podTemplatesOf(object)) {
			for (const container of containers) {
				for (const { value, path } of itemsAt(container.value, ["env"])) {
					const name = textIn(value, "name") ?? "";
					const text = textIn(value, "value") ?? "";
					if (text === "" || !secretName.test(name) || harmless.test(text) || text.includes("$(")) continue;
					report({
						path: [...container.path, ...path, "value"],
						message: {
							en: `"${name}" of container "${containerName(container)}" looks like a secret and stands in plain text. Keep it in a Secret and use valueFrom.secretKeyRef.`,
							"zh-cn": `容器 "${containerName(container)}" 的 "${name}" 像是机密，却以明文写出。请放进 Secret 并使用 valueFrom.secretKeyRef。`,
						},
					});
				}
			}
		}
	},
};
