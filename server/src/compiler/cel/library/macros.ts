import { type ASTNode, type Environment, Optional } from "@marcbachmann/cel-js";
import { undecided } from "../errors";
import { celEqual } from "../values";

/** What the library passes to macros; its own types leave these out. */
interface Checker {
	check(node: ASTNode, context: Context): unknown;
	getType(name: string): unknown;
}
interface Runner {
	run(node: ASTNode, context: Context): unknown;
}
interface Context {
	forkWithVariable(name: string, type: unknown): BoundContext;
}
interface BoundContext extends Context {
	reuse(context: Context): BoundContext;
	setIterValue(value: unknown, runner: Runner): BoundContext;
}
interface MacroCall {
	readonly args: readonly ASTNode[];
	readonly receiver: ASTNode;
}

/** Macros of Kubernetes' CEL that the library leaves out. */
export function registerMacros(environment: Environment): void {
	environment
		.registerFunction("isSet(ast): bool", isSet)
		.registerOperator("optional<A> == optional<A>", (a: Optional, b: Optional) =>
			a.hasValue() && b.hasValue() ? celEqual(a.value(), b.value()) : a.hasValue() === b.hasValue(),
		)
		.registerFunction("optional.optMap(ast, ast): dyn", mapOptional(true))
		.registerFunction("OptionalNamespace.ofNonZeroValue(dyn): optional<dyn>", (_: unknown, value: unknown) =>
			isZero(value) ? Optional.none() : Optional.of(value),
		)
		.registerFunction("optional.optFlatMap(ast, ast): dyn", mapOptional(false));
	// Calls of `existsOne` have become ones of `exists_one`, as the library calls it.
	for (const macro of ["all", "exists", "exists_one", "transformList"] as const) {
		environment.registerFunction(`list.${macro}(ast, ast, ast): dyn`, overTwoVariables(macro));
	}
}

function isZero(value: unknown): boolean {
	if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
	if (value instanceof Map) return value.size === 0;
	return value === null || value === "" || value === false || value === 0 || value === 0n;
}

/** `has()`, whose argument may begin with anything, for example with an item of a list. */
function isSet({ args: [node] }: MacroCall) {
	if (node?.op !== "." && node?.op !== ".?") throw undecided("has() of no field");
	const [owner, name] = node.args;
	return {
		async: false,
		typeCheck(checker: Checker, _macro: unknown, context: Context) {
			checker.check(owner, context);
			return checker.getType("bool");
		},
		evaluate(runner: Runner, _macro: unknown, context: Context): boolean {
			let value = runner.run(owner, context);
			if (value instanceof Optional) {
				if (!value.hasValue()) return false;
				value = value.value();
			}
			if (value instanceof Map) return value.has(name);
			if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
				return Object.hasOwn(value, name);
			}
			throw undecided("has() of a value without fields");
		},
	};
}

function mapOptional(wrap: boolean) {
	return ({ args: [variable, expression], receiver }: MacroCall) => {
		if (variable?.op !== "id" || expression === undefined) throw undecided("optMap() without a variable");
		let bound: BoundContext | undefined;
		return {
			async: false,
			typeCheck(checker: Checker, _macro: unknown, context: Context) {
				checker.check(receiver, context);
				bound = context.forkWithVariable(variable.args, checker.getType("dyn"));
				checker.check(expression, bound);
				return checker.getType("optional");
			},
			evaluate(runner: Runner, _macro: unknown, context: Context): unknown {
				const optional = runner.run(receiver, context);
				if (!(optional instanceof Optional) || bound === undefined) throw undecided("optMap() of no optional value");
				if (!optional.hasValue()) return optional;
				const result = runner.run(expression, bound.reuse(context).setIterValue(optional.value(), runner));
				return wrap ? Optional.of(result) : result;
			},
		};
	};
}

/** Loops over index and item of a list, or key and value of a map. */
function overTwoVariables(macro: "all" | "exists" | "exists_one" | "transformList") {
	return ({ args: [first, second, expression], receiver }: MacroCall) => {
		if (first?.op !== "id" || second?.op !== "id" || expression === undefined) {
			throw undecided(`${macro}() without two variables`);
		}
		let outer: BoundContext | undefined;
		let inner: BoundContext | undefined;
		return {
			async: false,
			typeCheck(checker: Checker, _macro: unknown, context: Context) {
				checker.check(receiver, context);
				outer = context.forkWithVariable(first.args, checker.getType("dyn"));
				inner = outer.forkWithVariable(second.args, checker.getType("dyn"));
				checker.check(expression, inner);
				return checker.getType(macro === "transformList" ? "list" : "bool");
			},
			evaluate(runner: Runner, _macro: unknown, context: Context): unknown {
				const collection = runner.run(receiver, context);
				const entries: [unknown, unknown][] | undefined = Array.isArray(collection)
					? collection.map((item, index) => [BigInt(index), item])
					: collection instanceof Map
						? [...collection]
						: undefined;
				if (entries === undefined || outer === undefined || inner === undefined) {
					throw undecided(`${macro}() of no list or map`);
				}
				const results: unknown[] = [];
				for (const [key, value] of entries) {
					const outside = outer.reuse(context).setIterValue(key, runner);
					const result = runner.run(expression, inner.reuse(outside).setIterValue(value, runner));
					if (macro === "all" && result === false) return false;
					if (macro === "exists" && result === true) return true;
					results.push(result);
				}
				if (macro === "transformList") return results;
				return macro === "exists_one" ? results.filter((result) => result === true).length === 1 : macro === "all";
			},
		};
	};
}
