import type { CoreCode, ProblemCode, Severity } from "../features/problem";
import { rules } from "./rules";

/** What a rule can be set to. */
export type RuleLevel = Severity | "off";

/** Levels by code; what is absent stays as it is. */
export type RuleLevels = Readonly<Partial<Record<string, RuleLevel>>>;

/** From worst to mildest. */
export const severities: readonly Severity[] = ["error", "warning", "info", "hint"];

export const ruleLevels: readonly RuleLevel[] = ["off", ...severities];

/** Every core code, with the severity that its findings usually have. */
export const coreSeverity: Readonly<Record<CoreCode, Severity>> = {
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

export function isCoreCode(code: string): code is CoreCode {
	return Object.hasOwn(coreSeverity, code);
}

/** The level of every code, as long as no settings say otherwise. */
export const usualLevels: ReadonlyMap<ProblemCode, RuleLevel> = new Map<ProblemCode, RuleLevel>([
	...Object.entries(coreSeverity),
	...rules.map(({ id, level }): [string, RuleLevel] => [id, level]),
]);

/** All codes: core codes first, then rules in alphabetical order. */
export const problemCodes: readonly ProblemCode[] = [...usualLevels.keys()];

export function isProblemCode(text: string): text is ProblemCode {
	return usualLevels.has(text);
}

export function isRuleLevel(text: string): text is RuleLevel {
	return (ruleLevels as readonly string[]).includes(text);
}

/** True where a severity is as bad as a limit, or worse. */
export function reaches(severity: Severity, limit: Severity): boolean {
	return severities.indexOf(severity) <= severities.indexOf(limit);
}
