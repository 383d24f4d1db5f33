import { isObject, type JsonObject } from "../objects";

/** One condition on labels. */
export interface LabelCondition {
	readonly key: string;
	readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
	readonly values: readonly string[];
}

/** Conditions on labels that all have to hold. */
export interface Selector {
	readonly labels: Readonly<Record<string, string>>;
	readonly conditions: readonly LabelCondition[];
}

export type Labels = Readonly<Record<string, string>>;

/**
 * Reads a selector in either form: `matchLabels` with `matchExpressions`, or labels themselves.
 *
 * @returns `undefined` where it is none, or an empty one, which says nothing
 */
export function readSelector(value: unknown): Selector | undefined {
	if (!isObject(value)) return undefined;
	const full = "matchLabels" in value || "matchExpressions" in value;
	const labels = texts(full ? value.matchLabels : value);
	const conditions = full ? conditionsOf(value) : [];
	if (labels === undefined || conditions === undefined) return undefined;
	if (Object.keys(labels).length === 0 && conditions.length === 0) return undefined;
	return { labels, conditions };
}

/** Whether labels fulfil a selector. */
export function selects({ labels, conditions }: Selector, of: Labels): boolean {
	const has = (key: string) => Object.hasOwn(of, key);
	return (
		Object.entries(labels).every(([key, value]) => has(key) && of[key] === value) &&
		conditions.every(({ key, operator, values }) => {
			if (operator === "Exists") return has(key);
			if (operator === "DoesNotExist") return !has(key);
			const listed = has(key) && values.includes(of[key] ?? "");
			return operator === "In" ? listed : !listed;
		})
	);
}

/** A selector in words: `app=web, tier in (a, b)`. */
export function selectorText({ labels, conditions }: Selector): string {
	return [
		...Object.entries(labels).map(([key, value]) => `${key}=${value}`),
		...conditions.map(({ key, operator, values }) => {
			if (operator === "Exists") return key;
			if (operator === "DoesNotExist") return `!${key}`;
			return `${key} ${operator === "In" ? "in" : "notin"} (${values.join(", ")})`;
		}),
	].join(", ");
}

/** A map of texts; `undefined` where some value is none, since then the selector is not to be judged. */
function texts(value: unknown): Labels | undefined {
	if (value === undefined || value === null) return {};
	if (!isObject(value)) return undefined;
	const entries = Object.entries(value);
	return entries.every((entry): entry is [string, string] => typeof entry[1] === "string")
		? Object.fromEntries(entries)
		: undefined;
}

function conditionsOf({ matchExpressions }: JsonObject): LabelCondition[] | undefined {
	if (matchExpressions === undefined || matchExpressions === null) return [];
	if (!Array.isArray(matchExpressions)) return undefined;
	const conditions = matchExpressions.map(conditionOf);
	return conditions.every((condition) => condition !== undefined) ? conditions : undefined;
}

function conditionOf(value: unknown): LabelCondition | undefined {
	if (!isObject(value)) return undefined;
	const { key, operator, values } = value;
	if (typeof key !== "string") return undefined;
	if (operator !== "In" && operator !== "NotIn" && operator !== "Exists" && operator !== "DoesNotExist")
		return undefined;
	const list = Array.isArray(values) ? values : [];
	return { key, operator, values: list.filter((item): item is string => typeof item === "string") };
}
