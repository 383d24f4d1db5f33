import { type Environment, Optional, type ParseResult } from "@marcbachmann/cel-js";
import type { ValidationRule } from "../../engine/schema/jsonSchema";
import { definiteMessage } from "./errors";
import { rewriteCalls, usesVariable } from "./rewrite";
import type { CelValue } from "./values";

/** Why a rule is not checked. */
export type Unchecked =
	/** It compares with the object as it was before, which only an API server has. */
	| { readonly kind: "transition" }
	/** It uses something that this program does not know. */
	| { readonly kind: "unsupported"; readonly detail: string };

/** A rule, ready to run. */
export type CompiledRule =
	| { readonly kind: "checked"; readonly source: ValidationRule; run(self: CelValue): string | undefined }
	| Unchecked;

/** Compiles a rule. It gives the message of an API server for a value that violates it. */
export function compileRule(source: ValidationRule, environment: Environment): CompiledRule {
	const rule = source.rule.trim();
	// API servers skip an empty rule.
	if (rule === "") return { kind: "checked", source, run: () => undefined };
	if (usesVariable(rule, "oldSelf") && !source.optionalOldSelf) return { kind: "transition" };
	const parsed = parse(rule, environment, ["bool", "dyn"]);
	if (typeof parsed === "string") return { kind: "unsupported", detail: parsed };
	const expression = source.messageExpression?.trim();
	const messageExpression = expression ? parse(expression, environment, ["string", "dyn"]) : undefined;
	const name = source.message?.trim() || rule;
	return {
		kind: "checked",
		source,
		run(self) {
			const context = { self, oldSelf: Optional.none() };
			let result: unknown;
			try {
				result = parsed(context);
			} catch (error) {
				const message = definiteMessage(error);
				return message === undefined ? undefined : `${lowerFirst(message)} evaluating rule: ${name}`;
			}
			if (result !== false) return undefined;
			const message = typeof messageExpression === "function" ? evaluateMessage(messageExpression, context) : undefined;
			return message ?? (source.message?.trim() || `failed rule: ${rule}`);
		},
	};
}

/** An expression ready to run, or what is wrong with it. */
function parse(expression: string, environment: Environment, types: readonly string[]): ParseResult | string {
	try {
		const parsed = environment.parse(rewriteCalls(expression));
		const { valid, type, error } = parsed.check();
		if (!valid) return error?.summary ?? "not understood";
		return type !== undefined && types.includes(type) ? parsed : `gives ${type}`;
	} catch (error) {
		return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
	}
}

/** The text that an expression gives; `undefined` where API servers fall back on the rule's own message. */
function evaluateMessage(expression: ParseResult, context: { readonly self: CelValue }): string | undefined {
	try {
		const result: unknown = expression(context);
		if (typeof result !== "string") return undefined;
		const text = result.trim();
		return text === "" || text.includes("\n") ? undefined : text;
	} catch {
		return undefined;
	}
}

function lowerFirst(text: string): string {
	return text.slice(0, 1).toLowerCase() + text.slice(1);
}
