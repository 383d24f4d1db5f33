import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { ManifestDocument } from "../document";
import type { Knowledge } from "../knowledge";
import type { Messages } from "../messages/messages";
import { apiVersionOf } from "../schema/registry";
import { child, jsonType, propertiesOf, schemaAt, typesOf } from "../schema/resolve";
import type { CatalogueEntry, JsonSchema, JsonType, ValidatorError } from "../schema/types";
import { closest } from "../text/closest";
import type { Span } from "../text/span";
import { type Located, locate, nodeSpan } from "../yaml/nodes";
import { dataAt, type Path, parsePointer, pathText } from "../yaml/path";
import type { Fix, Problem } from "./problem";
import { finished } from "./unfinished";

/** A problem that the schema finds; `within` is the object that misses a field. */
export type SchemaProblem = Problem & { readonly within?: Span };

/** Everything needed to put one validator finding into words at its place. */
interface Context extends Knowledge {
	readonly document: ManifestDocument;
	readonly entry: CatalogueEntry;
	readonly schema: JsonSchema;
	/** The document as plain data. */
	readonly value: unknown;
}

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
		const span = document.facts.kind?.span ?? { start: 0, end: 0 };
		return [{ span, severity: "error", code: "yaml-syntax", message: messages.unresolvedAlias(), fixes: [] }];
	}
	const errors = finished(registry.validator(entry)(data.value), data.value, uri);
	const failure = registry.failure(entry);
	if (failure !== undefined) {
		const span = document.facts.kind?.span ?? { start: 0, end: 0 };
		const message = messages.uselessSchema(entry.kind, failure);
		return [{ span, severity: "warning", code: "no-schema", message, fixes: [] }];
	}
	return explainErrors(errors, document, entry, registry.schema(entry), knowledge);
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
	const context: Context = { ...knowledge, document, entry, schema, value: document.data?.value };
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

const aboutText = new Set(["enum", "format", "maxLength", "minLength", "pattern"]);

function explain(error: ValidatorError, context: Context): SchemaProblem | undefined {
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
		case "pattern":
			return at({ code: "bad-format", message: messages.pattern(field, text, String(params.pattern)) });
		case "format":
			// A server keeps it in a custom resource, and the program that owns the kind cannot read it.
			if (params.format === "int32" && entry.system !== "kubernetes" && entry.form !== "file") {
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

function unknownField(name: string, path: Path, context: Context): SchemaProblem | undefined {
	const { clusters, document, entry, messages, registry, schema } = context;
	// The catalogue may be older than the cluster, as far as built-in kinds go.
	const known = clusters.some(({ connected, source }) => {
		const served = connected ? source.entries.find(({ id }) => id === entry.id) : undefined;
		return served !== undefined && schemaKnows(source.schema(served), [...path, name]);
	});
	if (known && entry.system === "kubernetes") return undefined;
	const { parsed } = document;
	const located = locate(parsed.root, [...path, name], parsed.document);
	const span = located.key ?? valueAnchor(locate(parsed.root, path, parsed.document), document);
	const parent = schemaAt(schema, path) ?? {};
	// Go programs read the keys of their configuration without regard to case.
	const inOtherCase = [...propertiesOf(parent, schema).keys()].find((key) => key.toLowerCase() === name.toLowerCase());
	if (inOtherCase !== undefined && entry.form === "file" && entry.system === "kubeedge") {
		const fix = { title: messages.fixReplace(inOtherCase), span, text: inOtherCase };
		return {
			span,
			severity: "info",
			code: "unknown-field",
			message: messages.otherCase(name, inOtherCase),
			fixes: [fix],
		};
	}
	const dropped = parent["x-edgewise-dropped"]?.[name];
	if (dropped !== undefined) {
		const where = pathText(path) || messages.theDocument;
		const message =
			entry.form === "file"
				? messages.unknownSetting(name, where, messages.text(entry.title, entry.kind), dropped)
				: messages.droppedField(name, where, entry.kind, dropped);
		return { span, severity: "error", code: "unpublished-field", message, fixes: [] };
	}
	const present = presentKeys(locate(parsed.root, path, parsed.document).node);
	const candidates = [...propertiesOf(parent, schema).keys()].filter((key) => !present.has(key));
	const near = closest(name, candidates);
	let hint = "";
	if (near.length > 0) {
		hint = messages.didYouMean(near);
	} else {
		const place = properPlace(name, path, schema);
		const origin = registry.originOf(entry).kind;
		const other = registry
			.siblings(entry)
			.filter((sibling) => registry.originOf(sibling).kind === origin)
			.find((sibling) => schemaKnows(registry.schema(sibling), [...path, name]));
		const older = other !== undefined && entry.storage && !other.storage;
		if (other !== undefined) hint = messages.fieldOfOtherVersion(apiVersionOf(other), older);
		else if (place !== undefined) hint = messages.fieldBelongsIn(place);
	}
	const where = pathText(path) || messages.theDocument;
	const message =
		entry.form === "file"
			? messages.unknownSetting(name, where, messages.text(entry.title, entry.kind))
			: messages.unknownField(name, where, entry.kind);
	const fixes = near.map((text) => ({ title: messages.fixReplace(text), span, text }));
	return { span, severity: "error", code: "unknown-field", message: message + hint, fixes };
}

function missingField(name: string, path: Path, located: Located, context: Context): SchemaProblem {
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
	};
	const within = path.length === 0 ? undefined : nodeSpan(located.node);
	return within === undefined ? problem : { ...problem, within };
}

function wrongType(path: Path, located: Located, context: Context): SchemaProblem | undefined {
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
		return problem(messages.quoteIt(field, source, actual), [{ title: messages.fixQuote(source), span, text }]);
	}
	if (actual === "string" && isScalar(located.node) && located.node.type !== "PLAIN") {
		const meant = plainMeaning(String(located.node.value));
		if (meant !== undefined && (expected.includes(meant) || (meant === "integer" && expected.includes("number")))) {
			const text = String(located.node.value);
			return problem(messages.unquoteIt(field, text, expected), [{ title: messages.fixUnquote(text), span, text }]);
		}
	}
	const elsewhere = context.registry.siblings(entry).find((sibling) => {
		const other = schemaAt(context.registry.schema(sibling), path);
		return other !== undefined && typesOf(other).includes(actual);
	});
	const hint = elsewhere === undefined ? "" : messages.shapeOfOtherVersion(apiVersionOf(elsewhere));
	return problem(messages.wrongType(field, expected, actual) + hint);
}

