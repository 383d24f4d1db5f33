import { isScalar, visit } from "yaml";
import type { ManifestDocument } from "../document";
import type { Knowledge } from "../knowledge";
import type { Messages } from "../messages/messages";
import { apiVersionOf } from "../schema/apiVersion";
import { child, jsonType, schemaAt, typesOf } from "../schema/resolve";
import type { CatalogueEntry, JsonSchema, JsonType, ValidatorError } from "../schema/types";
import { closest } from "../text/closest";
import { type Located, locate, nodeSpan } from "../yaml/nodes";
import { dataAt, type Path, parsePointer, pathText } from "../yaml/path";
import { type Fix, type Problem, replacement } from "./problem";
import {
	fieldName,
	firstKey,
	itemAnchor,
	type ProblemContext,
	replaceFix,
	type SchemaProblem,
	sourceText,
	valueAnchor,
} from "./problemContext";
import { finished } from "./unfinished";
import { unknownField } from "./unknownFields";

export type { SchemaProblem } from "./problemContext";

/** What a kind's schema finds in a document, each at its exact key or value. */
export function schemaProblems(
	document: ManifestDocument,
	uri: string,
	entry: CatalogueEntry,
	knowledge: Knowledge,
): SchemaProblem[] {
	const { registry, messages } = knowledge;
	const data = document.data;
	if (data === undefined) {
		if (document.parsed.problems.length > 0) return [];
		return aliasProblems(document, messages);
	}
	const errors = finished(registry.validator(entry)(data.value), data.value, uri);
	const failure = registry.failure(entry);
	if (failure !== undefined) {
		const span = document.facts.kind?.span ?? { start: 0, end: 0 };
		const message = messages.uselessSchema(entry.kind, failure);
		return [{ span, severity: "warning", code: "no-schema", message, fixes: [] }];
	}
	// Most documents need no schema, only its validator.
	if (errors.length === 0) return [];
	return explainErrors(errors, document, entry, registry.schema(entry), knowledge);
}

/** Aliases without an anchor, such as `*.example.com` without quotes; or else aliases that expand without end. */
function aliasProblems(document: ManifestDocument, messages: Messages): SchemaProblem[] {
	const found: SchemaProblem[] = [];
	visit(document.parsed.document, {
		Alias(_, node) {
			const span = nodeSpan(node);
			if (span === undefined || node.resolve(document.parsed.document) !== undefined) return;
			const text = document.text.slice(span.start, span.end);
			const fixes = [replacement(messages.fixQuote(text), span, JSON.stringify(text))];
			found.push({ span, severity: "error", code: "yaml-syntax", message: messages.unknownAlias(text), fixes });
		},
	});
	if (found.length > 0) return found;
	const span = document.facts.kind?.span ?? { start: 0, end: 0 };
	return [{ span, severity: "error", code: "yaml-syntax", message: messages.unresolvedAlias(), fixes: [] }];
}

/**
 * Puts what a validator found into words, each at its exact key or value.
 *
 * @param schema what the validator was made from
 */
export function explainErrors(
	errors: readonly ValidatorError[],
	document: ManifestDocument,
	entry: CatalogueEntry,
	schema: JsonSchema,
	knowledge: Knowledge,
): SchemaProblem[] {
	const context: ProblemContext = { ...knowledge, document, entry, schema, value: document.data?.value };
	return significant(errors).flatMap((error) => explain(error, context) ?? []);
}

