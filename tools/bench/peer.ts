import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { schemasFromFolder } from "../../server/src/node/schemaFiles";
import { repositoryRoot } from "../lib/paths";
import { runOrThrow } from "../lib/run";
import { reachable } from "../schemas/reachable";
import type { JsonSchema } from "../schemas/types";
import type { Contestant } from "./contestant";
import { mixedDocuments } from "./manifests";

/** The version that is measured; another one may answer otherwise. */
const version = "2.0.0";
const name = "yaml-language-server";

const cache = join(repositoryRoot, "node_modules", ".cache", "edgewise-bench");

/** It waits so long after the last change before it checks a file (`validationDelayMs`). */
const debounce = 200;

/**
 * The YAML language server that others use, with the schemas of `dist/schemas` for the kinds that are measured. It is
 * fetched from the npm registry where it is not there yet.
 *
 * @param dist the folder of our own build
 * @throws Error where it cannot be fetched
 */
export async function peer(dist: string): Promise<Contestant> {
	const folder = join(cache, "node_modules", name);
	const installed = await readFile(join(folder, "package.json"), "utf8").catch(() => "{}");
	if ((JSON.parse(installed) as { version?: string }).version !== version) {
		await mkdir(cache, { recursive: true });
		const what = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", cache, `${name}@${version}`];
		await runOrThrow("npm", what);
	}
	return {
		name,
		version,
		command: [join(folder, "bin", name), "--stdio"],
		debounce,
		settings: {
			yaml: {
				schemas: { [pathToFileURL(await writeSchemas(join(dist, "schemas"))).href]: "*.yaml" },
				schemaStore: { enable: false },
				validate: true,
				completion: true,
				hover: true,
				// As manifests are read: `yes` is true, `012` is ten.
				yamlVersion: "1.1",
			},
		},
	};
}

/**
 * Writes one schema that chooses by `apiVersion` and `kind`, as this server knows no kinds. It holds the kinds of the
 * benchmark's manifests and no others, so that it has no more to choose from than it needs.
 */
async function writeSchemas(schemas: string): Promise<string> {
	const source = schemasFromFolder(schemas);
	const wanted = new Set(mixedDocuments(20).map((text) => headOf(text)));
	const folder = join(cache, "schemas");
	await mkdir(folder, { recursive: true });
	const choices: unknown[] = [];
	for (const entry of source.entries) {
		const apiVersion = entry.group === "" ? entry.version : `${entry.group}/${entry.version}`;
		if (!wanted.has(`${apiVersion} ${entry.kind}`)) continue;
		const { $defs: definitions = {}, ...schema } = source.schema(entry) as JsonSchema & {
			$defs?: Record<string, JsonSchema>;
		};
		const used = reachable([schema], definitions);
		const $defs = Object.fromEntries(Object.entries(definitions).filter(([key]) => used.has(key)));
		const file = `${entry.id.replaceAll("/", "_")}.json`;
		await writeFile(join(folder, file), JSON.stringify({ ...schema, $id: undefined, $defs }));
		choices.push({
			if: {
				properties: { apiVersion: { const: apiVersion }, kind: { const: entry.kind } },
				required: ["apiVersion", "kind"],
			},
			// biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
			then: { $ref: `./${file}` },
		});
	}
	if (choices.length !== wanted.size) throw new Error(`${schemas} lacks kinds that the benchmark needs`);
	const file = join(folder, "manifests.json");
	await writeFile(file, JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", allOf: choices }));
	return file;
}

function headOf(text: string): string {
	const read = (key: string) => new RegExp(`^${key}: (.*)$`, "m").exec(text)?.[1] ?? "";
	return `${read("apiVersion")} ${read("kind")}`;
}
