/** Keys and indexes from a document's root to a value. */
export type Path = readonly (string | number)[];

/** Splits a JSON pointer; a step is a number where the data has a list. */
export function parsePointer(pointer: string, data: unknown): Path {
	const path: (string | number)[] = [];
	let value = data;
	for (const step of pointerSteps(pointer)) {
		path.push(Array.isArray(value) ? Number(step) : step);
		value = dataAt(value, [path.at(-1) ?? step]);
	}
	return path;
}

/** The names in a JSON pointer. */
export function pointerSteps(pointer: string): string[] {
	return pointer
		.split("/")
		.slice(1)
		.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value that a JSON pointer leads to in plain data; `undefined` where it leads nowhere. */
export function valueAt(data: unknown, pointer: string): unknown {
	let value = data;
	for (const step of pointerSteps(pointer)) {
		if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
		value = (value as Readonly<Record<string, unknown>>)[step];
	}
	return value;
}

/** The value at a path in plain data; `undefined` where there is none. */
export function dataAt(data: unknown, path: Path): unknown {
	let value = data;
	for (const step of path) {
		if (typeof value !== "object" || value === null) return undefined;
		value = (value as Record<string | number, unknown>)[step];
	}
	return value;
}

/** A path as Kubernetes writes it: `spec.properties[0].name`. */
export function pathText(path: Path): string {
	let text = "";
	for (const step of path) {
		if (typeof step === "number") text += `[${step}]`;
		else text += text === "" ? step : `.${step}`;
	}
	return text;
}
