import { isObject } from "../../semantic/objects";
import type { Path } from "../../yaml/path";

/** The same data with another value, or key, at a path. */
export function withName(data: unknown, [step, ...rest]: Path, name: unknown, key: boolean): unknown {
	if (step === undefined) return name;
	if (Array.isArray(data)) return data.map((item, index) => (index === step ? withName(item, rest, name, key) : item));
	if (!isObject(data)) return data;
	return Object.fromEntries(
		Object.entries(data).map(([field, value]): [string, unknown] => {
			if (field !== step) return [field, value];
			return key && rest.length === 0 ? [String(name), value] : [field, withName(value, rest, name, key)];
		}),
	);
}
