import type { Environment } from "@marcbachmann/cel-js";
import type { JsonSchema } from "../engine/schema/jsonSchema";
import type { SchemaCompiler } from "../engine/schema/layers";
import type { Validator } from "../engine/schema/types";
import { ruleEnvironment } from "./cel/environment";
import { RuleChecker, rulesApply, type UncheckedRule } from "./cel/ruleChecker";
import { StructuralCompiler } from "./structural";

export type { UncheckedRule } from "./cel/ruleChecker";

/** All that needs libraries too large to load with every start: `dist/compiler.js`. */
export interface Compiler extends SchemaCompiler {
	/** Adds the rules of a schema to a validator that was compiled ahead and knows none. */
	withRules(schema: JsonSchema, validator: Validator): Validator;
	/** The rules of a schema that validators leave to API servers. */
	uncheckedRules(schema: JsonSchema): readonly UncheckedRule[];
}

/** Makes a compiler. What several schemas share is kept as long as it lives. */
export function createCompiler(): Compiler {
	const structural = new StructuralCompiler();
	let environment: Environment | undefined;
	const checkerOf = (schema: JsonSchema) =>
		new RuleChecker(schema, () => {
			environment ??= ruleEnvironment();
			return environment;
		});
	const withRules = (schema: JsonSchema, validator: Validator): Validator => {
		const checker = checkerOf(schema);
		if (!checker.hasRules) return validator;
		return (value) => {
			const findings = validator(value);
			return rulesApply(findings) ? [...findings, ...checker.check(value)] : findings;
		};
	};
	return {
		validator: (schema) => withRules(schema, structural.compile(schema)),
		withRules,
		uncheckedRules: (schema) => checkerOf(schema).unchecked(),
	};
}
