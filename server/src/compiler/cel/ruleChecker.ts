import type { Environment } from "@marcbachmann/cel-js";
import type { JsonSchema, ValidationRule } from "../../engine/schema/jsonSchema";
import { isRecord } from "../../engine/schema/record";
import type { ValidatorError } from "../../engine/schema/types";
import { escapePointer } from "../runtime/manners";
import { withDefaults } from "./defaults";
import { type CompiledRule, compileRule, type Unchecked } from "./rule";
import { SchemaGraph } from "./schemaGraph";
import { type CelValue, toCel } from "./values";

/** The keyword of findings that rules make. */
export const rulesKeyword = "x-kubernetes-validations";

/** A rule that is not checked, with its place: names of fields, `[]` for items of lists, `{}` for values of maps. */
export type UncheckedRule = Unchecked & { readonly path: string; readonly rule: string };

/** Findings of these keywords keep an API server from looking at rules: what they read may not be there. */
const blocking = new Set(["type", "required", "enum", "maxLength", "maxItems", "maxProperties"]);

/** Whether an API server looks at rules in spite of what else is wrong. */
export function rulesApply(findings: readonly ValidatorError[]): boolean {
	return !findings.some(({ keyword }) => blocking.has(keyword));
}

/** Checks the rules of one schema. They are compiled when a value is first checked. */
export class RuleChecker {
	private readonly compiled = new Map<ValidationRule, CompiledRule>();
	private readonly graph: SchemaGraph;

	constructor(
		schema: JsonSchema,
		private readonly environment: () => Environment,
	) {
		this.graph = new SchemaGraph(schema);
	}

	get hasRules(): boolean {
		return this.graph.hasRules;
	}

	/** What rules have to say of an object that follows the schema otherwise. */
	check(object: unknown): ValidatorError[] {
		if (!this.hasRules) return [];
		const findings: ValidatorError[] = [];
		this.visit(named(withDefaults(object, this.graph.root, this.graph)), this.graph.root, "", findings);
		return findings;
	}

	/** The rules that {@link check} leaves to API servers. */
	unchecked(): UncheckedRule[] {
		const found: UncheckedRule[] = [];
		const visited = new Set<JsonSchema>();
		const visit = (schema: JsonSchema, path: string) => {
			if (!this.graph.reachesRules(schema) || visited.has(schema)) return;
			visited.add(schema);
			for (const source of this.graph.rules(schema)) {
				const rule = this.compile(source);
				if (rule.kind !== "checked") found.push({ ...rule, path, rule: source.rule });
			}
			const { properties = {}, items, additionalProperties } = this.graph.shape(schema);
			for (const [name, property] of Object.entries(properties))
				visit(property, path === "" ? name : `${path}.${name}`);
			if (items !== undefined) visit(items, `${path}[]`);
			if (typeof additionalProperties === "object") visit(additionalProperties, `${path}{}`);
		};
		visit(this.graph.root, "");
		return found;
	}

	private visit(value: unknown, schema: JsonSchema, path: string, findings: ValidatorError[]): void {
		if (value === null || value === undefined || !this.graph.reachesRules(schema)) return;
		const rules = this.graph.rules(schema);
		if (rules.length > 0) this.checkRules(rules, value, schema, path, findings);
		const { properties = {}, items, additionalProperties } = this.graph.shape(schema);
		if (Array.isArray(value)) {
			if (items !== undefined)
				for (const [i, item] of value.entries()) this.visit(item, items, `${path}/${i}`, findings);
		} else if (isRecord(value)) {
			for (const [name, field] of Object.entries(value)) {
				const inner = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
				if (typeof inner === "object") this.visit(field, inner, `${path}/${escapePointer(name)}`, findings);
			}
		}
	}

	private checkRules(
		rules: readonly ValidationRule[],
		value: unknown,
		schema: JsonSchema,
		path: string,
		findings: ValidatorError[],
	): void {
		let self: CelValue;
		try {
			self = toCel(value, schema, this.graph);
		} catch {
			// The value is not what its format says, which is told by itself.
			return;
		}
		for (const source of rules) {
			const rule = this.compile(source);
			const message = rule.kind === "checked" ? rule.run(self) : undefined;
			if (message === undefined) continue;
			findings.push({
				instancePath: path + pointerOf(source.fieldPath ?? ""),
				keyword: rulesKeyword,
				params: { message, rule: source.rule, ...(source.reason && { reason: source.reason }) },
			});
		}
	}

	private compile(source: ValidationRule): CompiledRule {
		let rule = this.compiled.get(source);
		if (rule === undefined) {
			rule = compileRule(source, this.environment());
			this.compiled.set(source, rule);
		}
		return rule;
	}
}

/** An API server makes up the name of an object before it looks at rules. */
function named(object: unknown): unknown {
	if (!isRecord(object) || !isRecord(object.metadata)) return object;
	const { name, generateName } = object.metadata;
	if (name !== undefined || typeof generateName !== "string") return object;
	return { ...object, metadata: { ...object.metadata, name: `${generateName}xxxxx` } };
}

/** The JSON pointer of a `fieldPath` such as `.spec.items['a.b']`. */
function pointerOf(fieldPath: string): string {
	let pointer = "";
	for (const [, name, key] of fieldPath.matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g)) {
		pointer += `/${escapePointer(name ?? key?.replaceAll(/\\(.)/g, "$1") ?? "")}`;
	}
	return pointer;
}
