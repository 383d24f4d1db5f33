import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { repositoryRoot } from "../lib/paths";
import { mergeSchemas } from "./builtinMerge";
import type { JsonSchema } from "./types";

/**
 * A schema as the overlay writes it. A name stands for a shared piece. Besides the keywords of JSON Schema there are:
 * `use`, shared pieces to start from; `atLeastOne`, `atMostOne` and `exactlyOne`, about fields that are there; and
 * `absent: true` for a field that must not be there.
 */
export type Rule = string | RuleObject;

interface RuleObject extends Omit<JsonSchema, Nested> {
	readonly use?: string | readonly string[];
	readonly atLeastOne?: readonly string[];
	readonly atMostOne?: readonly string[];
	readonly exactlyOne?: readonly string[];
	readonly absent?: boolean;
	readonly properties?: Readonly<Record<string, Rule>>;
	readonly additionalProperties?: Rule | boolean;
	readonly propertyNames?: Rule;
	readonly items?: Rule;
	readonly allOf?: readonly Rule[];
	readonly anyOf?: readonly Rule[];
	readonly oneOf?: readonly Rule[];
	readonly not?: Rule;
	readonly if?: Rule;
	readonly then?: Rule;
	readonly else?: Rule;
}

type Nested =
	| "additionalProperties"
	| "allOf"
	| "anyOf"
	| "else"
	| "if"
	| "items"
	| "not"
	| "oneOf"
	| "properties"
	| "propertyNames"
	| "then";

/** One file in `schemas/builtin/overlay/`. */
interface OverlayFile {
	/** Fields that hold a quantity, as `Model.field`; the models call them strings. */
	readonly quantities?: readonly string[];
	/** Pieces that rules of all files can use by name. */
	readonly shared?: Readonly<Record<string, Rule>>;
	/** Rules for models, wherever they are used. */
	readonly models?: Readonly<Record<string, Rule>>;
	/** Rules for some kinds only. */
	readonly kinds?: readonly KindRules[];
}

interface KindRules {
	/** Ids of the kinds. */
	readonly for: readonly string[];
	/** Rules by the dotted path of a field; `[]` stands for the items of a list, an empty path for the object. */
	readonly fields: Readonly<Record<string, Rule>>;
}

/** What API servers enforce beyond what the client's models tell. */
export interface Overlay {
	/** Fields that hold a quantity, as `Model.field`. */
	readonly quantities: ReadonlySet<string>;
	readonly models: ReadonlyMap<string, JsonSchema>;
	/** By id of the kind. */
	readonly kinds: ReadonlyMap<string, JsonSchema>;
}

/**
 * Reads `schemas/builtin/overlay/`.
 *
 * @throws Error where a rule uses a piece that there is not, or two files speak of the same model
 */
export async function readOverlay(): Promise<Overlay> {
	const folder = join(repositoryRoot, "schemas", "builtin", "overlay");
	const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
	const files = await Promise.all(
		names.map(async (name) => parse(await readFile(join(folder, name), "utf8")) as OverlayFile),
	);
	const shared = unique(files.flatMap((file) => Object.entries(file.shared ?? {})));
	const models = unique(files.flatMap((file) => Object.entries(file.models ?? {})));
	const kinds = new Map<string, JsonSchema>();
	for (const { for: ids, fields } of files.flatMap((file) => file.kinds ?? [])) {
		for (const [path, rule] of Object.entries(fields)) {
			const schema = atPath(path, expandRule(rule, shared));
			for (const id of ids) kinds.set(id, mergeSchemas(kinds.get(id) ?? {}, schema));
		}
	}
	return {
		quantities: new Set(files.flatMap((file) => file.quantities ?? [])),
		models: new Map([...models].map(([name, rule]) => [name, expandRule(rule, shared)])),
		kinds,
	};
}

function unique<T>(entries: readonly (readonly [string, T])[]): Map<string, T> {
	const map = new Map(entries);
	if (map.size === entries.length) return map;
	const twice = entries.find(([name], index) => entries.findIndex((other) => other[0] === name) !== index);
	throw new Error(`schemas/builtin/overlay: ${twice?.[0]} is there twice`);
}

/** The schema of an object that has a field of the given schema. */
function atPath(path: string, schema: JsonSchema): JsonSchema {
	const steps = path.split(".").filter(Boolean);
	return steps.reduceRight<JsonSchema>(
		(inner, step) => (step === "[]" ? { items: inner } : { properties: { [step]: inner } }),
		schema,
	);
}

/**
 * Turns a rule into plain JSON Schema.
 *
 * @param shared the pieces that rules can use, by name
 * @throws Error where the rule uses a piece that there is not
 */
export function expandRule(rule: Rule, shared: ReadonlyMap<string, Rule>): JsonSchema {
	if (typeof rule === "string") return expandPiece(rule, shared);
	const { use = [], atLeastOne, atMostOne, exactlyOne, absent, ...keywords } = rule;
	const pieces = (typeof use === "string" ? [use] : use).map((name) => expandPiece(name, shared));
	const own = Object.fromEntries(
		Object.entries(keywords).map(([keyword, value]) => [keyword, expandKeyword(keyword, value, shared)]),
	) as JsonSchema;
	const counts = [
		...[atLeastOne, exactlyOne].flatMap((names) => (names ? [anyOfFields(names)] : [])),
		...[atMostOne, exactlyOne].flatMap((names) => (names ? fieldsExclude(names) : [])),
	];
	const added: JsonSchema = { ...(counts.length > 0 && { allOf: counts }), ...(absent && { not: {} }) };
	return [...pieces, own, added].reduce(mergeSchemas, {});
}

function expandPiece(name: string, shared: ReadonlyMap<string, Rule>): JsonSchema {
	const piece = shared.get(name);
	if (piece === undefined) throw new Error(`schemas/builtin/overlay: there is no shared piece ${name}`);
	return expandRule(piece, shared);
}

function expandKeyword(keyword: string, value: unknown, shared: ReadonlyMap<string, Rule>): unknown {
	switch (keyword) {
		case "properties":
			return Object.fromEntries(
				Object.entries(value as Record<string, Rule>).map(([name, rule]) => [name, expandRule(rule, shared)]),
			);
		case "allOf":
		case "anyOf":
		case "oneOf":
			return (value as Rule[]).map((rule) => expandRule(rule, shared));
		case "additionalProperties":
			return typeof value === "boolean" ? value : expandRule(value as Rule, shared);
		case "else":
		case "if":
		case "items":
		case "not":
		case "propertyNames":
		case "then":
			return expandRule(value as Rule, shared);
		default:
			return value;
	}
}

function anyOfFields(names: readonly string[]): JsonSchema {
	return { anyOf: names.map((name) => ({ required: [name] })) };
}

/**
 * Makes rules under which at most one of some fields may be there. Each later field is found wrong by itself, at its
 * place. Halving the fields needs far fewer rules than comparing each with each.
 */
function fieldsExclude(names: readonly string[]): JsonSchema[] {
	if (names.length < 2) return [];
	const middle = Math.ceil(names.length / 2);
	const [first, second] = [names.slice(0, middle), names.slice(middle)];
	const [only] = first;
	const noneFirst: JsonSchema = { not: first.length === 1 && only ? { required: [only] } : anyOfFields(first) };
	const noSecond: JsonSchema = { properties: Object.fromEntries(second.map((name) => [name, { not: {} }])) };
	return [{ if: noneFirst, else: noSecond }, ...fieldsExclude(first), ...fieldsExclude(second)];
}
