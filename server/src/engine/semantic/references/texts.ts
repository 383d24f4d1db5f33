import type { Span } from "../../text/span";
import { dataAt, type Path } from "../../yaml/path";
import { isObject } from "../objects";

export function nameText(value: unknown): string | undefined {
	if (typeof value === "string") return value;
	return typeof value === "number" ? String(value) : undefined;
}

export function detailText(value: unknown): string | undefined {
	if (typeof value === "string" || typeof value === "number") return String(value);
	if (!isObject(value)) return undefined;
	// KubeEdge v1alpha2 writes a property's type as the only field of an object.
	return Object.entries(value)
		.map(([name, inner]) => {
			const access = isObject(inner) && typeof inner.accessMode === "string" ? ` ${inner.accessMode}` : "";
			return `${name}${access}`;
		})
		.join(", ");
}

export function labelsAt(data: unknown, path: Path): Readonly<Record<string, string>> {
	const value = dataAt(data, path);
	if (!isObject(value)) return {};
	const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
	return Object.fromEntries(entries);
}

/** The names in a text, with where each stands. The platform's own manifests write such a list as JSON. */
export function namesIn(text: string, separator: string): { readonly name: string; readonly part: Span }[] {
	const names: { readonly name: string; readonly part: Span }[] = [];
	if (text.trimStart().startsWith("[")) {
		for (const { index, 1: name = "" } of text.matchAll(/"([^"\\]+)"/g)) {
			names.push({ name, part: { start: index + 1, end: index + 1 + name.length } });
		}
		return names;
	}
	let start = 0;
	for (const piece of text.split(separator)) {
		const name = piece.trim();
		const lead = start + piece.length - piece.trimStart().length;
		if (name !== "") names.push({ name, part: { start: lead, end: lead + name.length } });
		start += piece.length + separator.length;
	}
	return names;
}
