/** Keys and indexes from a document's root to a value. */
export type Path = readonly (string | number)[];

/** Splits a JSON pointer; a step is a number where the data has a list. */
export function parsePointer(pointer: string, data: unknown): Path {
	const path: (string | number)[] = [];
	let value = data;
	for (const raw of pointer.split("/").slice(1)) {
		const step = raw.replace(/~1/g, "/").replace(/~0/g, "~");
		path.push(Array.isArray(value) ? Number(step) : step);
		value = dataAt(value, [path.at(-1) ?? step]);
	}
	return path;
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
