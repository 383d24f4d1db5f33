// Part of every compiled validator: what surrounds the generated code.
import { type GeneratedValidator, withManners } from "../../../server/src/compiler/runtime/manners";
import type { NameRule } from "../../../server/src/engine/schema/crd/metadata";
import type { Validator } from "../types";
import { metadataValidators } from "./metadata";

export type { GeneratedValidator } from "../../../server/src/compiler/runtime/manners";

/**
 * Gives generated code the manners of an API server.
 *
 * @param rule how objects of the kind are named; null where the generated code checks metadata itself
 * @param builtin whether API servers have the kind built in
 */
export function guard(generated: GeneratedValidator, rule: NameRule | null, builtin: boolean): Validator {
	const named = rule === null ? undefined : metadataValidators[rule];
	const errorsOf = withManners(generated, builtin ? both(named, metadataValidators.builtin) : named);
	const validator = ((value) => {
		validator.errors = errorsOf(value);
		return validator.errors.length === 0;
	}) as Validator;
	validator.errors = [];
	return validator;
}

function both(first: GeneratedValidator | undefined, second: GeneratedValidator): GeneratedValidator {
	const validator: GeneratedValidator = (value) => {
		const all = [first, second].filter((one) => one !== undefined);
		validator.errors = all.flatMap((one) => (one(value) ? [] : (one.errors ?? [])));
		return validator.errors.length === 0;
	};
	return validator;
}
