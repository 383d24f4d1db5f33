import { EvaluationError } from "@marcbachmann/cel-js";

/** Code of an error that API servers run into as well: there, the rule fails with it. */
const failed = "kubernetes_failed";
/** Code of an error that only says that this program cannot tell. */
const notChecked = "kubernetes_not_checked";

/** What goes wrong in the same way on an API server. */
const definite = new Set([
	failed,
	"no_such_key",
	"index_out_of_bounds",
	"index_out_of_range",
	"division_by_zero",
	"modulo_by_zero",
	"numeric_overflow",
	"int_conversion_error",
	"uint_conversion_error",
	"double_conversion_error",
	"bool_conversion_error",
	"invalid_duration",
	"optional_value_missing",
]);

/** An error that a function of Kubernetes' library gives on an API server, too. */
export function failure(message: string): EvaluationError {
	return new EvaluationError({ code: failed, message });
}

/** An error that leaves open what an API server would do. */
export function undecided(message: string): EvaluationError {
	return new EvaluationError({ code: notChecked, message });
}

/** What an API server says of an error; `undefined` where it may not have run into it. */
export function definiteMessage(error: unknown): string | undefined {
	return error instanceof EvaluationError && definite.has(error.code) ? error.summary : undefined;
}
