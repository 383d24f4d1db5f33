import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { policyName, securityModes, securityPolicies, withdrawnPolicies } from "../../../devices/opcua";
import { isOwn, ownConnectionOf, protocolOf, type Setting, setting, textOf } from "../../../devices/settings";
import type { ManifestObject } from "../../../semantic/objects";
import { closest } from "../../../text/closest";
import type { Finding, Rule } from "../../rule";

export const opcuaSecurity: Rule = {
	id: "opcua-security",
	level: "warning",
	topic: "device",
	title: {
		en: "Security settings of an OPC UA connection that do not fit",
		"zh-cn": "OPC UA 连接的安全设置不正确",
	},
	why: {
		en: "OPC UA protects messages by a mode (None, Sign, SignAndEncrypt) and a policy, the algorithms (None, Basic256Sha256, Aes128_Sha256_RsaOaep, Aes256_Sha256_RsaPss). Either both are None or neither is, and a word that is none of these keeps the mapper from connecting. The policies Basic128Rsa15 and Basic256 have been withdrawn as too weak.",
		"zh-cn":
			"OPC UA 由模式（None、Sign、SignAndEncrypt）和策略（算法：None、Basic256Sha256、Aes128_Sha256_RsaOaep、Aes256_Sha256_RsaPss）保护报文。两者要么都是 None，要么都不是；其他写法会让 mapper 无法连接。Basic128Rsa15 和 Basic256 因强度不足已被废弃。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, report }) {
		const connection = ownConnectionOf(object);
		if (protocolOf(connection.protocol) !== "opcua") return;
		const mode = setting(connection, "securityMode");
		const policy = setting(connection, "securityPolicy");
		const wrong = [
			misspelled(mode, securityModes, (text) => text, object),
			misspelled(policy, securityPolicies, policyName, object),
		].filter((finding) => finding !== undefined);
		for (const finding of wrong) report(finding);
		if (wrong.length > 0) return;
		const modeText = textOf(mode) ?? "";
		const policyText = policyName(textOf(policy) ?? "");
		if (policy !== undefined && isOwn(policy, object) && withdrawnPolicies.has(policyText)) {
			report({
				path: policy.path,
				severity: "hint",
				message: {
					en: `${policyText} has been withdrawn as too weak. Choose Basic256Sha256 or a newer one if the server has it.`,
					"zh-cn": `${policyText} 因强度不足已被废弃。如果服务器支持，请改用 Basic256Sha256 或更新的策略。`,
				},
			});
		}
		if (mode === undefined || policy === undefined || modeText === "" || policyText === "") return;
		if ((modeText === "None") === (policyText === "None") || !isOwn(mode, object)) return;
		report({
			path: mode.path,
			message: {
				en: `Mode ${modeText} and policy ${policyText} contradict each other: either both are None or neither is.`,
				"zh-cn": `模式 ${modeText} 与策略 ${policyText} 矛盾：两者要么都是 None，要么都不是。`,
			},
		});
	},
};

function misspelled(
	found: Setting | undefined,
	words: readonly string[],
	short: (text: string) => string,
	object: ManifestObject,
): Finding | undefined {
	const text = textOf(found);
	if (found === undefined || text === undefined || text === "" || !isOwn(found, object)) return undefined;
	const word = short(text);
	if (words.includes(word)) return undefined;
	const [meant] = closest(word, words);
	return {
		path: found.path,
		message: {
			en: `OPC UA has no "${text}". ${meant === undefined ? `Write one of ${words.join(", ")}` : `Did you mean "${meant}"?`}`,
			"zh-cn": `OPC UA 中没有 "${text}"。${meant === undefined ? `请写 ${words.join("、")} 之一` : `是否想写 "${meant}"？`}`,
		},
		fixes:
			meant === undefined
				? []
				: [
						{
							title: { en: `Change to "${meant}"`, "zh-cn": `改为 "${meant}"` },
							changes: [{ set: found.path, to: meant }],
						},
					],
	};
}
