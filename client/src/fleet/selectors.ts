import { listAt, stringAt, valueAt } from "./objects";

type Labels = Readonly<Record<string, string>>;

/** Whether labels hold every pair asked for; asking for nothing matches nothing. */
export function hasLabels(labels: Labels | undefined, wanted: unknown): boolean {
	if (typeof wanted !== "object" || wanted === null) return false;
	const pairs = Object.entries(wanted);
	return pairs.length > 0 && pairs.every(([key, value]) => labels?.[key] === value);
}

/**
 * Whether labels match a Kubernetes label selector (`matchLabels` and `matchExpressions`). As in Kubernetes, an empty
 * selector matches everything and an absent one nothing. An operator that Kubernetes does not know matches nothing.
 */
export function matchesSelector(labels: Labels | undefined, selector: unknown): boolean {
	if (typeof selector !== "object" || selector === null) return false;
	const pairs = Object.entries((valueAt(selector, "matchLabels") as Labels | null | undefined) ?? {});
	return (
		pairs.every(([key, value]) => labels?.[key] === value) &&
		listAt(selector, "matchExpressions").every((expression) => matchesExpression(labels, expression))
	);
}

function matchesExpression(labels: Labels | undefined, expression: unknown): boolean {
	const value = labels?.[stringAt(expression, "key") ?? ""];
	const values = listAt(expression, "values");
	switch (stringAt(expression, "operator")) {
		case "In":
			return value !== undefined && values.includes(value);
		case "NotIn":
			return value === undefined || !values.includes(value);
		case "Exists":
			return value !== undefined;
		case "DoesNotExist":
			return value === undefined;
		default:
			return false;
	}
}
