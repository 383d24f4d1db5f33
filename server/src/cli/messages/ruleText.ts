import { isCoreCode, type ProblemCode, rules } from "../../engine";
import type { RuleText, Words } from "./words";

/** What a code means, for reports that describe their rules. */
export function ruleText(code: ProblemCode, words: Words): RuleText {
	if (isCoreCode(code)) return words.rules[code];
	const rule = rules.find(({ id }) => id === code);
	const language = words.locale === "en" ? "en" : "zh-cn";
	return { title: rule?.title[language] ?? code, help: rule?.why[language] ?? "" };
}
