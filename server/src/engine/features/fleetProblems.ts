import type { ManifestDocument } from "../document";
import type { Knowledge } from "../knowledge";
import { apiVersionOf } from "../schema/apiVersion";
import { entriesById } from "../schema/entryById";
import type { ClusterSchemas } from "../schema/layers";
import type { CatalogueEntry, ValidatorError } from "../schema/types";
import { locate } from "../yaml/nodes";
import { type Path, parsePointer, pathText } from "../yaml/path";
import type { Problem } from "./problem";
import { explainErrors, type SchemaProblem } from "./schemaProblems";
import { finished } from "./unfinished";

/**
 * What clusters of the fleet would do with a document that differs from what its schema says: a version that some do
 * not serve, fields that some would drop, values that some would refuse. One problem each, with the clusters' names.
 */
export function fleetProblems(
	document: ManifestDocument,
	uri: string,
	entry: CatalogueEntry,
	knowledge: Knowledge,
): Problem[] {
	const { clusters } = knowledge;
	if (entry.form === "file" || clusters.length === 0) return [];
	return [...versionProblems(document, entry, knowledge), ...fieldProblems(document, uri, entry, knowledge)];
}

function versionProblems(document: ManifestDocument, entry: CatalogueEntry, knowledge: Knowledge): Problem[] {
	const { clusters, messages } = knowledge;
	const { apiVersion } = document.facts;
	if (apiVersion === undefined) return [];
	const without = clusters.filter((cluster) => !cluster.serves(apiVersionOf(entry), entry.kind));
	if (without.length === 0) return [];
	const versions = [...new Set(without.flatMap((cluster) => cluster.versionsOf(entry.group, entry.kind)))].sort();
	const message = messages.notServedBy(
		without.map(({ name }) => name),
		clusters.length,
		apiVersionOf(entry),
		entry.kind,
		versions.map((version) => apiVersionOf({ group: entry.group, version })),
	);
	// Where no cluster has the kind, the document is probably meant for one that is not known.
	const severity = without.length === clusters.length && versions.length === 0 ? "info" : "warning";
	return [{ span: apiVersion.span, severity, code: "not-served", message, fixes: [] }];
}

/** The same finding on several clusters. */
interface Shared {
	readonly problem: SchemaProblem;
	readonly error: ValidatorError;
	readonly clusters: ClusterSchemas[];
}

function fieldProblems(
	document: ManifestDocument,
	uri: string,
	entry: CatalogueEntry,
	knowledge: Knowledge,
): Problem[] {
	const { clusters, messages, registry } = knowledge;
	const data = document.data;
	if (data === undefined) return [];
	const judged = new Set(registry.validator(entry)(data.value).map(errorKey));
	const shared = new Map<string, Shared>();
	for (const cluster of clusters) {
		for (const error of finished(errorsOn(cluster, entry, data.value), data.value, uri)) {
			if (judged.has(errorKey(error))) continue;
			const key = errorKey(error);
			const known = shared.get(key);
			if (known !== undefined) {
				known.clusters.push(cluster);
				continue;
			}
			const served = servedEntry(cluster, entry);
			if (served === undefined) continue;
			const [problem] = explainErrors([error], document, entry, cluster.source.schema(served), {
				...knowledge,
				clusters: [],
			});
			if (problem !== undefined) shared.set(key, { problem, error, clusters: [cluster] });
		}
	}
	return [...shared.values()].map(({ problem, error, clusters: on }) => {
		const names = on.map(({ name }) => name);
		if (error.keyword !== "additionalProperties") {
			const message = messages.refusedOn(names, clusters.length, problem.message);
			return { ...problem, severity: "warning", code: "refused-on-cluster", message, fixes: [] };
		}
		const path: Path = [...parsePointer(error.instancePath, data.value), String(error.params.additionalProperty)];
		const { key } = locate(document.parsed.root, path, document.parsed.document);
		const message = messages.prunedOn(names, clusters.length, pathText(path));
		return { span: key ?? problem.span, severity: "warning", code: "pruned-on-cluster", message, fixes: [] };
	});
}

/** Findings of one cluster's schema, as the clusters that share a schema need it once only. */
const verdicts = new WeakMap<object, WeakMap<object, readonly ValidatorError[]>>();

function errorsOn(cluster: ClusterSchemas, entry: CatalogueEntry, value: unknown): readonly ValidatorError[] {
	const served = servedEntry(cluster, entry);
	if (served === undefined) return [];
	const validator = cluster.source.validator(served);
	if (typeof value !== "object" || value === null) return [];
	const known = verdicts.get(value)?.get(validator);
	if (known !== undefined) return known;
	const errors = validator(value);
	const ofValue = verdicts.get(value) ?? new WeakMap<object, readonly ValidatorError[]>();
	ofValue.set(validator, errors);
	verdicts.set(value, ofValue);
	return errors;
}

function servedEntry(cluster: ClusterSchemas, entry: CatalogueEntry): CatalogueEntry | undefined {
	return entriesById(cluster.source).get(entry.id);
}

function errorKey({ instancePath, keyword, params, propertyName }: ValidatorError): string {
	const what = keyword === "additionalProperties" || keyword === "required" ? JSON.stringify(params) : "";
	return `${instancePath} ${keyword} ${propertyName ?? ""} ${what}`;
}
