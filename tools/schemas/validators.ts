import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Ajv, { _ } from "ajv";
import standaloneCode from "ajv/dist/standalone";
import { build, type Plugin } from "esbuild";
import { addKeywords, ajvOptions, bare } from "../../server/src/compiler/ajvOptions";
import { namedObjectMeta, nameRuleOf, nameRules } from "../../server/src/engine/schema/crd/metadata";
import { cachedBuild } from "./buildCache";
import { filed, type GeneratedCatalogue, type GeneratedSchema } from "./catalogue";
import { makeSchemas, writeSchemas } from "./generate";
import { readObjectMeta } from "./metadata";
import { reachable } from "./reachable";
import { definitionId, shareRepeated } from "./shareRepeated";
import type { Catalogue, JsonSchema } from "./types";

/** Where in the schema an error comes from: a fifth of the code, and of use to nobody. */
const schemaPath = /schemaPath:"(?:[^"\\]|\\.)*",/g;

/** What holds for the metadata of built-in kinds besides. */
const builtinObjectMeta: JsonSchema = {
	properties: {
		// A name without a domain is one of those that Kubernetes itself clears.
		finalizers: { items: { anyOf: [{ pattern: "/" }, { enum: ["foregroundDeletion", "kubernetes", "orphan"] }] } },
	},
};

const runtimeFolder = join(__dirname, "runtime");
const namespace = "validator";

/**
 * Writes all that the extension needs to know about kinds into a folder: `catalogue.json` and, for each version of
 * each kind, its JSON Schema and a validator that plain `require` loads.
 *
 * @returns the catalogue
 */
export async function buildSchemas(outDir: string): Promise<Catalogue> {
	await cachedBuild(outDir, async (folder) => {
		const made = await makeSchemas();
		await Promise.all([writeSchemas(folder, made), bundleValidators(folder, made)]);
	});
	return JSON.parse(await readFile(join(outDir, "catalogue.json"), "utf8")) as Catalogue;
}

/**
 * Writes the validators, one file per kind or, for kinds that have most in common, per bundle. What all validators need
 * is in `runtime.js`.
 */
async function bundleValidators(outDir: string, { generated, definitions }: GeneratedCatalogue): Promise<void> {
	const objectMeta = await readObjectMeta();
	const files = new Map<string, GeneratedSchema[]>();
	for (const one of generated) {
		const { validatorFile } = filed(one);
		const known = files.get(validatorFile);
		if (known) known.push(one);
		else files.set(validatorFile, [one]);
	}
	const code = new Map<string, string>();
	for (const [file, kinds] of files) {
		code.set(file, validatorCode(kinds, definitions.get(kinds[0]?.group ?? "") ?? {}, objectMeta));
	}
	await build({
		entryPoints: [
			{ in: join(runtimeFolder, "index.ts"), out: "runtime" },
			...[...code.keys()].map((file) => ({ in: `${namespace}:${file}`, out: file.slice(0, -".js".length) })),
		],
		outdir: outDir,
		bundle: true,
		format: "cjs",
		platform: "node",
		target: "node20",
		minify: true,
		legalComments: "none",
		logLevel: "error",
		plugins: [generatedCode(code, metadataCode(objectMeta))],
	});
}

/** Lets esbuild import code that exists only in memory. */
function generatedCode(validators: ReadonlyMap<string, string>, metadata: string): Plugin {
	return {
		name: "edgewise-validators",
		setup({ onLoad, onResolve }) {
			onResolve({ filter: new RegExp(`^${namespace}:`) }, ({ path }) => ({
				path: path.slice(namespace.length + 1),
				namespace,
			}));
			onResolve({ filter: /^\.\/runtime\.js$/ }, ({ path }) => ({ path, external: true }));
			onResolve({ filter: /^generated:metadata$/ }, ({ path }) => ({ path, namespace: "metadata" }));
			onLoad({ filter: /./, namespace: "metadata" }, () => ({ contents: metadata, resolveDir: runtimeFolder }));
			onLoad({ filter: /./, namespace }, ({ path }) => {
				const contents = validators.get(path);
				if (contents === undefined) return { errors: [{ text: `There is no schema for ${path}` }] };
				return { contents, resolveDir: runtimeFolder };
			});
		},
	};
}

