import type { ProblemCode, Severity } from "../engine";

/** What a rule can be set to. */
export type RuleLevel = Severity | "off";

/** Levels by rule; what is absent stays as the engine has it. */
export type RuleLevels = Readonly<Partial<Record<ProblemCode, RuleLevel>>>;

/** From worst to mildest. */
export const severities: readonly Severity[] = ["error", "warning", "info", "hint"];

export const ruleLevels: readonly RuleLevel[] = ["off", ...severities];

/** Every rule, with the severity that its findings usually have. */
export const usualSeverity: Readonly<Record<ProblemCode, Severity>> = {
	"yaml-syntax": "error",
	"duplicate-key": "error",
	"document-too-large": "error",
	"missing-api-version": "error",
	"missing-kind": "error",
	"unknown-kind": "error",
	"unknown-version": "error",
	"removed-version": "error",
	"removed-kind": "error",
	"documented-kind": "info",
	"deprecated-version": "warning",
	"no-schema": "info",
	"ignored-namespace": "warning",
	"unknown-field": "error",
	"unpublished-field": "error",
	"missing-field": "error",
	"wrong-type": "error",
	"not-allowed-value": "error",
	"out-of-limits": "error",
	"bad-format": "error",
	"duplicate-item": "error",
	"schema-rule": "error",
	"not-served": "warning",
	"pruned-on-cluster": "warning",
	"refused-on-cluster": "warning",
};

/** The codes of all rules. */
export const ruleCodes: readonly ProblemCode[] = Object.keys(usualSeverity).filter(isRuleCode);

export function isRuleCode(text: string): text is ProblemCode {
	return Object.hasOwn(usualSeverity, text);
}

export function isRuleLevel(text: string): text is RuleLevel {
	return (ruleLevels as readonly string[]).includes(text);
}

/** True where a severity is as bad as a limit, or worse. */
export function reaches(severity: Severity, limit: Severity): boolean {
	return severities.indexOf(severity) <= severities.indexOf(limit);
}
