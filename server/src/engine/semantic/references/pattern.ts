import type { Path } from "../../yaml/path";
import { isObject, type JsonObject } from "../objects";
import type { Pattern, Pointer } from "./relation";

type Step = { readonly field: string } | "items" | "values" | "keys";

/** The steps of a pattern. @throws Error where it is none */
function stepsOf(pattern: Pattern): Step[] {
	const steps: Step[] = [];
	const piece = /\.?([A-Za-z_$][\w-]*)|\[\*\]|\{\*\}|\{key\}|\["([^"]+)"\]/y;
	while (piece.lastIndex < pattern.length) {
		const at = piece.lastIndex;
		const found = piece.exec(pattern);
		if (found === null) throw new Error(`"${pattern}" is no pattern, at ${at}`);
		const [text, name, quoted] = found;
		const field = name ?? quoted;
		if (field !== undefined) steps.push({ field });
		else steps.push(text === "[*]" ? "items" : text === "{*}" ? "values" : "keys");
	}
	return steps;
}

/** A place in data that a pattern fits. */
export interface Place {
	readonly path: Path;
	readonly value: unknown;
	/** True where the last step of the path is what the pattern means, not the value behind it. */
	readonly key: boolean;
}

/** Patterns with what they stand for, looked for all at once. */
export class PatternTree<T> {
	private readonly fields = new Map<string, PatternTree<T>>();
	private items: PatternTree<T> | undefined;
	private values: PatternTree<T> | undefined;
	private readonly keys: T[] = [];
	private readonly ends: T[] = [];

	/** @throws Error where the pattern is none */
	add(pattern: Pattern, meaning: T): void {
		this.put(stepsOf(pattern), meaning);
	}

	get empty(): boolean {
		return this.fields.size === 0 && this.items === undefined && this.values === undefined;
	}

	private put([step, ...rest]: readonly Step[], meaning: T): void {
		if (step === undefined) this.ends.push(meaning);
		else if (step === "keys") this.keys.push(meaning);
		else if (step === "items") {
			this.items ??= new PatternTree();
			this.items.put(rest, meaning);
		} else if (step === "values") {
			this.values ??= new PatternTree();
			this.values.put(rest, meaning);
		} else {
			let next = this.fields.get(step.field);
			if (next === undefined) {
				next = new PatternTree();
				this.fields.set(step.field, next);
			}
			next.put(rest, meaning);
		}
	}

	/** Tells of every place in data that a pattern fits. */
	walk(data: unknown, path: Path, found: (meaning: T, place: Place) => void): void {
		for (const meaning of this.ends) found(meaning, { path, value: data, key: false });
		if (Array.isArray(data)) {
			const { items } = this;
			if (items !== undefined) for (const [index, item] of data.entries()) items.walk(item, [...path, index], found);
			return;
		}
		if (!isObject(data)) return;
		for (const [field, next] of this.fields) {
			if (Object.hasOwn(data, field)) next.walk(data[field], [...path, field], found);
		}
		if (this.values === undefined && this.keys.length === 0) return;
		for (const [name, value] of Object.entries(data)) {
			this.values?.walk(value, [...path, name], found);
			for (const meaning of this.keys) found(meaning, { path: [...path, name], value, key: true });
		}
	}

	/** What stands for a path, whether or not data has it. */
	meaningsOf(path: Path, key: boolean): T[] {
		const [step, ...rest] = path;
		if (step === undefined) return key ? [] : [...this.ends];
		if (typeof step === "number") return this.items?.meaningsOf(rest, key) ?? [];
		return [
			...(this.fields.get(step)?.meaningsOf(rest, key) ?? []),
			...(this.values?.meaningsOf(rest, key) ?? []),
			...(key && rest.length === 0 ? this.keys : []),
		];
	}
}

/** The path that a pointer means, seen from a value. */
export function pointedAt(path: Path, pointer: Pointer): Path {
	const steps = pointer.split("/");
	let base: Path = path.slice(0, -1);
	if (steps[0] === "") base = [];
	for (const step of steps) {
		if (step === "" || step === ".") continue;
		base = step === ".." ? base.slice(0, -1) : [...base, step.replaceAll("~1", "/")];
	}
	return base;
}

/** The value that a pointer means, seen from the value at a path of some data. */
export function valuePointedAt(data: JsonObject, path: Path, pointer: Pointer): unknown {
	let value: unknown = data;
	for (const step of pointedAt(path, pointer)) {
		if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
		value = (value as Readonly<Record<string | number, unknown>>)[step];
	}
	return value;
}
