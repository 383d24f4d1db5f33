import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pointerSteps } from "../../../server/src/engine/yaml/path";
import type { Catalogue, JsonSchema, ValidationError, Validator } from "../../../tools/schemas/types";
import { buildSchemas } from "../../../tools/schemas/validators";

/** Systems whose kinds and files have a description of every field in both languages. */
export const describedSystems: ReadonlySet<string> = new Set([
	"edge-platform",
	"k3s",
	"kubeedge",
	"kubefed",
	"openyurt",
	"sedna",
]);

/** Schemas and validators, built from the present sources. */
export interface BuiltSchemas {
	readonly folder: string;
	readonly catalogue: Catalogue;
	schema(id: string): JsonSchema;
	validator(id: string): Validator;
}

let built: Promise<BuiltSchemas> | undefined;

/** Builds the schemas once for all tests of a mocha process, into a folder that goes when they end. */
export function builtFromSource(): Promise<BuiltSchemas> {
	built ??= build();
	return built;
}

async function build(): Promise<BuiltSchemas> {
	const folder = await mkdtemp(join(tmpdir(), "edgewise-schemas-"));
	const catalogue = await buildSchemas(folder);
	const load = (id: string, file: "schemaFile" | "validatorFile"): unknown => {
		const entry = catalogue.entries.find((one) => one.id === id);
		if (!entry) throw new Error(`There is no kind ${id}`);
		return require(join(folder, entry[file])) as unknown;
	};
	return {
		folder,
		catalogue,
		schema: (id) => {
			const schema = load(id, "schemaFile") as JsonSchema;
			const files = catalogue.entries.find((one) => one.id === id)?.definitionsFiles ?? [];
			const shared = files.map((file) => require(join(folder, file)) as Record<string, JsonSchema>);
			return { ...schema, $defs: Object.assign({}, ...shared, schema.$defs) };
		},
		validator: (id) => {
			const validator = (load(id, "validatorFile") as Readonly<Record<string, Validator>>)[id];
			if (!validator) throw new Error(`There is no validator of ${id}`);
			return validator;
		},
	};
}

/** A violation in one line: where, which keyword, and which name where the keyword is about one. */
export function summary({ instancePath, keyword, params, propertyName }: ValidationError): string {
	const name = params.missingProperty ?? params.additionalProperty ?? propertyName;
	return [instancePath || "/", keyword, name].filter((part) => part !== undefined).join(" ");
}

/** Makes a changed copy of an object. Keys are JSON pointers, values go there; `undefined` takes a field away. */
export function changed(object: object, changes: Readonly<Record<string, unknown>>): object {
	// Not structuredClone, which keeps what is shared within the object shared.
	const copy = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
	for (const [pointer, value] of Object.entries(changes)) {
		const path = pointerSteps(pointer);
		let parent = copy;
		for (const name of path.slice(0, -1)) {
			parent[name] ??= {};
			parent = parent[name] as Record<string, unknown>;
		}
		const last = path.at(-1) ?? "";
		if (value === undefined) delete parent[last];
		else parent[last] = value;
	}
	return copy;
}

after(async () => {
	const started = await built?.catch(() => undefined);
	built = undefined;
	if (started) await rm(started.folder, { recursive: true, force: true });
});
