// Part of every compiled validator: what surrounds the generated code.
import { type GeneratedValidator, withManners } from "../../../server/src/compiler/runtime/manners";
import type { NameRule } from "../../../server/src/engine/schema/crd/metadata";
import type { Validator } from "../types";
import * as metadataValidators from "./metadata";

export type { GeneratedValidator } from "../../../server/src/compiler/runtime/manners";

/**
 * Gives generated code the manners of an API server.
 *
 * @param rule how objects of the kind are named; null where the generated code checks metadata itself
 */
export function guard(generated: GeneratedValidator, rule: NameRule | null): Validator {
	const errorsOf = withManners(generated, rule === null ? undefined : metadataValidators[rule]);
	const validator = ((value) => {
		validator.errors = errorsOf(value);
		return validator.errors.length === 0;
	}) as Validator;
	validator.errors = [];
	return validator;
}
