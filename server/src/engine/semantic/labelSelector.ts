import { isObject, type JsonObject } from "./objects";
import { itemsAt, listIn, objectIn, textIn } from "./read";

/** Whether labels fit a label selector (`matchLabels`, `matchExpressions`); an empty selector fits everything. */
export function selects(selector: unknown, labels: JsonObject): boolean {
	if (!isObject(selector)) return false;
	if (!hasAll(objectIn(selector, "matchLabels") ?? {}, labels)) return false;
	return itemsAt(selector, ["matchExpressions"]).every(({ value }) => {
		const key = textIn(value, "key") ?? "";
		const values = listIn(value, "values");
		switch (value.operator) {
			case "In":
				return values.includes(labels[key]);
			case "NotIn":
				return !values.includes(labels[key]);
			case "Exists":
				return Object.hasOwn(labels, key);
			case "DoesNotExist":
				return !Object.hasOwn(labels, key);
			default:
				return false;
		}
	});
}

/** Whether labels have all of some others, as a Service's `selector` asks. */
export function hasAll(wanted: JsonObject, labels: JsonObject): boolean {
	return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}
