import { createHash } from "node:crypto";
import { listAt, stringAt } from "../objects";
import { type Asking, mapFew, notAsPromised, objectAt, unlessRefused } from "./asking";

/** Schemas by name, with what they depend on. */
export interface OpenApiSchemas {
	readonly schemas: Readonly<Record<string, unknown>>;
	/** The same as long as the server would answer the same; absent where that cannot be told. */
	readonly key?: string;
}

export interface OpenApiOptions {
	/** Groups whose schemas are known otherwise; absent where definitions cannot be read. */
	readonly skipped?: ReadonlySet<string>;
	/** What Kubernetes before 1.24 can change its answer with: its version and the groups that it serves. */
	readonly serverKey: string;
	/** What was read the last time. */
	readonly before?: OpenApiSchemas | undefined;
}

/**
 * The schemas of a cluster's OpenAPI documents: from `/openapi/v3`, a document for each group, or from the one big
 * document of older servers. Asks for nothing that did not change since the last time.
 *
 * @returns nothing where the server gives none; {@link Asking.note} was told why
 * @throws ApiError where the link is the trouble
 */
export async function readOpenApi(asking: Asking, options: OpenApiOptions): Promise<OpenApiSchemas | undefined> {
	const index = await unlessRefused(asking.get("/openapi/v3"), () => {});
	const documents = documentsOf(index, options.skipped ?? new Set());
	return documents.length > 0 ? await readGroups(asking, documents, options) : await readWhole(asking, options);
}

/** One document of OpenAPI v3. */
interface GroupDocument {
	/** For example `apis/apps/v1`. */
	readonly name: string;
	/** What the index says of it; holds a hash of its content. */
	readonly url: string;
}

function documentsOf(index: unknown, skipped: ReadonlySet<string>): GroupDocument[] {
	return Object.entries(objectAt(index, "paths") ?? {})
		.flatMap(([name, path]) => {
			const match = /^(?:api|apis\/([a-z0-9.-]+))\/[a-z0-9]+$/.exec(name);
			const url = stringAt(path, "serverRelativeURL");
			return match === null || url === undefined || skipped.has(match[1] ?? "") ? [] : [{ name, url }];
		})
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readGroups(
	asking: Asking,
	documents: readonly GroupDocument[],
	{ before }: OpenApiOptions,
): Promise<OpenApiSchemas | undefined> {
	const key = `v3 ${digest(documents.map(({ name, url }) => `${name} ${url}`))}`;
	if (before?.key === key) return before;
	let complete = true;
	const groups = await mapFew(documents, async ({ name }) => {
		// Not the address that the index gives: it is the server's word, and leaves out the path of a proxy before it.
		const path = `/openapi/v3/${name}`;
		const read = async () => {
			const schemas = objectAt(await asking.get(path), "components", "schemas");
			if (schemas === undefined) throw notAsPromised(path);
			return Object.entries(schemas);
		};
		return await unlessRefused(read(), (failure) => {
			complete = false;
			asking.note(failure);
		});
	});
	const found = new Map<string, unknown>();
	for (const [name, schema] of groups.flatMap((group) => group ?? [])) {
		if (!found.has(name) && objectAt(schema) !== undefined) found.set(name, schema);
	}
	if (found.size === 0) return undefined;
	return { schemas: Object.fromEntries(found), ...(complete && { key }) };
}

async function readWhole(
	asking: Asking,
	{ skipped, serverKey, before }: OpenApiOptions,
): Promise<OpenApiSchemas | undefined> {
	// Where definitions cannot be read, theirs are in here as well and may change at any time.
	const key = skipped && `v2 ${digest([serverKey])}`;
	if (key !== undefined && before?.key === key) return before;
	const path = "/openapi/v2";
	const read = async () => {
		const schemas = objectAt(await asking.get(path), "definitions");
		if (schemas === undefined) throw notAsPromised(path);
		return Object.entries(schemas);
	};
	const found = await unlessRefused(read(), asking.note);
	if (found === undefined) return undefined;
	const wanted = found.filter(([, schema]) => objectAt(schema) !== undefined && !isOnlyOf(schema, skipped));
	return { schemas: Object.fromEntries(wanted), ...(key !== undefined && { key }) };
}

/** Whether a schema describes kinds, all of them of these groups. */
function isOnlyOf(schema: unknown, groups: ReadonlySet<string> | undefined): boolean {
	const kinds = listAt(schema, "x-kubernetes-group-version-kind");
	return kinds.length > 0 && kinds.every((kind) => groups?.has(stringAt(kind, "group") ?? "") === true);
}

function digest(parts: readonly string[]): string {
	return createHash("sha256").update(parts.join("\n")).digest("hex");
}
