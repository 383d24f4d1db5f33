import type { JsonSchema, ValidationRule } from "../../engine/schema/jsonSchema";

/** Looks up what rules and defaults need in one schema, where parts may refer to `$defs`. */
export class SchemaGraph {
	private readonly reaching: ReadonlySet<JsonSchema>;

	constructor(readonly root: JsonSchema) {
		this.reaching = this.findReaching();
	}

	/** Whether the schema has rules, for the whole object or for parts of it. */
	get hasRules(): boolean {
		return this.reaching.has(this.root);
	}

	/** Whether a schema has rules, for its values or for parts of them. */
	reachesRules(schema: JsonSchema): boolean {
		return this.reaching.has(schema);
	}

	/** The schema that says what a value is made of, at the end of references. */
	shape(schema: JsonSchema): JsonSchema {
		return this.chain(schema).at(-1) ?? schema;
	}

	/** The rules for values of a schema. */
	rules(schema: JsonSchema): ValidationRule[] {
		return this.chain(schema).flatMap((part) => [
			...(part["x-kubernetes-validations"] ?? []),
			...(part.allOf ?? []).flatMap((inner) => inner["x-kubernetes-validations"] ?? []),
		]);
	}

	/** The schema with what it refers to, in that order. */
	private chain(schema: JsonSchema): JsonSchema[] {
		const chain = [schema];
		let current: JsonSchema | undefined = schema;
		while (current?.$ref?.startsWith("#/$defs/") && chain.length < 32) {
			current = this.root.$defs?.[decodeURIComponent(current.$ref.slice("#/$defs/".length))];
			if (current !== undefined) chain.push(current);
		}
		return chain;
	}

	/** All schemas from which a rule can be reached: found backwards, as references may go round in circles. */
	private findReaching(): ReadonlySet<JsonSchema> {
		const parents = new Map<JsonSchema, JsonSchema[]>([[this.root, []]]);
		const waiting = [this.root];
		const reaching = new Set<JsonSchema>();
		for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
			if (this.rules(schema).length > 0) reaching.add(schema);
			const { items, properties, additionalProperties } = this.shape(schema);
			const parts = [...Object.values(properties ?? {}), items, additionalProperties];
			for (const part of parts) {
				if (typeof part !== "object") continue;
				const known = parents.get(part);
				if (known === undefined) {
					parents.set(part, [schema]);
					waiting.push(part);
				} else known.push(schema);
			}
		}
		for (const schema of reaching) for (const parent of parents.get(schema) ?? []) reaching.add(parent);
		return reaching;
	}
}
