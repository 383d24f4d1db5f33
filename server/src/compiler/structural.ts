import Ajv from "ajv";
import type { JsonSchema } from "../engine/schema/jsonSchema";
import type { ValidatorError } from "../engine/schema/types";
import { addKeywords, ajvOptions, bare } from "./ajvOptions";
import { type GeneratedValidator, withManners } from "./runtime/manners";
import { definitionId, shareRepeated } from "./shareRepeated";

const definitionPrefix = "#/$defs/";

/** Compiles all of schemas but the rules in them. Metadata and definitions that schemas share are compiled once. */
export class StructuralCompiler {
	private readonly metadata = new Map<string, GeneratedValidator>();
	private readonly shared = new WeakMap<object, Ajv>();

	/** @throws Error where the schema cannot be compiled */
	compile(schema: JsonSchema): (value: unknown) => ValidatorError[] {
		const { metadata } = schema.properties ?? {};
		// Metadata of objects is long, and the same for nearly all kinds.
		const apart = metadata?.properties !== undefined && metadata.$ref === undefined;
		const own: JsonSchema = apart
			? { ...schema, properties: { ...schema.properties, metadata: { type: "object" } } }
			: schema;
		const generated =
			schema.$defs === undefined
				? compileAlone(bare(own))
				: (this.compilerWith(schema.$defs).compile(linked(bare(own))) as GeneratedValidator);
		const errorsOf = withManners(generated, apart ? this.compileMetadata(metadata) : undefined);
		return (value) => errorsOf(value).map(withoutSchemaPath);
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

	/** A compiler that knows some definitions; each is compiled when a schema first refers to it. */
	private compilerWith(definitions: Readonly<Record<string, JsonSchema>>): Ajv {
		let compiler = this.shared.get(definitions);
		if (compiler === undefined) {
			compiler = newCompiler();
			for (const [name, definition] of Object.entries(definitions)) {
				compiler.addSchema({ ...linked(bare(definition)), $id: definitionId(encodeURIComponent(name)) });
			}
			this.shared.set(definitions, compiler);
		}
		return compiler;
	}
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

/** The schema with references to definitions as the compiler knows them. */
function linked<T>(value: T): T {
	if (Array.isArray(value)) return value.map(linked) as T;
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]: [string, unknown]) =>
			key === "$ref" && typeof inner === "string" && inner.startsWith(definitionPrefix)
				? [key, definitionId(encodeURIComponent(decodeURIComponent(inner.slice(definitionPrefix.length))))]
				: [key, linked(inner)],
		),
	) as T;
}
