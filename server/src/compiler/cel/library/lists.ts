import type { Environment } from "@marcbachmann/cel-js";
import { Duration } from "@marcbachmann/cel-js/evaluator";
import { failure, undecided } from "../errors";
import { type CelValue, celEqual, compareCel } from "../values";

type List = readonly CelValue[];

/** Kubernetes' functions on lists, and CEL's on lists taken as sets. */
export function registerLists(environment: Environment): void {
	const contains = (list: List, wanted: List) => wanted.every((item) => list.some((other) => celEqual(item, other)));
	environment
		.registerFunction("list.isSorted(): bool", (list: List) =>
			list.every((item, i) => i === 0 || compareCel(list[i - 1], item) <= 0),
		)
		.registerFunction("list.sum(): dyn", sum)
		.registerFunction("list.min(): dyn", (list: List) => extreme(list, -1))
		.registerFunction("list.max(): dyn", (list: List) => extreme(list, 1))
		.registerFunction("list.indexOf(dyn): int", (list: List, item: CelValue) =>
			BigInt(list.findIndex((other) => celEqual(item, other))),
		)
		.registerFunction("list.lastIndexOf(dyn): int", (list: List, item: CelValue) =>
			BigInt(list.findLastIndex((other) => celEqual(item, other))),
		)
		.registerType("SetsNamespace", SetsNamespace)
		.registerConstant("sets", "SetsNamespace", new SetsNamespace())
		.registerFunction("SetsNamespace.contains(list, list): bool", (_: unknown, a: List, b: List) => contains(a, b))
		.registerFunction(
			"SetsNamespace.equivalent(list, list): bool",
			(_: unknown, a: List, b: List) => contains(a, b) && contains(b, a),
		)
		.registerFunction("SetsNamespace.intersects(list, list): bool", (_: unknown, a: List, b: List) =>
			a.some((item) => contains(b, [item])),
		);
}

class SetsNamespace {}

function sum(list: List): CelValue {
	return list.reduce<CelValue>((total, item) => {
		if (typeof total === "bigint" && typeof item === "bigint") return total + item;
		if (typeof item === "number" && (typeof total === "number" || total === 0n)) return Number(total) + item;
		if (item instanceof Duration) return total instanceof Duration ? total.addDuration(item) : item;
		throw undecided("values that cannot be added");
	}, 0n);
}

function extreme(list: List, sign: 1 | -1): CelValue {
	if (list.length === 0) throw failure(`${sign < 0 ? "min" : "max"} called on empty list`);
	return list.reduce((best, item) => (Math.sign(compareCel(item, best)) === sign ? item : best));
}
