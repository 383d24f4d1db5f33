import { isMap } from "yaml";
import type { ManifestDocument } from "../document";
import type { Knowledge } from "../knowledge";
import type { Messages } from "../messages/messages";
import { apiVersionOf, groupOf } from "../schema/apiVersion";
import type { SchemaRegistry } from "../schema/registry";
import type { CatalogueEntry, RetiredVersion } from "../schema/types";
import type { LocatedString } from "../semantic/facts";
import { keyText, resolved } from "../yaml/nodes";
import { type Problem, replacement } from "./problem";

/** What there is to tell of a known kind itself, whatever stands in the document. */
export function kindProblems(document: ManifestDocument, entry: CatalogueEntry, messages: Messages): Problem[] {
	const { apiVersion, kind, namespace } = document.facts;
	const found: Problem[] = [];
	if (apiVersion === undefined || kind === undefined) return found;
	if (entry.deprecated !== undefined) {
		const { message: english, "zh-cn": chinese = english } = entry.deprecated;
		const detail = messages.chinese ? chinese : english;
		const message = messages.deprecatedVersion(apiVersion.text, kind.text, detail);
		found.push({ span: apiVersion.span, severity: "warning", code: "deprecated-version", message, fixes: [] });
	}
	if (!entry.served && entry.status !== "removed") {
		const message = messages.notServed(apiVersion.text, kind.text);
		found.push({ span: apiVersion.span, severity: "error", code: "unknown-version", message, fixes: [] });
	}
	if (entry.status === "documented") {
		const message = messages.documentedKind(kind.text);
		found.push({ span: kind.span, severity: "info", code: "documented-kind", message, fixes: [] });
	}
	if (entry.status === "removed") {
		const message = messages.removedKind(kind.text, entry.removedIn, entry.replacedBy);
		found.push({ span: kind.span, severity: "error", code: "removed-kind", message, fixes: [] });
	}
	if (!entry.namespaced && entry.form !== "file" && namespace !== undefined && namespace.text !== "") {
		found.push(ignoredNamespace(document, kind.text, namespace, messages));
	}
	return found;
}

function ignoredNamespace(
	document: ManifestDocument,
	kind: string,
	namespace: LocatedString,
	messages: Messages,
): Problem {
	const { lines } = document;
	const { line } = lines.position(namespace.span.start);
	const whole = { start: lines.start(line), end: Math.min(lines.end(line) + 1, document.text.length) };
	const alone = /^\s*namespace\s*:[^{}[\]]*$/.test(document.text.slice(whole.start, whole.end).trimEnd());
	return {
		span: namespace.span,
		severity: "warning",
		code: "ignored-namespace",
		message: messages.ignoredNamespace(kind),
		fixes: alone ? [replacement(messages.fixRemove("namespace"), whole, "")] : [],
	};
}

/** What is wrong with a document that says of itself what no schema knows, or does not say it all. */
export function unknownKindProblems(
	document: ManifestDocument,
	{ registry, clusters, messages }: Knowledge,
): Problem[] {
	const { facts } = document;
	if ((facts.kind === undefined || facts.apiVersion === undefined) && !isMeantAsManifest(document)) return [];
	if (facts.kind === undefined) {
		const span = facts.kindKey ?? facts.apiVersionKey ?? { start: 0, end: 0 };
		return [{ span, severity: "error", code: "missing-kind", message: messages.missingKind(), fixes: [] }];
	}
	const { apiVersion, kind } = facts;
	if (apiVersion === undefined) {
		const span = facts.apiVersionKey ?? kind.span;
		const message = messages.missingApiVersion(kind.text);
		return [{ span, severity: "error", code: "missing-api-version", message, fixes: [] }];
	}
	// A cluster knows it, but gave no schema.
	if (clusters.some((cluster) => cluster.serves(apiVersion.text, kind.text))) {
		return [noSchema(apiVersion, kind, registry, messages)];
	}
	const lookup = registry.lookUp(apiVersion.text, kind.text);
	switch (lookup.kind) {
		case "known":
			return [];
		case "retired":
			return [retired(lookup.version, apiVersion, messages)];
		case "otherVersions":
			return [otherVersions(lookup.entries, apiVersion, kind, messages)];
		case "similar": {
			const [meant] = lookup.entries;
			if (meant === undefined) return [];
			const kindIsRight = meant.kind === kind.text;
			const span = kindIsRight ? apiVersion.span : kind.span;
			const name = kindIsRight ? apiVersionOf(meant) : meant.kind;
			const message = messages.similarKind(apiVersion.text, kind.text, name);
			const fixes = [replacement(messages.fixReplace(name), span, name)];
			return [{ span, severity: "error", code: "unknown-kind", message, fixes }];
		}
		case "unknown":
			// What kustomize reads never gets to a server.
			if (groupOf(apiVersion.text) === "kustomize.config.k8s.io") return [];
			return elsewhere(registry, apiVersion, kind, messages) ?? [noSchema(apiVersion, kind, registry, messages)];
	}
}

