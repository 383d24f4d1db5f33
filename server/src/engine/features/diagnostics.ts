import { isMap } from "yaml";
import type { ManifestDocument } from "../document";
import type { Knowledge } from "../knowledge";
import type { Messages } from "../messages/messages";
import { identify } from "../semantic/identify";
import { type Span, touches } from "../text/span";
import type { SyntaxProblem } from "../yaml/parse";
import { fleetProblems } from "./fleetProblems";
import { kindProblems, unknownKindProblems } from "./kindProblems";
import type { Problem } from "./problem";
import { type SchemaProblem, schemaProblems } from "./schemaProblems";
import { isTemplate } from "./unfinished";

/**
 * Everything to tell about one document, by position. YAML that is no Kubernetes manifest (neither `apiVersion` nor
 * `kind`) and no configuration file that is known is left alone.
 *
 * @param manifestFile whether the file as a whole holds manifests; then also a document too broken to tell is reported
 */
export function documentProblems(
	document: ManifestDocument,
	uri: string,
	manifestFile: boolean,
	knowledge: Knowledge,
): readonly Problem[] {
	const { messages, registry } = knowledge;
	if (document.tooLarge) return [tooLarge(document, messages)];
	const { facts, parsed } = document;
	const isManifest = facts.apiVersionKey !== undefined || facts.kindKey !== undefined;
	const entry = identify(document, uri, registry);
	if (!isManifest && !manifestFile && entry === undefined) return [];
	// A template of Helm or another engine is not YAML before it is rendered.
	if (isTemplate(document)) return [];
	const problems = parsed.problems.map((problem) => syntaxProblem(problem, document, messages));
	if (entry !== undefined) {
		const broken = brokenLines(document);
		const found = schemaProblems(document, uri, entry, knowledge);
		problems.push(...kindProblems(document, entry, messages));
		problems.push(...found.filter((problem) => !isConsequence(problem, document, broken)));
		if (parsed.problems.length === 0) problems.push(...fleetProblems(document, uri, entry, knowledge));
	} else if (isManifest) {
		problems.push(...unknownKindProblems(document, knowledge));
	}
	return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** True where a text speaks of `apiVersion` or `kind` at the beginning of a line. */
export function looksLikeManifest(text: string): boolean {
	return /^(?:apiVersion|kind)\b/m.test(text);
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
		// Behind a key without value, the range begins where that one ends.
		const rest = text.slice(problem.span.start);
		const start = problem.span.start + (/^(?:\s|#.*)*/.exec(rest)?.[0].length ?? 0);
		const key = /^[^\s:]*/.exec(text.slice(start))?.[0] ?? "";
		const span = { start, end: start + key.length };
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
