import Ajv from "ajv";
import type { JsonSchema } from "../engine/schema/jsonSchema";
import type { ValidatorError } from "../engine/schema/types";
import { addKeywords, ajvOptions, bare } from "./ajvOptions";
import { withDefaults } from "./cel/defaults";
import { SchemaGraph } from "./cel/schemaGraph";
import { type GeneratedValidator, withManners } from "./runtime/manners";
import { definitionId, shareRepeated } from "./shareRepeated";

const alternatives = new Set(["anyOf", "not", "oneOf"]);

/** Whether a schema has both alternatives and defaults, so that a default may decide between them. */
function choosesByDefault(schema: JsonSchema): boolean {
	const text = JSON.stringify(schema);
	return text.includes('"default":') && /"(?:anyOf|not|oneOf)":/.test(text);
}

const definitionPrefix = "#/$defs/";

/** Compiles all of schemas but the rules in them. Metadata and definitions that schemas share are compiled once. */
export class StructuralCompiler {
	private readonly metadata = new Map<string, GeneratedValidator>();
	private readonly linkers = new WeakMap<object, Linker>();

	/** @throws Error where the schema cannot be compiled */
	compile(schema: JsonSchema): (value: unknown) => ValidatorError[] {
		const { metadata } = schema.properties ?? {};
		// Metadata of objects is long, and the same for nearly all kinds.
		const apart = metadata?.properties !== undefined && metadata.$ref === undefined;
		const own: JsonSchema = apart
			? { ...schema, properties: { ...schema.properties, metadata: { type: "object" } } }
			: schema;
		const generated =
			schema.$defs === undefined ? compileAlone(bare(own)) : this.linkerOf(schema.$defs).compile(bare(own));
		const errorsOf = withManners(generated, apart ? this.compileMetadata(metadata) : undefined);
		const graph = choosesByDefault(schema) ? new SchemaGraph(schema) : undefined;
		return (value) => {
			const errors = errorsOf(value);
			// An alternative may hold only with what the API server fills in.
			const chosen = graph !== undefined && errors.some(({ keyword }) => alternatives.has(keyword));
			return (chosen ? errorsOf(withDefaults(value, schema, graph)) : errors).map(withoutSchemaPath);
		};
	}

	private compileMetadata(metadata: JsonSchema): GeneratedValidator {
		const plain = bare(metadata);
		const text = JSON.stringify(plain);
		let validator = this.metadata.get(text);
		if (validator === undefined) {
			validator = compileAlone(plain);
			this.metadata.set(text, validator);
		}
		return validator;
	}

	private linkerOf(definitions: Readonly<Record<string, JsonSchema>>): Linker {
		let linker = this.linkers.get(definitions);
		if (linker === undefined) {
			linker = new Linker(definitions);
			this.linkers.set(definitions, linker);
		}
		return linker;
	}
}

/** Compiles schemas that refer to the same definitions. A definition is compiled when a schema first reaches it. */
class Linker {
	private readonly compiler = newCompiler();
	private readonly known = new Set<string>();

	constructor(private readonly definitions: Readonly<Record<string, JsonSchema>>) {}

	compile(schema: JsonSchema): GeneratedValidator {
		const waiting: string[] = [];
		const linked = this.link(schema, waiting);
		for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
			if (this.known.has(name)) continue;
			this.known.add(name);
			const definition = this.link(bare(this.definitions[name] ?? {}), waiting);
			this.compiler.addSchema({ ...definition, $id: idOf(name) });
		}
		return this.compiler.compile(linked) as GeneratedValidator;
	}

	/** A part of a schema with references as the compiler knows them; adds the names that they refer to. */
	private link<T>(value: T, names: string[]): T {
		if (Array.isArray(value)) return value.map((item) => this.link(item as unknown, names)) as T;
		if (typeof value !== "object" || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]: [string, unknown]) => {
				if (key !== "$ref" || typeof inner !== "string" || !inner.startsWith(definitionPrefix)) {
					return [key, this.link(inner, names)];
				}
				const name = decodeURIComponent(inner.slice(definitionPrefix.length));
				names.push(name);
				return [key, idOf(name)];
			}),
		) as T;
	}
}

function idOf(name: string): string {
	return definitionId(encodeURIComponent(name));
}

/** Validators that are compiled ahead do not tell where in the schema an error comes from. */
function withoutSchemaPath(error: ValidatorError): ValidatorError {
	const { instancePath, keyword, params, propertyName } = error;
	return { instancePath, keyword, params, ...(propertyName !== undefined && { propertyName }) };
}

/** Compiles a schema without definitions. Parts that it repeats, such as containers of pods, are compiled once. */
function compileAlone(schema: JsonSchema): GeneratedValidator {
	const { schemas, definitions } = shareRepeated([schema], {});
	const compiler = newCompiler();
	for (const [name, definition] of Object.entries(definitions)) {
		compiler.addSchema({ ...definition, $id: definitionId(name) });
	}
	return compiler.compile(schemas[0] ?? schema) as GeneratedValidator;
}

function newCompiler(): Ajv {
	// Making generated code smaller takes longer than it saves.
	const ajv = new Ajv({ ...ajvOptions, meta: false, code: { optimize: false } });
	addKeywords(ajv);
	return ajv;
}
