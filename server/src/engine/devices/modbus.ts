import { type MapperSettings, numberOf, setting, textOf } from "./settings";

/** The kinds of register, as mappers read them. */
export const registerKinds = ["CoilRegister", "DiscreteInputRegister", "InputRegister", "HoldingRegister"] as const;
export type RegisterKind = (typeof registerKinds)[number];

/** Other spellings, without case, blanks and dashes, and with neither `register` nor a plural's `s` at the end. */
const spellings: ReadonlyMap<string, RegisterKind> = new Map([
	["coil", "CoilRegister"],
	["discrete", "DiscreteInputRegister"],
	["discreteinput", "DiscreteInputRegister"],
	["input", "InputRegister"],
	["holding", "HoldingRegister"],
]);

/** The kind of register that a text means, however it is spelled; `undefined` where it is none of them. */
export function registerKindFrom(text: string): RegisterKind | undefined {
	const plain = text.toLowerCase().replaceAll(/[-_ ]/g, "");
	return spellings.get(plain.replace(/registers?$/, "").replace(/s$/, ""));
}

/** Registers that hold one bit each. */
export function holdsBits(kind: RegisterKind): boolean {
	return kind === "CoilRegister" || kind === "DiscreteInputRegister";
}

/** Registers that the protocol has no request to write to. */
export function isReadOnlyRegister(kind: RegisterKind): boolean {
	return kind === "DiscreteInputRegister" || kind === "InputRegister";
}

/** The registers that a property takes. */
export interface RegisterRange {
	readonly kind: RegisterKind;
	readonly start: number;
	readonly count: number;
}

/** The kind of register of a visitor; `undefined` where it says none that is known. */
export function registerKindOf(visitor: MapperSettings): RegisterKind | undefined {
	const text = textOf(setting(visitor, "register"));
	return text === undefined ? undefined : registerKindFrom(text);
}

/** The registers of a visitor; `undefined` where it does not say them, or says something that is no range. */
export function registerRangeOf(visitor: MapperSettings): RegisterRange | undefined {
	const kind = registerKindOf(visitor);
	const start = numberOf(setting(visitor, "offset"));
	const count = numberOf(setting(visitor, "limit"));
	if (kind === undefined || start === undefined || count === undefined) return undefined;
	if (!Number.isInteger(start) || !Number.isInteger(count) || start < 0 || count < 1) return undefined;
	return { kind, start, count };
}

/** How many registers one request may read, as the protocol's specification has it. */
export function mostInOneRequest(kind: RegisterKind): number {
	return holdsBits(kind) ? 2000 : 125;
}

/** How two ranges of registers lie to each other. */
export function relationOf(a: RegisterRange, b: RegisterRange): "apart" | "same" | "within" | "across" {
	if (a.kind !== b.kind) return "apart";
	const [endA, endB] = [a.start + a.count, b.start + b.count];
	if (endA <= b.start || endB <= a.start) return "apart";
	if (a.start === b.start && endA === endB) return "same";
	const aInB = a.start >= b.start && endA <= endB;
	const bInA = b.start >= a.start && endB <= endA;
	return aInB || bInA ? "within" : "across";
}

/** Registers in words, for example `HoldingRegister 2 to 3`. */
export function rangeText({ kind, start, count }: RegisterRange, until: string): string {
	return count === 1 ? `${kind} ${start}` : `${kind} ${start} ${until} ${start + count - 1}`;
}
