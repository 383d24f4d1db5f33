import { type BuiltinKind, kindId, readBuiltinKinds } from "./builtinKinds";
import { mergeSchemas } from "./builtinMerge";
import { type Overlay, readOverlay } from "./builtinOverlay";
import { catalogueEntry, type GeneratedSchema } from "./catalogue";
import { namedObjectMeta, objectProperties } from "./metadata";
import { type Model, readModel } from "./models";
import type { JsonSchema } from "./types";

/** The schemas of all built-in kinds. */
export interface BuiltinSchemas {
	/** Schemas without `$defs` of their own. */
	readonly generated: GeneratedSchema[];
	/** What the schemas refer to as `#/$defs/<name>`, directly or through others, by the name of the model's class. */
	readonly definitions: Record<string, JsonSchema>;
}

const objectMetaModel = "V1ObjectMeta";

const quantity: JsonSchema = {
	type: ["string", "number"],
	pattern: "^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$",
	minimum: 0,
};

/**
 * Makes the schemas of all kinds that API servers have built in.
 *
 * @param objectMeta the metadata that all kinds share
 * @throws Error where the overlay speaks of models, fields or kinds that there are not
 */
export async function generateBuiltins(objectMeta: JsonSchema): Promise<BuiltinSchemas> {
	const [kinds, overlay] = await Promise.all([readBuiltinKinds(), readOverlay()]);
	const ids = new Set(kinds.map(kindId));
	for (const id of overlay.kinds.keys()) {
		if (!ids.has(id)) throw new Error(`schemas/builtin/overlay: there is no kind ${id}`);
	}
	const models = new ModelSchemas(objectMeta, overlay);
	const generated = await Promise.all(
		kinds.map(async (kind) => generateKind(kind, await models.schema(kind.model), objectMeta, overlay)),
	);
	const definitions = await models.definitions(generated.map(({ schema }) => schema));
	models.requireAllRulesUsed();
	return { generated, definitions };
}

function generateKind(kind: BuiltinKind, model: JsonSchema, objectMeta: JsonSchema, overlay: Overlay): GeneratedSchema {
	const { group, version, plural, namespaced, storage, deprecated } = kind;
	const root = structuredClone(model);
	const apiVersion = group ? `${group}/${version}` : version;
	const entry = catalogueEntry(
		{
			group,
			version,
			kind: kind.kind,
			plural,
			namespaced,
			system: "kubernetes",
			served: true,
			storage,
			...(deprecated && { deprecated: { message: deprecated } }),
		},
		root,
	);
	// What the API server does not keep, such as a review, needs no name.
	const metadata = kind.kept ? namedObjectMeta(objectMeta, kind.name) : objectMeta;
	const rules = overlay.kinds.get(entry.id);
	const schema: JsonSchema = {
		$schema: "http://json-schema.org/draft-07/schema#",
		$id: entry.id,
		title: kind.kind,
		...root,
		required: [...new Set(["apiVersion", "kind", ...(kind.kept ? ["metadata"] : []), ...(root.required ?? [])])],
		properties: { ...root.properties, ...objectProperties(apiVersion, kind.kind, structuredClone(metadata)) },
		...(rules && { allOf: [...(root.allOf ?? []), structuredClone(rules)] }),
	};
	return { entry, schema };
}

/** Turns models into schemas, each once. */
class ModelSchemas {
	readonly #schemas = new Map<string, Promise<JsonSchema>>();
	readonly #overlay: Overlay;
	readonly #quantities: Set<string>;

	constructor(objectMeta: JsonSchema, overlay: Overlay) {
		this.#overlay = overlay;
		this.#quantities = new Set(overlay.quantities);
		this.#schemas.set(objectMetaModel, Promise.resolve(objectMeta));
	}

	/** The schema of one model; fields of other models refer to `#/$defs/<model>`. */
	schema(name: string): Promise<JsonSchema> {
		const known = this.#schemas.get(name);
		if (known) return known;
		const made = readModel(name).then((model) => this.#convert(model));
		this.#schemas.set(name, made);
		return made;
	}

	/** The schemas of all models that some schemas refer to, directly or through others, ordered by name. */
	async definitions(roots: readonly JsonSchema[]): Promise<Record<string, JsonSchema>> {
		const found = new Map<string, JsonSchema>();
		let waiting = [...new Set(roots.flatMap(references))];
		while (waiting.length > 0) {
			const schemas = await Promise.all(waiting.map((name) => this.schema(name)));
			for (const [index, name] of waiting.entries()) found.set(name, structuredClone(schemas[index] ?? {}));
			waiting = [...new Set(schemas.flatMap(references))].filter((name) => !found.has(name));
		}
		return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
	}

	/** @throws Error where the overlay has rules for a model that no kind uses, or calls a field a quantity in vain */
	requireAllRulesUsed(): void {
		const unused = [...this.#overlay.models.keys()].filter((name) => !this.#schemas.has(name));
		const [first] = [...unused, ...this.#quantities];
		if (first) throw new Error(`schemas/builtin/overlay: no kind uses ${first}`);
	}

	#convert(model: Model): JsonSchema {
		const properties: Record<string, JsonSchema> = {};
		for (const field of model.fields) {
			properties[field.name] = {
				...(field.description && { description: field.description }),
				...convertType(field.type, field.format, this.#quantities.delete(`${model.name}.${field.name}`)),
			};
		}
		const required = model.fields.filter((field) => field.required).map((field) => field.name);
		const overlay = this.#overlay.models.get(model.name) ?? {};
		for (const name of [...Object.keys(overlay.properties ?? {}), ...(overlay.required ?? [])]) {
			if (!properties[name]) throw new Error(`schemas/builtin/overlay: ${model.name} has no field ${name}`);
		}
		const schema: JsonSchema = {
			description: model.description,
			type: "object",
			properties,
			additionalProperties: false,
			...(required.length > 0 && { required }),
		};
		return mergeSchemas(schema, structuredClone(overlay));
	}
}

function convertType(type: string, format: string, isQuantity: boolean): JsonSchema {
	const list = /^Array<(.+)>$/.exec(type)?.[1];
	if (list) return { type: "array", items: convertType(list, format, isQuantity) };
	const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
	if (map) return { type: "object", additionalProperties: convertType(map, format, isQuantity) };
	if (isQuantity) return structuredClone(quantity);
	switch (type) {
		case "string":
			return format === "byte" ? { type, format: "base64" } : { type, ...(format && { format }) };
		case "number":
			return format.startsWith("int") ? { type: "integer", format } : { type, ...(format && { format }) };
		case "boolean":
		case "object":
			return { type };
		case "any":
			return {};
		case "Date":
			return { type: "string", format: "date-time" };
		case "V1MicroTime":
			return { type: "string", format: "date-time", pattern: "\\.[0-9]{6}(Z|[-+][0-9]{2}:[0-9]{2})$" };
		case "IntOrString":
			return { type: ["integer", "string"], format: "int32", "x-kubernetes-int-or-string": true };
		default:
			return { $ref: `#/$defs/${type}` };
	}
}

function references(schema: JsonSchema): string[] {
	const names = new Set<string>();
	JSON.stringify(schema, (key, value: unknown) => {
		if (key === "$ref" && typeof value === "string") names.add(value.slice("#/$defs/".length));
		return value;
	});
	return [...names];
}
