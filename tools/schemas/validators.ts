import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import Ajv, { _, type KeywordCxt } from "ajv";
import standaloneCode from "ajv/dist/standalone";
import { build, type Plugin } from "esbuild";
import { type GeneratedSchema, makeSchemas, writeSchemas } from "./generate";
import { formats } from "./runtime/formats";
import { findDuplicateItem } from "./runtime/listMapKeys";
import type { Catalogue, JsonSchema } from "./types";

/** Keywords that tell something about a field and refuse nothing. Generated code would carry them along. */
const annotations = new Set([
	"title",
	"description",
	"default",
	"x-kubernetes-preserve-unknown-fields",
	"x-kubernetes-int-or-string",
	"x-kubernetes-embedded-resource",
	"x-kubernetes-list-type",
	"x-kubernetes-map-type",
	"x-kubernetes-validations",
	"x-edgewise-suggestions",
	"x-edgewise-sensitive",
]);

/** Where in the schema an error comes from: a fifth of the code, and of use only to tell alternatives apart. */
const schemaPath = /schemaPath:"(?:[^"\\]|\\.)*",/g;
const alternatives = /keyword:"(?:anyOf|oneOf)"/;

const runtimeFolder = join(__dirname, "runtime");
const namespace = "validator";

/**
 * Writes all that the extension needs to know about kinds into a folder: `catalogue.json` and, for each version of
 * each kind, its JSON Schema and a validator that plain `require` loads.
 *
 * @returns the catalogue
 */
export async function buildSchemas(outDir: string): Promise<Catalogue> {
	const generated = await makeSchemas();
	await mkdir(outDir, { recursive: true });
	const [catalogue] = await Promise.all([writeSchemas(outDir, generated), bundleValidators(outDir, generated)]);
	return catalogue;
}

async function bundleValidators(outDir: string, generated: readonly GeneratedSchema[]): Promise<void> {
	const byFile = new Map(generated.map((one) => [one.entry.validatorFile, one]));
	await build({
		entryPoints: [...byFile.keys()].map((file) => ({
			in: `${namespace}:${file}`,
			out: file.slice(0, -".js".length),
		})),
		outdir: outDir,
		bundle: true,
		format: "cjs",
		platform: "node",
		target: "node20",
		minify: true,
		legalComments: "none",
		logLevel: "error",
		plugins: [validatorPlugin(byFile)],
	});
}

/** Lets esbuild import validators that exist only as generated code. */
function validatorPlugin(byFile: ReadonlyMap<string, GeneratedSchema>): Plugin {
	return {
		name: "edgewise-validators",
		setup({ onLoad, onResolve }) {
			onResolve({ filter: new RegExp(`^${namespace}:`) }, ({ path }) => ({
				path: path.slice(namespace.length + 1),
				namespace,
			}));
			onResolve({ filter: /^generated:/ }, ({ path }) => ({
				path: path.slice("generated:".length),
				namespace: "generated",
			}));
			onLoad({ filter: /./, namespace }, ({ path }) => {
				const code = `import { guard } from "./guard";
import generated from "generated:${path}";
module.exports = guard(generated);`;
				return { contents: code, resolveDir: runtimeFolder };
			});
			onLoad({ filter: /./, namespace: "generated" }, ({ path }) => {
				const one = byFile.get(path);
				if (!one) return { errors: [{ text: `There is no schema for ${path}` }] };
				return { contents: generateCode(one), resolveDir: runtimeFolder };
			});
		},
	};
}

function generateCode({ entry, schema }: GeneratedSchema): string {
	const ajv = new Ajv({
		allErrors: true,
		messages: false,
		verbose: false,
		inlineRefs: false,
		strict: true,
		strictRequired: false,
		strictTypes: false,
		allowUnionTypes: true,
		unicodeRegExp: false,
		validateSchema: false,
		formats,
		code: { source: true, lines: false, optimize: 1, esm: true, formats: _`formats` },
	});
	ajv.addKeyword({
		keyword: "x-kubernetes-list-map-keys",
		type: "array",
		schemaType: "array",
		code: checkListMapKeys,
		error: { message: "", params: ({ params, schemaCode }) => _`{...${params.duplicate}, keys: ${schemaCode}}` },
	});
	try {
		const code = standaloneCode(ajv, ajv.compile(withoutAnnotations(schema)));
		return importRuntime(alternatives.test(code) ? code : code.replaceAll(schemaPath, ""));
	} catch (error) {
		throw new Error(`The schema of ${entry.id} does not compile: ${error instanceof Error ? error.message : error}`);
	}
}

function withoutAnnotations(schema: JsonSchema): JsonSchema {
	const bare: JsonSchema = {};
	for (const [keyword, value] of Object.entries(schema)) {
		if (!annotations.has(keyword)) Object.assign(bare, { [keyword]: bareKeyword(keyword, value) });
	}
	return bare;
}

function bareKeyword(keyword: string, value: unknown): unknown {
	if (typeof value !== "object" || value === null) return value;
	switch (keyword) {
		case "$defs":
		case "properties":
			return Object.fromEntries(
				Object.entries(value).map(([name, schema]) => [name, withoutAnnotations(schema as JsonSchema)]),
			);
		case "allOf":
		case "anyOf":
		case "oneOf":
			return (value as JsonSchema[]).map(withoutAnnotations);
		case "additionalProperties":
		case "else":
		case "if":
		case "items":
		case "not":
		case "propertyNames":
		case "then":
			return withoutAnnotations(value);
		default:
			return value;
	}
}

/** Lets generated code import what it shares, so that esbuild puts all of it into one scope: that loads faster. */
function importRuntime(code: string): string {
	return `import { formats } from "./formats";
import { findDuplicateItem } from "./listMapKeys";
${code.replaceAll(/const (\w+) = require\(("ajv\/dist\/runtime\/\w+")\)\.default;/g, "import $1 from $2;")}`;
}

function checkListMapKeys(context: KeywordCxt): void {
	const find = context.gen.scopeValue("func", {
		ref: findDuplicateItem,
		code: _`findDuplicateItem`,
	});
	const duplicate = context.gen.const("duplicate", _`${find}(${context.data}, ${context.schemaCode})`);
	context.setParams({ duplicate });
	context.fail(duplicate);
}
