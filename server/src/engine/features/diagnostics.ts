import { isMap } from "yaml";
import type { ManifestDocument } from "../document";
import type { Messages } from "../messages/messages";
import { apiVersionOf, type SchemaRegistry } from "../schema/registry";
import { type Span, touches } from "../text/span";
import type { SyntaxProblem } from "../yaml/parse";
import type { Problem } from "./problem";
import { type SchemaProblem, schemaProblems } from "./schemaProblems";

/**
 * Everything to tell about one document, by position. YAML that is no Kubernetes manifest (neither `apiVersion` nor
 * `kind`) is left alone.
 *
 * @param manifestFile whether the file as a whole holds manifests; then also a document too broken to tell is reported
 */
export function documentProblems(
	document: ManifestDocument,
	manifestFile: boolean,
	registry: SchemaRegistry,
	messages: Messages,
): readonly Problem[] {
	if (document.tooLarge) return [tooLarge(document, messages)];
	const { facts, parsed } = document;
	const isManifest = facts.apiVersionKey !== undefined || facts.kindKey !== undefined;
	if (!isManifest && !manifestFile) return [];
	// A template of Helm or another engine is not YAML before it is rendered.
	if (parsed.problems.length > 0 && /\{\{.*\}\}/.test(document.text)) return [];
	const problems = parsed.problems.map((problem) => syntaxProblem(problem, document, messages));
	if (isManifest) problems.push(...manifestProblems(document, registry, messages));
	return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** True where a text speaks of `apiVersion` or `kind` at the beginning of a line. */
export function looksLikeManifest(text: string): boolean {
	return /^(?:apiVersion|kind)\b/m.test(text);
}

function manifestProblems(document: ManifestDocument, registry: SchemaRegistry, messages: Messages): Problem[] {
	const { facts } = document;
	if (facts.kind === undefined) {
		const span = facts.kindKey ?? facts.apiVersionKey ?? { start: 0, end: 0 };
		return [{ span, severity: "error", code: "missing-kind", message: messages.missingKind(), fixes: [] }];
	}
	if (facts.apiVersion === undefined) {
		const span = facts.apiVersionKey ?? facts.kind.span;
		const message = messages.missingApiVersion(facts.kind.text);
		return [{ span, severity: "error", code: "missing-api-version", message, fixes: [] }];
	}
	const { apiVersion, kind } = facts;
	const lookup = registry.lookUp(apiVersion.text, kind.text);
	switch (lookup.kind) {
		case "known": {
			const { entry } = lookup;
			const found: Problem[] = [];
			if (entry.deprecated !== undefined) {
				const message = messages.deprecatedVersion(apiVersion.text, kind.text, entry.deprecated.message);
				found.push({ span: apiVersion.span, severity: "warning", code: "deprecated-version", message, fixes: [] });
			}
			const broken = brokenLines(document);
			for (const problem of schemaProblems(document, entry, registry, messages)) {
				if (!isConsequence(problem, document, broken)) found.push(problem);
			}
			return found;
		}
		case "otherVersions": {
			const versions = lookup.entries.map(apiVersionOf);
			const message = messages.otherVersions(apiVersion.text, kind.text, versions);
			const fixes = versions.map((text) => ({ title: messages.fixReplace(text), span: apiVersion.span, text }));
			return [{ span: apiVersion.span, severity: "error", code: "unknown-version", message, fixes }];
		}
		case "similar": {
			const [meant] = lookup.entries;
			if (meant === undefined) return [];
			const kindIsRight = meant.kind === kind.text;
			const span = kindIsRight ? apiVersion.span : kind.span;
			const name = kindIsRight ? apiVersionOf(meant) : meant.kind;
			const message = messages.similarKind(apiVersion.text, kind.text, name);
			const fixes = [{ title: messages.fixReplace(name), span, text: name }];
			return [{ span, severity: "error", code: "unknown-kind", message, fixes }];
		}
		case "unknown": {
			const message = messages.noSchema(apiVersion.text, kind.text);
			const severity = isKubernetesGroup(apiVersion.text) ? "hint" : "info";
			return [{ span: kind.span, severity, code: "no-schema", message, fixes: [] }];
		}
	}
}

function tooLarge(document: ManifestDocument, messages: Messages): Problem {
	const megabytes = (document.text.length / 1_000_000).toFixed(1);
	const end = document.lines.end(0);
	return {
		span: { start: 0, end },
		severity: "error",
		code: "document-too-large",
		message: messages.tooLarge(megabytes),
		fixes: [],
	};
}

function syntaxProblem(problem: SyntaxProblem, document: ManifestDocument, messages: Messages): Problem {
	const { lines, text } = document;
	const { line } = lines.position(problem.span.start);
	const lineText = text.slice(lines.start(line), lines.end(line)).trim();
	if (problem.code === "DUPLICATE_KEY") {
		const key = /^[^\s:]*/.exec(text.slice(problem.span.start))?.[0] ?? "";
		const span = { start: problem.span.start, end: problem.span.start + key.length };
		return { span, severity: "error", code: "duplicate-key", message: messages.duplicateKey(key), fixes: [] };
	}
	// A range over several lines would paint half of the document red; the place where it goes wrong is enough.
	const start = Math.min(problem.span.start, text.length);
	const end = Math.max(start, Math.min(problem.span.end, lines.end(line)));
	const message = messages.syntax(problem.code, problem.detail, lineText);
	return { span: { start, end }, severity: "error", code: "yaml-syntax", message, fixes: [] };
}

/** The lines that hold a syntax error: what stands there is not what the author meant. */
function brokenLines(document: ManifestDocument): Span[] {
	return document.parsed.problems
		.filter((problem) => problem.code !== "DUPLICATE_KEY")
		.map((problem) => {
			const { line } = document.lines.position(problem.span.start);
			return { start: document.lines.start(line), end: document.lines.end(line) };
		});
}

/** True for a finding that only follows from a syntax error: on its line, or a field missed in an object around it. */
function isConsequence(problem: SchemaProblem, document: ManifestDocument, broken: readonly Span[]) {
	return broken.some((line) => {
		if (touches(line, problem.span)) return true;
		if (problem.code !== "missing-field") return false;
		const around =
			problem.within ?? (isMap(document.parsed.root) ? { start: 0, end: document.text.length } : undefined);
		return around !== undefined && touches(around, line);
	});
}

function isKubernetesGroup(apiVersion: string): boolean {
	const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
	return !group.includes(".") || group.endsWith(".k8s.io");
}