/** Where to look for a field that stands at the wrong level: one level further in, or in an object around. */
function properPlace(name: string, path: Path, schema: JsonSchema): string | undefined {
	const parent = schemaAt(schema, path);
	if (parent === undefined) return undefined;
	// Further in only from the top: deeper down, names such as "type" or "name" mean something else everywhere.
	if (path.length === 0) {
		for (const [key, property] of propertiesOf(parent, schema)) {
			if (key === "status" || key === "metadata") continue;
			if (propertiesOf(property, schema).has(name)) return key;
		}
	}
	for (let depth = path.length - 1; depth > 0; depth--) {
		const around = schemaAt(schema, path.slice(0, depth));
		if (around !== undefined && propertiesOf(around, schema).has(name)) return pathText(path.slice(0, depth));
	}
	return undefined;
}

/** Whether a schema has a field at a path. */
export function schemaKnows(schema: JsonSchema, path: Path): boolean {
	const parent = schemaAt(schema, path.slice(0, -1));
	const last = path.at(-1);
	return parent !== undefined && last !== undefined && propertiesOf(parent, schema).has(String(last));
}

function isRequired(path: Path, schema: JsonSchema): boolean {
	const last = path.at(-1);
	if (last === undefined) return true;
	const parent = schemaAt(schema, path.slice(0, -1));
	if (typeof last === "number") return parent === undefined || child(parent, last, schema) !== undefined;
	return parent?.required?.includes(last) ?? false;
}

function fieldName(path: Path, messages: Messages): string {
	const last = path.at(-1);
	if (last === undefined) return messages.theDocument;
	if (typeof last === "string") return last;
	return messages.item(last, fieldName(path.slice(0, -1), messages));
}

function sourceText(node: Node | null, document: ManifestDocument): string {
	if (isScalar(node)) {
		if (node.type === "PLAIN") return node.source ?? String(node.value);
		if (typeof node.value === "string") return node.value;
	}
	const range = nodeSpan(node);
	return range === undefined ? "" : document.text.slice(range.start, range.end);
}

/** What to underline for a value: the value itself, its key where the value is empty or an object or list. */
function valueAnchor(located: Located, document: ManifestDocument): Span {
	const { key, value, node } = located;
	if (key !== undefined && (value === undefined || isMap(node) || isSeq(node))) return key;
	if (value === undefined) return document.facts.kind?.span ?? { start: 0, end: document.lines.end(0) };
	const first = isMap(node) ? firstKey(node) : undefined;
	if (first !== undefined) return first;
	// Only the first line of a value over several lines.
	const { line } = document.lines.position(value.start);
	return { start: value.start, end: Math.max(value.start, Math.min(value.end, document.lines.end(line))) };
}

function firstKey(node: Node | null): Span | undefined {
	return isMap(node) ? nodeSpan(node.items[0]?.key as Node | null) : undefined;
}

function itemAnchor(node: Node | null, params: Readonly<Record<string, unknown>>, document: ManifestDocument) {
	const index = typeof params.i === "number" ? params.i : params.index;
	if (!isSeq(node) || typeof index !== "number") return undefined;
	const item = node.items[index] as Node | undefined;
	if (item === undefined) return undefined;
	return valueAnchor({ depth: 0, key: undefined, value: nodeSpan(item), node: item }, document);
}

function presentKeys(node: Node | null): Set<string> {
	return new Set(isMap(node) ? node.items.map((pair) => String(isScalar(pair.key) ? pair.key.value : "")) : []);
}

function replaceFix(text: string, located: Located, messages: Messages): Fix {
	return { title: messages.fixReplace(text), span: located.value ?? located.key ?? { start: 0, end: 0 }, text };
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