/** The validators of the metadata of objects, one per rule for names. */
function metadataCode(objectMeta: JsonSchema): string {
	const schemas = [
		...nameRules.map((rule) => ({ id: rule as string, schema: bare(namedObjectMeta(objectMeta, rule)) })),
		{ id: "builtin", schema: bare(builtinObjectMeta) },
	];
	return `import { formats } from "../../../server/src/compiler/runtime/formats";
import { findDuplicateItem } from "../../../server/src/compiler/runtime/listMapKeys";
${compile(schemas, {}).replaceAll(runtimeImport, "import $1 from $2;")}`;
}

const runtimeImport = /const (\w+) = require\(("ajv\/dist\/runtime\/\w+")\)\.default;/g;

function validatorCode(
	kinds: readonly GeneratedSchema[],
	definitions: Readonly<Record<string, JsonSchema>>,
	objectMeta: JsonSchema,
): string {
	const rules = kinds.map(({ schema }) => nameRuleOf(schema.properties?.metadata, objectMeta));
	const schemas = kinds.map(({ schema }, index) => {
		// Metadata is checked by code that all kinds share.
		const metadata: JsonSchema = { type: "object" };
		const own = rules[index] ? { ...schema, properties: { ...schema.properties, metadata } } : schema;
		return { id: `kind${index}`, schema: bare(own) };
	});
	const all = Object.assign({}, definitions, ...kinds.map(({ schema }) => schema.$defs)) as typeof definitions;
	const needed = reachable(
		kinds.map(({ schema }) => schema),
		all,
	);
	const bareDefinitions = Object.fromEntries(
		Object.entries(all).flatMap(([name, definition]) => (needed.has(name) ? [[name, bare(definition)]] : [])),
	);
	let code: string;
	try {
		code = compile(schemas, bareDefinitions);
	} catch (error) {
		const ids = kinds.map(({ entry }) => entry.id).join(", ");
		throw new Error(`The schemas of ${ids} do not compile: ${error instanceof Error ? error.message : error}`);
	}
	code = code.replaceAll(schemaPath, "");
	// One import for all that the generated code takes from the runtime.
	const shared = new Set(["formats", "findDuplicateItem", "guard"]);
	code = code.replaceAll(runtimeImport, (_match, name: string, module: string) => {
		const exported = module.slice(module.lastIndexOf("/") + 1, -1);
		shared.add(exported);
		return `const ${name} = ${exported};`;
	});
	const exports = kinds.map(({ entry }, index) => {
		const rule = JSON.stringify(rules[index] ?? null);
		return `${JSON.stringify(entry.id)}: guard(kind${index}, ${rule}, ${entry.system === "kubernetes"})`;
	});
	return `import { ${[...shared].join(", ")} } from "./runtime.js";
${code}
module.exports = { ${exports.join(",\n")} };`;
}

/** Code of functions named as the schemas, which are exported and call each other's definitions. */
function compile(
	schemas: readonly { readonly id: string; readonly schema: JsonSchema }[],
	definitions: Readonly<Record<string, JsonSchema>>,
): string {
	const ajv = new Ajv({
		...ajvOptions,
		code: { source: true, lines: false, optimize: 1, esm: true, formats: _`formats` },
	});
	addKeywords(ajv);
	const all = shareRepeated(
		schemas.map(({ schema }) => schema),
		definitions,
	);
	for (const [name, definition] of Object.entries(all.definitions)) {
		ajv.addSchema({ ...definition, $id: definitionId(name) });
	}
	for (const [index, { id }] of schemas.entries()) ajv.addSchema({ ...all.schemas[index], $id: id });
	return standaloneCode(ajv, Object.fromEntries(schemas.map(({ id }) => [id, id])));
}