/** Drops findings that only repeat another: a wrong type hides the rest at its place, an alternative its branches. */
function significant(errors: readonly ValidatorError[]): ValidatorError[] {
	const alternatives = new Set(["anyOf", "oneOf", "allOf", "if"]);
	const wronglyTyped = new Set(errors.filter(({ keyword }) => keyword === "type").map((error) => error.instancePath));
	const withAlternative = new Set(
		errors.filter(({ keyword }) => keyword === "anyOf").map((error) => error.instancePath),
	);
	const seen = new Set<string>();
	const textsSeen = new Set<string>();
	return errors.filter((error) => {
		const { instancePath, keyword } = error;
		if (alternatives.has(keyword)) {
			// The branches speak for themselves; without any, the alternative itself is the finding.
			return !errors.some((other) => !alternatives.has(other.keyword) && other.instancePath.startsWith(instancePath));
		}
		if (keyword !== "type" && wronglyTyped.has(instancePath)) return false;
		// Of several limits that one text breaks, the first says enough.
		if (aboutText.has(keyword) && error.propertyName === undefined) {
			if (textsSeen.has(instancePath)) return false;
			textsSeen.add(instancePath);
		}
		// Of "one of these fields must be there", the first field is enough.
		const oneOfFields = keyword === "required" && withAlternative.has(instancePath);
		const key = `${instancePath} ${keyword} ${oneOfFields ? "" : JSON.stringify(error.params)}`;
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
}

function isCustom({ system, form }: CatalogueEntry): boolean {
	return system !== "kubernetes" && form !== "file";
}

function isInt64(value: unknown): boolean {
	return typeof value === "number" && value >= -(2 ** 63) && value < 2 ** 63;
}

const aboutText = new Set(["enum", "format", "maxLength", "minLength", "pattern"]);

function explain(error: ValidatorError, context: ProblemContext): SchemaProblem | undefined {
	const { messages, document, entry } = context;
	const object = parsePointer(error.instancePath, context.value);
	const { propertyName } = error;
	const path = propertyName === undefined ? object : [...object, propertyName];
	const found = locate(document.parsed.root, path, document.parsed.document);
	// What is wrong with a key is told at the key, and the key is the value to speak of.
	const located: Located = propertyName === undefined ? found : { ...found, value: undefined, node: null };
	const field = fieldName(object, messages);
	const text = propertyName ?? sourceText(located.node, document);
	const at = (problem: Omit<Problem, "severity" | "fixes" | "span"> & { fixes?: readonly Fix[] }): SchemaProblem => ({
		span: valueAnchor(located, document),
		severity: "error",
		fixes: [],
		...problem,
	});
	const { params } = error;
	switch (error.keyword) {
		case "additionalProperties":
		case "unevaluatedProperties":
			return unknownField(String(params.additionalProperty ?? params.unevaluatedProperty), path, context);
		case "required":
			return missingField(String(params.missingProperty), path, located, context);
		case "type":
			return wrongType(path, located, context);
		case "enum":
		case "const": {
			const allowed = (error.keyword === "const" ? [params.allowedValue] : (params.allowedValues as unknown[])).map(
				String,
			);
			const near = closest(text, allowed);
			const guess = near.length > 0 ? near : containing(text, allowed);
			const fixes = guess.map((value) => replaceFix(value, located, messages));
			const hint = guess.length > 0 && allowed.length > 1 ? messages.didYouMean(guess) : "";
			return at({ code: "not-allowed-value", message: messages.notAllowed(field, text, allowed) + hint, fixes });
		}
		case "minimum":
		case "maximum":
		case "exclusiveMinimum":
		case "exclusiveMaximum":
			return at({
				code: "out-of-limits",
				message: messages.outOfLimits(field, text, String(params.comparison), Number(params.limit)),
			});
		case "minLength":
		case "maxLength":
		case "minItems":
		case "maxItems":
		case "minProperties":
		case "maxProperties": {
			const of = error.keyword.endsWith("Length")
				? "characters"
				: error.keyword.endsWith("Items")
					? "items"
					: "entries";
			const message = messages.wrongLength(field, of, error.keyword.startsWith("max"), Number(params.limit));
			return at({ code: "out-of-limits", message });
		}
		case "pattern": {
			const pattern = String(params.pattern);
			const lower = inLowerCase(text, pattern);
			// Others may refer to the name as it is: whoever changes it has to look at them.
			const fixes = lower === undefined ? [] : [{ ...replaceFix(lower, located, messages), byHand: true }];
			return at({ code: "bad-format", message: messages.pattern(field, text, pattern), fixes });
		}
		case "format":
			// A server keeps it in a custom resource, and the program that owns the kind cannot read it.
			if (params.format === "int32" && isCustom(entry) && isInt64(dataAt(context.value, object))) {
				const message = messages.beyondInt32(field, text);
				return { ...at({ code: "out-of-limits", message }), severity: "warning" };
			}
			return at({ code: "bad-format", message: messages.format(field, text, String(params.format)) });
		case "uniqueItems":
		case "x-kubernetes-list-type":
		case "x-kubernetes-list-map-keys": {
			const keys = Array.isArray(params.keys) ? params.keys.map(String) : [];
			const item = itemAnchor(located.node, params, document);
			const problem = at({ code: "duplicate-item", message: messages.duplicateItem(field, keys) });
			return item === undefined ? problem : { ...problem, span: item };
		}
		case "not":
			return at({ code: "not-allowed-value", message: messages.mustNotBe(field) });
		case "x-kubernetes-validations":
			return at({ code: "schema-rule", message: messages.brokenRule(field, String(params.message ?? params.rule)) });
		default:
			return at({ code: "schema-rule", message: messages.otherRule(field, error.keyword) });
	}
}

function missingField(name: string, path: Path, located: Located, context: ProblemContext): SchemaProblem {
	const { document, messages } = context;
	const span = located.key ?? firstKey(located.node) ?? valueAnchor(located, document);
	const anchor = path.length === 0 ? (document.facts.kind?.span ?? span) : span;
	const parent = path.length === 0 ? context.entry.kind || messages.theDocument : pathText(path);
	const problem: SchemaProblem = {
		span: anchor,
		severity: "error",
		code: "missing-field",
		message: messages.missingField(name, parent),
		fixes: [],
		repair: { code: "missing-field", path, name },
	};
	const within = path.length === 0 ? undefined : nodeSpan(located.node);
	return within === undefined ? problem : { ...problem, within };
}

function wrongType(path: Path, located: Located, context: ProblemContext): SchemaProblem | undefined {
	const { document, messages, entry, schema } = context;
	const fieldSchema = schemaAt(schema, path) ?? {};
	const expected = typesOf(fieldSchema);
	const actualValue = dataAt(context.value, path);
	const actual = jsonType(actualValue);
	const field = fieldName(path, messages);
	const span = valueAnchor(located, document);
	const problem = (message: string, fixes: readonly Fix[] = []): SchemaProblem => ({
		span,
		severity: "error",
		code: "wrong-type",
		message,
		fixes,
	});
	if (actual === "null") {
		// Built-in kinds read an empty value as an absent one.
		if (entry.system === "kubernetes" && !isRequired(path, schema)) return undefined;
		return problem(messages.emptyValue(field, expected));
	}
	const source = sourceText(located.node, document);
	if (expected.includes("string") && expected.length === 1 && isScalar(located.node)) {
		const text = JSON.stringify(source);
		return problem(messages.quoteIt(field, source, actual), [replacement(messages.fixQuote(source), span, text)]);
	}
	if (actual === "string" && isScalar(located.node) && located.node.type !== "PLAIN") {
		const meant = plainMeaning(String(located.node.value));
		if (meant !== undefined && (expected.includes(meant) || (meant === "integer" && expected.includes("number")))) {
			const text = String(located.node.value);
			return problem(messages.unquoteIt(field, text, expected), [replacement(messages.fixUnquote(text), span, text)]);
		}
	}
	const elsewhere = context.registry.siblings(entry).find((sibling) => {
		const other = schemaAt(context.registry.schema(sibling), path);
		return other !== undefined && typesOf(other).includes(actual);
	});
	const hint = elsewhere === undefined ? "" : messages.shapeOfOtherVersion(apiVersionOf(elsewhere));
	return problem(messages.wrongType(field, expected, actual) + hint);
}

function isRequired(path: Path, schema: JsonSchema): boolean {
	const last = path.at(-1);
	if (last === undefined) return true;
	const parent = schemaAt(schema, path.slice(0, -1));
	if (typeof last === "number") return parent === undefined || child(parent, last, schema) !== undefined;
	return parent?.required?.includes(last) ?? false;
}

/** Allowed values that hold the given text, for example `HoldingRegister` for `holding`. */
function containing(text: string, allowed: readonly string[]): string[] {
	if (text.length < 3) return [];
	return allowed.filter((value) => value.toLowerCase().includes(text.toLowerCase()));
}

function plainMeaning(text: string): JsonType | undefined {
	if (/^[-+]?\d+$/.test(text)) return "integer";
	if (/^[-+]?(?:\d+\.\d*|\.\d+)$/.test(text)) return "number";
	return /^(?:true|false)$/.test(text) ? "boolean" : undefined;
}

/** A text in lower case where that is all it lacks: capitals are the usual mistake in names. */
function inLowerCase(text: string, pattern: string): string | undefined {
	const lower = text.toLowerCase();
	// What YAML reads as something other than a text would need quotes.
	if (lower === text || !/^[a-z]/.test(lower) || /^(?:true|false|yes|no|on|off|y|n|null)$/.test(lower))
		return undefined;
	try {
		return new RegExp(pattern).test(lower) ? lower : undefined;
	} catch {
		// Written for another engine of expressions.
		return undefined;
	}
}