/**
 * Other files have a field `kind` or `apiVersion` as well (Helm's Chart.yaml, values): a manifest has `metadata` or
 * `spec` besides, or is just being written.
 */
function isMeantAsManifest({ parsed }: ManifestDocument): boolean {
	const root = resolved(parsed.root, parsed.document);
	if (!isMap(root)) return true;
	const names = root.items.map((pair) => keyText(pair));
	return names.length <= 1 || names.includes("metadata") || names.includes("spec");
}

/** A kind of Kubernetes under a group of Kubernetes that does not have it, for example a Deployment in `v1`. */
function elsewhere(
	registry: SchemaRegistry,
	apiVersion: LocatedString,
	kind: LocatedString,
	messages: Messages,
): Problem[] | undefined {
	if (!isKubernetesGroup(apiVersion.text, registry)) return undefined;
	const entries = registry.entries.filter((entry) => entry.system === "kubernetes" && entry.kind === kind.text);
	const [first] = entries.toSorted((a, b) => Number(b.storage) - Number(a.storage));
	if (first === undefined || !entries.every(({ group }) => group === first.group)) return undefined;
	const text = apiVersionOf(first);
	const message = messages.similarKind(apiVersion.text, kind.text, text);
	const fixes = [replacement(messages.fixReplace(text), apiVersion.span, text)];
	return [{ span: apiVersion.span, severity: "error", code: "unknown-kind", message, fixes }];
}

function noSchema(
	apiVersion: LocatedString,
	kind: LocatedString,
	registry: SchemaRegistry,
	messages: Messages,
): Problem {
	const message = messages.noSchema(apiVersion.text, kind.text);
	const severity = isKubernetesGroup(apiVersion.text, registry) ? "hint" : "info";
	return { span: kind.span, severity, code: "no-schema", message, fixes: [] };
}

function retired(version: RetiredVersion, apiVersion: LocatedString, messages: Messages): Problem {
	const { replacement: successor } = version;
	return {
		span: apiVersion.span,
		severity: "error",
		code: "removed-version",
		message: messages.retiredVersion(version),
		fixes: successor === undefined ? [] : [replacement(messages.fixReplace(successor), apiVersion.span, successor)],
	};
}

function otherVersions(
	entries: readonly CatalogueEntry[],
	apiVersion: LocatedString,
	kind: LocatedString,
	messages: Messages,
): Problem {
	const { span } = apiVersion;
	const removed = entries.find(({ status }) => status === "removed");
	if (removed !== undefined) {
		const message = messages.removedKind(kind.text, removed.removedIn, removed.replacedBy);
		return { span: kind.span, severity: "error", code: "removed-kind", message, fixes: [] };
	}
	const served = entries.filter((entry) => entry.served);
	const versions = (served.length > 0 ? served : entries).map(apiVersionOf);
	const message = messages.otherVersions(apiVersion.text, kind.text, versions);
	const fixes = versions.map((text) => replacement(messages.fixReplace(text), span, text));
	return { span, severity: "error", code: "unknown-version", message, fixes };
}

/** Groups that end in `.k8s.io` belong to extensions as well, which the catalogue does not have. */
function isKubernetesGroup(apiVersion: string, registry: SchemaRegistry): boolean {
	const group = groupOf(apiVersion);
	return !group.includes(".") || registry.isBuiltinGroup(group);
}
