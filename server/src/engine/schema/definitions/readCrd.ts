import type { CrdSchema, CrdVersion, CustomResourceDefinition } from "../crd/customResourceDefinition";
import { isRecord } from "../record";
import { type DefinitionProblem, readSchema } from "./readSchema";

/** A definition whose schemas are read one by one, when they are needed. */
export interface ReadCrd {
	/** Without schemas. */
	readonly crd: CustomResourceDefinition;
	/** The schema of a version, with all that is wrong in it left out. */
	schema(version: CrdVersion): CrdSchema;
}

/** What reading a definition came to. */
export type CrdReading =
	| { readonly kind: "read"; readonly read: ReadCrd; readonly problems: readonly DefinitionProblem[] }
	| { readonly kind: "unusable"; readonly problems: readonly DefinitionProblem[] };

/** What stands for a version without schema: anything goes. */
const anything: CrdSchema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

/** Whether a value says of itself that it is a CustomResourceDefinition. */
export function isCrd(value: unknown): value is Readonly<Record<string, unknown>> {
	return (
		isRecord(value) &&
		value.kind === "CustomResourceDefinition" &&
		typeof value.apiVersion === "string" &&
		value.apiVersion.startsWith("apiextensions.k8s.io/")
	);
}

/** Reads a CustomResourceDefinition, v1 or v1beta1, of which nothing is known. It never throws. */
export function readCrd(value: unknown): CrdReading {
	const problems: DefinitionProblem[] = [];
	const problem = (kind: DefinitionProblem["kind"], ...path: (string | number)[]) => problems.push({ path, kind });
	const text = (owner: Readonly<Record<string, unknown>>, name: string, ...path: (string | number)[]): string => {
		const field = owner[name];
		if (typeof field === "string" && field !== "") return field;
		problem(field === undefined || field === null || field === "" ? "missing" : "wrongType", ...path, name);
		return "";
	};
	const definition = isRecord(value) ? value : {};
	const { metadata, spec } = definition;
	if (!isRecord(spec)) {
		problem(spec === undefined || spec === null ? "missing" : "wrongType", "spec");
		return { kind: "unusable", problems };
	}
	const names = isRecord(spec.names) ? spec.names : {};
	const group = text(spec, "group", "spec");
	const kind = text(names, "kind", "spec", "names");
	const sources = versionSources(spec);
	if (sources.length === 0) problem("missing", "spec", "versions");
	const versions = sources.flatMap(({ version, path }): CrdVersion[] => {
		if (!isRecord(version)) {
			problem("wrongType", ...path);
			return [];
		}
		const name = text(version, "name", ...path);
		const { deprecated, deprecationWarning } = version;
		return name === ""
			? []
			: [
					{
						name,
						served: version.served !== false,
						storage: version.storage === true || sources.length === 1,
						...(deprecated === true && { deprecated }),
						...(typeof deprecationWarning === "string" && { deprecationWarning }),
						schema: { openAPIV3Schema: {} },
					},
				];
	});
	if (group === "" || kind === "" || versions.length === 0) return { kind: "unusable", problems };
	const { scope } = spec;
	if (scope !== "Cluster" && scope !== "Namespaced") {
		problem(scope === undefined || scope === null ? "missing" : "wrongType", "spec", "scope");
	}
	const plural = typeof names.plural === "string" && names.plural !== "" ? names.plural : `${kind.toLowerCase()}s`;
	const crd: CustomResourceDefinition = {
		apiVersion: "apiextensions.k8s.io/v1",
		kind: "CustomResourceDefinition",
		metadata: {
			name: `${plural}.${group}`,
			annotations: textsOf(isRecord(metadata) ? metadata.annotations : undefined),
		},
		spec: { group, scope: scope === "Cluster" ? "Cluster" : "Namespaced", names: { kind, plural }, versions },
	};
	const read: ReadCrd = {
		crd,
		schema: ({ name }) => readVersionSchema(definition, spec, name, () => {}),
	};
	return { kind: "read", read, problems };
}

/** All that is wrong in a definition, in its schemas as well. */
export function crdProblems(value: unknown): readonly DefinitionProblem[] {
	const reading = readCrd(value);
	const problems = [...reading.problems];
	if (reading.kind === "read" && isRecord(value) && isRecord(value.spec)) {
		for (const { name } of reading.read.crd.spec.versions) {
			readVersionSchema(value, value.spec, name, (problem) => problems.push(problem));
		}
	}
	return problems;
}

interface VersionSource {
	readonly version: unknown;
	readonly path: readonly (string | number)[];
}

/** The versions of a definition; `v1beta1` could have one only, without a list. */
function versionSources(spec: Readonly<Record<string, unknown>>): VersionSource[] {
	if (Array.isArray(spec.versions) && spec.versions.length > 0) {
		return spec.versions.map((version: unknown, i) => ({ version, path: ["spec", "versions", i] }));
	}
	return spec.version === undefined ? [] : [{ version: { name: spec.version, storage: true }, path: ["spec"] }];
}

function readVersionSchema(
	definition: Readonly<Record<string, unknown>>,
	spec: Readonly<Record<string, unknown>>,
	name: string,
	report: (problem: DefinitionProblem) => void,
): CrdSchema {
	const source = versionSources(spec).find(({ version }) => isRecord(version) && version.name === name);
	const own = isRecord(source?.version) && isRecord(source.version.schema) ? source.version.schema : undefined;
	const shared = isRecord(spec.validation) ? spec.validation : undefined;
	const found = own?.openAPIV3Schema ?? shared?.openAPIV3Schema;
	if (found === undefined || found === null) return anything;
	const path = own?.openAPIV3Schema ? [...(source?.path ?? []), "schema"] : ["spec", "validation"];
	const schema = readSchema(found, [...path, "openAPIV3Schema"], report);
	// Until v1, servers kept what no schema names.
	const beta = definition.apiVersion === "apiextensions.k8s.io/v1beta1";
	const keepsUnknown = spec.preserveUnknownFields === true || (beta && spec.preserveUnknownFields !== false);
	return keepsUnknown ? open(schema) : schema;
}

function open(schema: CrdSchema): CrdSchema {
	const { properties, items, additionalProperties } = schema;
	return {
		...schema,
		...(schema.type === "object" && !additionalProperties && { "x-kubernetes-preserve-unknown-fields": true }),
		...(properties && {
			properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, open(field)])),
		}),
		...(items && { items: open(items) }),
		...(typeof additionalProperties === "object" && { additionalProperties: open(additionalProperties) }),
	};
}

function textsOf(value: unknown): Record<string, string> {
	if (!isRecord(value)) return {};
	return Object.fromEntries(
		Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
	);
}
