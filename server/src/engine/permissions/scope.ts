import type { ManifestObject } from "../semantic/objects";
import { scopeLabel, scopeValueLabel } from "./kinds";

/** Where a role or binding of the Edge Platform can hold, from the widest to the narrowest. */
export const scopeLevels = ["platform", "cluster", "workspace", "nodegroup", "namespace", "node"] as const;

export type ScopeLevel = (typeof scopeLevels)[number];

/** What the label says for each level; `global` is another word for `platform`. */
export const scopeWords: readonly string[] = ["global", ...scopeLevels];

/** Where a role or binding holds. */
export interface Scope {
	readonly level: ScopeLevel;
	/** The name of the cluster, workspace, … ; empty on the platform, and where the label is missing. */
	readonly value: string;
}

/** What an object's labels say of its scope; `undefined` where they name no level. */
export function scopeOf({ labels }: ManifestObject): Scope | undefined {
	const level = levelOf(labels[scopeLabel]);
	if (level === undefined) return undefined;
	return { level, value: level === "platform" ? "" : (labels[scopeValueLabel] ?? "") };
}

/** The level that a label's value names. */
export function levelOf(text: string | undefined): ScopeLevel | undefined {
	if (text === "global") return "platform";
	return scopeLevels.find((level) => level === text);
}

/** True for an object that the platform brings along and looks after. */
export function isPlatformManaged({ labels }: ManifestObject): boolean {
	return labels["theriseunion.io/managed"] === "true" || labels["iam.theriseunion.io/builtin"] === "true";
}
