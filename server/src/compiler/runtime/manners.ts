// Part of every validator, also of those that are compiled ahead: what surrounds the generated code.
import type { ValidatorError } from "../../engine/schema/types";
import { valueAt } from "../../engine/yaml/path";

/** A validation function as ajv generates it. */
export interface GeneratedValidator {
	(value: unknown): boolean;
	errors?: readonly ValidatorError[] | null | undefined;
}

/** Keywords whose errors only say that another error follows from a condition. */
const echoes = new Set(["if", "propertyNames"]);

/**
 * Gives generated code the manners of an API server: a known field that is null is an absent field. Where null is a
 * value (`nullable`), and in lists, it stays.
 *
 * @param generated checks the object
 * @param metadata checks the object's metadata; `undefined` where `generated` does so itself
 */
export function withManners(
	generated: GeneratedValidator,
	metadata: GeneratedValidator | undefined,
): (value: unknown) => ValidatorError[] {
	const errorsOf = (value: unknown): ValidatorError[] => {
		const all = [...run(generated, value), ...(metadata === undefined ? [] : metadataErrors(value, metadata))];
		return all.filter((error) => !echoes.has(error.keyword) && !isUnknownsFault(error, all, value)).map(forPeople);
	};
	return (value) => {
		const withoutNulls = dropNulls(value);
		const errors = errorsOf(withoutNulls);
		return withoutNulls === value ? errors : reconsider(errors, errorsOf(value), value);
	};
}

function run(validate: GeneratedValidator, value: unknown): readonly ValidatorError[] {
	return validate(value) ? [] : (validate.errors ?? []);
}

/** What is wrong with the metadata of an object that has any. */
function metadataErrors(object: unknown, validate: GeneratedValidator): ValidatorError[] {
	const { metadata } = (object ?? {}) as { readonly metadata?: unknown };
	if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) return [];
	return run(validate, metadata).map((error) => ({ ...error, instancePath: `/metadata${error.instancePath}` }));
}

/** Unknown fields are dropped before the rest are counted: true where an object has too many only for them. */
function isUnknownsFault(error: ValidatorError, all: readonly ValidatorError[], root: unknown): boolean {
	if (error.keyword !== "maxProperties") return false;
	const { instancePath, params } = error;
	const unknown = all.filter((one) => one.keyword === "additionalProperties" && one.instancePath === instancePath);
	const object = unknown.length === 0 ? undefined : valueAt(root, instancePath);
	if (typeof object !== "object" || object === null) return false;
	return Object.keys(object).length - unknown.length <= Number(params.limit);
}

/** An empty string among allowed values stands for an absent field: nothing to propose. */
function forPeople(error: ValidatorError): ValidatorError {
	const { allowedValues } = error.params;
	if (!Array.isArray(allowedValues)) return error;
	return { ...error, params: { allowedValues: allowedValues.filter((value) => value !== "") } };
}

/** Combines what is wrong without the null fields with what is wrong with them. */
function reconsider(without: ValidatorError[], withNulls: readonly ValidatorError[], value: unknown): ValidatorError[] {
	const wrong = new Set(withNulls.map((error) => error.instancePath));
	const unknown = withNulls.filter(({ keyword }) => keyword === "additionalProperties");
	const known = without.filter(({ instancePath, keyword, params }) => {
		if (keyword === "additionalProperties") return false;
		// A required field that is there and right as null.
		const missing = `${instancePath}/${escapePointer(String(params.missingProperty))}`;
		return (
			keyword !== "required" ||
			!isThere(value, missing) ||
			wrong.has(missing) ||
			withNulls.some((other) => isSameMissing(other, instancePath, params))
		);
	});
	return [...known, ...unknown];
}

/** Whether an object has a field, if only as null. */
function isThere(object: unknown, pointer: string): boolean {
	return valueAt(object, pointer) !== undefined;
}

function isSameMissing(error: ValidatorError, instancePath: string, params: ValidatorError["params"]): boolean {
	return (
		error.keyword === "required" &&
		error.instancePath === instancePath &&
		error.params.missingProperty === params.missingProperty
	);
}

/** A name as a part of a JSON pointer. */
export function escapePointer(name: string): string {
	return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Leaves out fields that are null, copying only what changes. Items of lists stay, so that paths hold. */
function dropNulls<T>(value: T): T {
	if (Array.isArray(value)) {
		const items = value.map(dropNulls);
		return items.some((item, index) => item !== value[index]) ? (items as T) : value;
	}
	if (typeof value !== "object" || value === null) return value;
	const fields: Record<string, unknown> = {};
	let changed = false;
	for (const [name, field] of Object.entries(value)) {
		if (field !== null) fields[name] = dropNulls(field);
		if (fields[name] !== field) changed = true;
	}
	return changed ? (fields as T) : value;
}
