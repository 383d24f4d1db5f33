import { type KubernetesObject, listAt, stringAt, valueAt } from "../objects";

/**
 * The label selector, as a query of the API server has it, that finds the pods which an object runs: its own selector,
 * that of a Job's pods, or the labels of its pods' template.
 *
 * @returns nothing where the object does not say how its pods are labelled
 */
export function podSelectorOf(object: KubernetesObject): string | undefined {
	const selector = valueAt(object, "spec", "selector");
	const written = isMap(selector) ? selectorText(selector) : "";
	if (written !== "") return written;
	if (object.kind === "Job" && object.apiVersion.startsWith("batch/")) return `job-name=${object.metadata.name ?? ""}`;
	for (const path of [
		["spec", "template"],
		["spec", "jobTemplate", "spec", "template"],
	]) {
		const labels = valueAt(object, ...path, "metadata", "labels");
		const text = isMap(labels) ? equalities(labels) : "";
		if (text !== "") return text;
	}
	return undefined;
}

/** A selector with `matchLabels` and `matchExpressions`, or the older one that is the labels themselves. */
function selectorText(selector: Readonly<Record<string, unknown>>): string {
	if (!("matchLabels" in selector) && !("matchExpressions" in selector)) return equalities(selector);
	const labels = isMap(selector.matchLabels) ? equalities(selector.matchLabels) : "";
	const expressions = listAt(selector, "matchExpressions").map(expressionText);
	return [labels, ...expressions].filter((part) => part !== "").join(",");
}

function expressionText(expression: unknown): string {
	const key = stringAt(expression, "key") ?? "";
	const values = listAt(expression, "values").join(",");
	switch (stringAt(expression, "operator")) {
		case "In":
			return `${key} in (${values})`;
		case "NotIn":
			return `${key} notin (${values})`;
		case "Exists":
			return key;
		case "DoesNotExist":
			return `!${key}`;
		default:
			return "";
	}
}

function equalities(labels: Readonly<Record<string, unknown>>): string {
	return Object.entries(labels)
		.flatMap(([key, value]) => (typeof value === "string" ? [`${key}=${value}`] : []))
		.join(",");
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
