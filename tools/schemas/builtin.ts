import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { repositoryRoot } from "../lib/paths";
import { catalogueEntry } from "./catalogue";
import type { GeneratedSchema } from "./generate";
import { type NameRule, namedObjectMeta, objectProperties } from "./metadata";
import { type Model, readModel } from "./models";
import type { JsonSchema } from "./types";

/** A built-in kind to make a schema for; `schemas/builtin/kinds.yaml` lists them. */
export interface BuiltinKind {
	readonly group: string;
	readonly version: string;
	readonly kind: string;
	readonly plural: string;
	readonly namespaced: boolean;
	/** Class in `@kubernetes/client-node` that describes the kind. */
	readonly model: string;
	/** Rule for `metadata.name` where it is not a DNS subdomain. */
	readonly name?: NameRule;
}

/** What the API server enforces beyond what the client's models tell; `schemas/builtin/overlay.yaml`. */
export interface Overlay {
	/** Fields that hold a quantity, as `Model.field`; the models call them strings. */
	readonly quantities: readonly string[];
	readonly models: Readonly<Record<string, ModelOverlay>>;
}

/** Additions to one model: `properties` go into its fields, the rest into the model itself. */
export type ModelOverlay = Pick<JsonSchema, "maxProperties" | "minProperties" | "properties" | "required">;

const objectMetaModel = "V1ObjectMeta";

const quantity: JsonSchema = {
	type: ["string", "number"],
	pattern: "^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$",
	minimum: 0,
};

/** Makes the schema of every kind in `schemas/builtin/kinds.yaml`. */
export async function generateBuiltins(objectMeta: JsonSchema): Promise<GeneratedSchema[]> {
	const folder = join(repositoryRoot, "schemas", "builtin");
	const [kinds, overlay] = await Promise.all([
		readFile(join(folder, "kinds.yaml"), "utf8").then((text) => parse(text) as BuiltinKind[]),
		readFile(join(folder, "overlay.yaml"), "utf8").then((text) => parse(text, { merge: true }) as Overlay),
	]);
	const models = new ModelSchemas(objectMeta, overlay);
	return Promise.all(kinds.map((kind) => generateKind(kind, objectMeta, models)));
}

async function generateKind(kind: BuiltinKind, objectMeta: JsonSchema, models: ModelSchemas): Promise<GeneratedSchema> {
	const { group, version, name } = kind;
	const root = structuredClone(await models.schema(kind.model));
	const apiVersion = group ? `${group}/${version}` : version;
	const entry = catalogueEntry(
		{
			group,
			version,
			kind: kind.kind,
			plural: kind.plural,
			namespaced: kind.namespaced,
			system: "kubernetes",
			served: true,
			storage: true,
		},
		root.description ?? "",
	);
	const schema: JsonSchema = {
		$schema: "http://json-schema.org/draft-07/schema#",
		$id: entry.id,
		title: kind.kind,
		...root,
		required: ["apiVersion", "kind", "metadata", ...(root.required ?? [])],
		properties: {
			...root.properties,
			...objectProperties(apiVersion, kind.kind, structuredClone(namedObjectMeta(objectMeta, name))),
		},
	};
	schema.$defs = await models.definitions(schema);
	return { entry, schema };
}

/** Turns models into schemas, each once. */
class ModelSchemas {
	readonly #schemas = new Map<string, Promise<JsonSchema>>();
	readonly #quantities: ReadonlySet<string>;
	readonly #overlay: Overlay;

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

	/** The schemas of all models that a schema refers to, directly or through others. */
	async definitions(root: JsonSchema): Promise<Record<string, JsonSchema>> {
		const found = new Map<string, JsonSchema>();
		const waiting = [...references(root)];
		for (let name = waiting.pop(); name; name = waiting.pop()) {
			if (found.has(name)) continue;
			const schema = structuredClone(await this.schema(name));
			found.set(name, schema);
			waiting.push(...references(schema));
		}
		return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
	}

	#convert(model: Model): JsonSchema {
		const overlay = this.#overlay.models[model.name] ?? {};
		const properties: Record<string, JsonSchema> = {};
		for (const field of model.fields) {
			const isQuantity = this.#quantities.has(`${model.name}.${field.name}`);
			properties[field.name] = {
				...(field.description && { description: field.description }),
				...convertType(field.type, field.format, isQuantity),
				...overlay.properties?.[field.name],
			};
		}
		for (const name of Object.keys(overlay.properties ?? {})) {
			if (!properties[name]) throw new Error(`schemas/builtin/overlay.yaml: ${model.name} has no field ${name}`);
		}
		const required = new Set(model.fields.filter((field) => field.required).map((field) => field.name));
		for (const name of overlay.required ?? []) required.add(name);
		return {
			description: model.description,
			...overlay,
			type: "object",
			properties,
			additionalProperties: false,
			...(required.size > 0 && { required: [...required] }),
		};
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
		case "V1MicroTime":
			return { type: "string", format: "date-time" };
		case "IntOrString":
			return { type: ["integer", "string"], format: "int32", "x-kubernetes-int-or-string": true };
		default:
			return { $ref: `#/$defs/${type}` };
	}
}

function references(schema: JsonSchema): Set<string> {
	const names = new Set<string>();
	JSON.stringify(schema, (key, value: unknown) => {
		if (key === "$defs") return undefined;
		if (key === "$ref" && typeof value === "string") names.add(value.slice("#/$defs/".length));
		return value;
	});
	return names;
}
