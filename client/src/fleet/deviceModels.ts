import { type KubernetesObject, listAt, stringAt, valueAt } from "./objects";

/** What a DeviceModel says of one property. */
export interface PropertyRule {
	readonly name: string;
	/** In the words of v1beta1: `INT`, `FLOAT`, `DOUBLE`, `STRING`, `BOOLEAN`, `BYTES`, `STREAM`. */
	readonly type?: string;
	readonly accessMode?: "ReadWrite" | "ReadOnly";
	readonly minimum?: number;
	readonly maximum?: number;
	readonly unit?: string;
	readonly description?: string;
}

/** The properties of a DeviceModel by name; reads v1beta1 and v1alpha2, whichever shape stands there. */
export function propertyRules(model: KubernetesObject): ReadonlyMap<string, PropertyRule> {
	const rules = new Map<string, PropertyRule>();
	for (const property of listAt(model, "spec", "properties")) {
		const name = stringAt(property, "name");
		if (name !== undefined) rules.set(name, readRule(name, property));
	}
	return rules;
}

function readRule(name: string, property: unknown): PropertyRule {
	// v1alpha2: `type: {double: {accessMode: …, minimum: …}}`; v1beta1: the same fields beside `type: DOUBLE`.
	const typed = valueAt(property, "type");
	const [nestedType, nested] = typeof typed === "object" && typed !== null ? (Object.entries(typed)[0] ?? []) : [];
	const fields = nestedType === undefined ? property : nested;
	const type = nestedType?.toUpperCase() ?? stringAt(property, "type");
	const accessMode = stringAt(fields, "accessMode");
	const minimum = limit(valueAt(fields, "minimum"));
	const maximum = limit(valueAt(fields, "maximum"));
	const unit = stringAt(fields, "unit");
	const description = stringAt(property, "description");
	return {
		name,
		...(type && { type }),
		...((accessMode === "ReadWrite" || accessMode === "ReadOnly") && { accessMode }),
		...(minimum !== undefined && { minimum }),
		...(maximum !== undefined && { maximum }),
		...(unit && { unit }),
		...(description && { description }),
	};
}

/** v1beta1 writes limits as strings, v1alpha2 as numbers. */
function limit(value: unknown): number | undefined {
	if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}
