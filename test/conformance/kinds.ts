import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import type { CustomResourceDefinition } from "../../server/src/engine/schema/crd/customResourceDefinition";
import { repositoryRoot } from "../../tools/lib/paths";
import { readObjectMeta } from "../../tools/schemas/metadata";
import { readWholeCrds } from "../../tools/schemas/readCrds";
import type { CatalogueEntry } from "../../tools/schemas/types";
import type { BuiltSchemas } from "../server/schemas/support";
import { testGroup } from "./definitions";
import type { Subjects } from "./mutants/index";
import { Definitions, type Shape } from "./shape";

/** One version of a kind that both sides are asked about. */
export interface Kind {
	readonly id: string;
	readonly apiVersion: string;
	/** The `apiVersion` that the test server knows the kind by, where it is another. */
	readonly sentAs?: string;
	readonly kind: string;
	readonly custom: boolean;
	/** Where objects are created. */
	readonly path: string;
	readonly namespaced: boolean;
	readonly subjects: Subjects;
}

/** Fields of metadata that only the server writes, in a form that only it reads. */
const serverOnly = new Set(["managedFields"]);

/** Kinds that the test server has in an earlier version only, whose fields are the same. */
const earlierVersions: Readonly<Record<string, string>> = { "batch/v1/CronJob": "batch/v1beta1" };

/** What refers to another object: its fields are right together only. */
const owner: Shape = {
	type: "object",
	required: ["apiVersion", "kind", "name", "uid"],
	properties: {
		apiVersion: { type: "string", const: "apps/v1" },
		kind: { type: "string", const: "Deployment" },
		name: { type: "string" },
		uid: { type: "string" },
		controller: { type: "boolean", const: false },
		blockOwnerDeletion: { type: "boolean" },
	},
};

/** Reads the definitions of the catalogue and lists their served versions. */
export async function customKinds(): Promise<{
	readonly crds: readonly CustomResourceDefinition[];
	readonly kinds: readonly Kind[];
}> {
	const whole = await readWholeCrds(join(repositoryRoot, "schemas", "crds"));
	const objectMeta: Shape = await readObjectMeta();
	const crds = whole.map(({ crd }) => crd);
	const kinds = crds.flatMap((crd) => {
		const { spec } = crd;
		return spec.versions
			.filter(({ served }) => served)
			.map((version): Kind => {
				const { name, schema } = version;
				const apiVersion = `${spec.group}/${name}`;
				const sentAs = `${testGroup(crd, version)}/${name}`;
				const namespaced = spec.scope === "Namespaced";
				const root = withMetadata(schema.openAPIV3Schema as Shape, objectMeta, namespaced);
				return {
					id: `${apiVersion}/${spec.names.kind}`,
					apiVersion,
					sentAs,
					kind: spec.names.kind,
					custom: true,
					namespaced,
					path: collection(sentAs, spec.names.plural, namespaced),
					subjects: { root, definitions: new Definitions(), reads: () => true },
				};
			});
	});
	return { crds, kinds };
}

/** Lists the kinds of Kubernetes that there are samples of in `samples/`. */
export async function builtinKinds(schemas: BuiltSchemas): Promise<readonly Kind[]> {
	const folder = join(__dirname, "samples");
	const objectMeta: Shape = await readObjectMeta();
	const files = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
	return Promise.all(
		files.map(async (file) => {
			const text = await readFile(join(folder, file), "utf8");
			const { apiVersion, kind } = parse(text) as { readonly apiVersion: string; readonly kind: string };
			const entry = schemas.catalogue.entries.find(({ id }) => id === `${apiVersion}/${kind}`);
			if (entry === undefined) throw new Error(`${basename(file)} is of no kind in the catalogue`);
			return builtinKind(entry, text, schemas.schema(entry.id) as Shape, objectMeta);
		}),
	);
}

function builtinKind(
	{ id, group, version, kind, plural, namespaced }: CatalogueEntry,
	sample: string,
	schema: Shape,
	objectMeta: Shape,
): Kind {
	const apiVersion = group === "" ? version : `${group}/${version}`;
	const { $defs = {} } = schema as Shape & { readonly $defs?: Readonly<Record<string, Shape>> };
	const sentAs = earlierVersions[id];
	return {
		id,
		apiVersion,
		...(sentAs && { sentAs }),
		kind,
		custom: false,
		namespaced,
		path: collection(sentAs ?? apiVersion, plural, namespaced),
		subjects: {
			root: withMetadata(schema, objectMeta, namespaced),
			definitions: new Definitions($defs),
			// A create passes over the status of an object.
			reads: ([first]) => first !== "status",
			base: () => withoutIdentity(parse(sample) as Readonly<Record<string, unknown>>),
		},
	};
}

/** Identity is added when an object is sent; what is wrong with it would only lead to another kind. */
function withoutIdentity(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	const { apiVersion: _apiVersion, kind: _kind, ...rest } = object;
	return rest;
}

function withMetadata(schema: Shape, objectMeta: Shape, namespaced: boolean): Shape {
	const { apiVersion: _apiVersion, kind: _kind, ...properties } = schema.properties ?? {};
	const fields = Object.entries(objectMeta.properties ?? {}).filter(([name]) => !serverOnly.has(name));
	const { namespace: _namespace, ...others } = Object.fromEntries(fields);
	const metadata: Shape = {
		...objectMeta,
		required: ["name"],
		properties: {
			...others,
			name: { type: "string", const: "sample" },
			// Objects for other namespaces would have to be sent there.
			...(namespaced && { namespace: { type: "string", const: "default" } }),
			ownerReferences: { type: "array", items: owner },
		},
	};
	const required = (schema.required ?? []).filter((field) => field !== "apiVersion" && field !== "kind");
	return {
		...schema,
		required: [...new Set(["metadata", ...required])],
		properties: { ...properties, metadata },
	};
}

function collection(apiVersion: string, plural: string, namespaced: boolean): string {
	const api = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
	return `${api}${namespaced ? "/namespaces/default" : ""}/${plural}`;
}
