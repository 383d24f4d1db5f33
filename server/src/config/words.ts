import type { ConfigWords } from "./config";

const meant = (word: string | undefined) => (word === undefined ? "" : ` Did you mean "${word}"?`);

const or = (names: readonly string[]) => `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;

export const englishConfig: ConfigWords = {
	notYaml: (detail) => `this is not YAML: ${detail}`,
	mustBeMap: (what) => `"${what}" must be a map of names to values`,
	mustBeTexts: (what) => `"${what}" must be a list of texts`,
	mustBeOverrides: (what) => `"${what}" must be a list of entries with "files" and "rules"`,
	unknownKey: (key, known, near) => `there is no setting "${key}".${meant(near) || ` There are ${or(known)}.`}`,
	unknownRule: (code, near) => `there is no rule "${code}".${meant(near)}`,
	unknownLevel: (code, value, levels, near) => `"${code}" must be ${or(levels)}, not "${value}".${meant(near)}`,
	missingKey: (key, what) => `"${key}" is missing in ${what}`,
};

const meantInChinese = (word: string | undefined) => (word === undefined ? "" : `是不是想写“${word}”？`);

const orInChinese = (names: readonly string[]) => `${names.slice(0, -1).join("、")} 或 ${names.at(-1)}`;

export const chineseConfig: ConfigWords = {
	notYaml: (detail) => `这不是 YAML：${detail}`,
	mustBeMap: (what) => `“${what}”必须是名称到值的映射`,
	mustBeTexts: (what) => `“${what}”必须是文本列表`,
	mustBeOverrides: (what) => `“${what}”必须是列表，每一项有 files 和 rules`,
	unknownKey: (key, known, near) => {
		return `没有设置项“${key}”。${meantInChinese(near) || `可以用 ${orInChinese(known)}。`}`;
	},
	unknownRule: (code, near) => `没有规则“${code}”。${meantInChinese(near)}`,
	unknownLevel: (code, value, levels, near) => {
		return `“${code}”必须是 ${orInChinese(levels)}，不能是“${value}”。${meantInChinese(near)}`;
	},
	missingKey: (key, what) => `${what} 缺少“${key}”`,
};

/** The words of a locale such as `zh-cn`; English for every language but Chinese. */
export function configWordsFor(locale: string | undefined): ConfigWords {
	return locale?.toLowerCase().startsWith("zh") ? chineseConfig : englishConfig;
}
