import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import type { CrdSchema, CustomResourceDefinition } from "../../server/src/engine/schema/crd/customResourceDefinition";
import { readWords, type Words } from "./words";

/** A CustomResourceDefinition of the catalogue with the project that publishes it. */
export interface CrdSource {
	readonly file: string;
	readonly system: string;
	/** As the file has it: parts that several definitions share are references such as `shared/podTemplateSpec.yaml`. */
	readonly crd: CustomResourceDefinition;
	/** What its fields are called in Chinese. */
	readonly words: Words;
}

/** Parts of schemas that several definitions of one system share, by the reference that stands in the definitions. */
export type SharedSchemas = ReadonlyMap<string, SharedSchema>;

/** One of the parts that definitions share. */
export interface SharedSchema {
	/** Name for use in `$defs`. */
	readonly name: string;
	readonly schema: CrdSchema;
	readonly words: Words;
}

/**
 * Reads the CustomResourceDefinitions below a folder, one folder per system.
 *
 * @throws Error that names the file where one holds something else
 */
export async function readCrds(folder: string): Promise<CrdSource[]> {
	const sources: CrdSource[] = [];
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || !/(?<!\.zh-cn)\.yaml$/.test(entry.name) || basename(entry.parentPath) === "shared") continue;
		const file = join(entry.parentPath, entry.name);
		const crd = parse(await readFile(file, "utf8")) as CustomResourceDefinition;
		if (crd?.kind !== "CustomResourceDefinition") throw new Error(`${file} holds no CustomResourceDefinition`);
		sources.push({ file, system: basename(entry.parentPath), crd, words: await readWords(file) });
	}
	return sources.sort((a, b) => a.file.localeCompare(b.file, "en"));
}

/** Reads the parts that the definitions of one system share; none where it has no folder `shared`. */
export async function readShared(sources: readonly CrdSource[], system: string): Promise<SharedSchemas> {
	const shared = new Map<string, SharedSchema>();
	const one = sources.find((source) => source.system === system);
	const folder = one === undefined ? "" : join(dirname(one.file), "shared");
	const names = await readdir(folder).catch(() => []);
	for (const name of names) {
		if (!/(?<!\.zh-cn)\.yaml$/.test(name)) continue;
		const file = join(folder, name);
		const schema = parse(await readFile(file, "utf8")) as CrdSchema;
		shared.set(`shared/${name}`, { name: basename(name, ".yaml"), schema, words: await readWords(file) });
	}
	return shared;
}

/** Reads the definitions below a folder as a server takes them, with everything shared put in its place. */
export async function readWholeCrds(
	folder: string,
): Promise<{ readonly source: CrdSource; readonly crd: CustomResourceDefinition }[]> {
	const sources = await readCrds(folder);
	const bySystem = new Map<string, SharedSchemas>();
	for (const { system } of sources) {
		if (!bySystem.has(system)) bySystem.set(system, await readShared(sources, system));
	}
	return sources.map((source) => {
		const crd = structuredClone(source.crd);
		return { source, crd: putInPlace(crd, bySystem.get(source.system) ?? new Map()) };
	});
}

function putInPlace<T>(value: T, shared: SharedSchemas): T {
	if (Array.isArray(value)) return value.map((item) => putInPlace(item as unknown, shared)) as T;
	if (typeof value !== "object" || value === null) return value;
	const { $ref, ...rest } = value as { readonly $ref?: unknown };
	const target = typeof $ref === "string" ? shared.get($ref) : undefined;
	if (target !== undefined) return { ...structuredClone(target.schema), ...rest } as T;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, putInPlace(inner, shared)])) as T;
}
