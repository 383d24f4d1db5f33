import type { ManifestDocument } from "../document";
import type { Fix, Problem, RelatedPlace, Severity } from "../features/problem";
import { valueAnchor } from "../features/problemContext";
import { hasPlaceholder } from "../features/unfinished";
import type { Knowledge } from "../knowledge";
import { type GroupKind, groupKindOf, type ManifestObject, objectsIn } from "../semantic/objects";
import { isPartial } from "../semantic/partial";
import { type Derivations, type Read, TrackedWorkspace } from "../semantic/queries";
import type { WorkspaceIndex } from "../semantic/workspaceIndex";
import type { Span } from "../text/span";
import { locate } from "../yaml/nodes";
import { dataAt, type Path } from "../yaml/path";
import { editsFor } from "./change";
import { fileObject } from "./fileObject";
import type { RuleLevels } from "./levels";
import type { Finding, Rule, RuleContext, RuleFix, Wording } from "./rule";
import { rules } from "./rules";

/** What rules found in a document, with what they asked of the workspace to find it. */
export interface RuleRun {
	readonly problems: readonly Problem[];
	readonly reads: readonly Read[];
}

const nothing: RuleRun = { problems: [], reads: [] };

/** Runs the rules that levels do not turn off over the objects of a document. */
export function runRules(
	document: ManifestDocument,
	uri: string,
	knowledge: Knowledge,
	levels: RuleLevels,
	index: WorkspaceIndex,
	derivations: Derivations,
): RuleRun {
	if (document.tooLarge || document.broken) return nothing;
	const declared = objectsIn(document, uri);
	const file = declared.length === 0 ? fileObject(document, uri, knowledge.registry) : undefined;
	const objects = file === undefined ? declared : [file];
	if (objects.length === 0) return nothing;
	const workspace = new TrackedWorkspace(index, derivations);
	const problems: Problem[] = [];
	for (const object of objects) {
		if (isPartial(object, workspace)) continue;
		let running: EnabledRule | undefined;
		const context: RuleContext = {
			object,
			data: object.data,
			workspace,
			knowledge,
			report(finding) {
				const problem = running && problemOf(finding, running, object, knowledge);
				if (problem !== undefined) problems.push(problem);
			},
		};
		for (running of enabledRules(levels, groupKindOf(object))) running.rule.check(context);
	}
	return { problems, reads: workspace.reads };
}

/** Which rules look at a kind: the same as long as the program runs. */
const byKind: ReadonlyMap<GroupKind, readonly Rule[]> = (() => {
	const kinds = new Set(rules.flatMap((rule) => (rule.kinds === "all" ? [] : rule.kinds)));
	return new Map([...kinds].map((kind) => [kind, rules.filter((rule) => looksAt(rule, kind))]));
})();

const forEveryKind = rules.filter(({ kinds }) => kinds === "all");

/** A rule that is not off, with its level. */
interface EnabledRule {
	readonly rule: Rule;
	readonly level: Severity;
}

const enabled = new WeakMap<RuleLevels, Map<GroupKind, readonly EnabledRule[]>>();

function enabledRules(levels: RuleLevels, kind: GroupKind): readonly EnabledRule[] {
	let known = enabled.get(levels);
	if (known === undefined) {
		known = new Map();
		enabled.set(levels, known);
	}
	let found = known.get(kind);
	if (found === undefined) {
		found = (byKind.get(kind) ?? forEveryKind).flatMap((rule): EnabledRule[] => {
			const level = levels[rule.id] ?? rule.level;
			return level === "off" ? [] : [{ rule, level }];
		});
		known.set(kind, found);
	}
	return found;
}

function looksAt({ kinds }: Rule, kind: GroupKind): boolean {
	return kinds === "all" || kinds.includes(kind);
}

function problemOf(
	finding: Finding,
	{ rule, level }: EnabledRule,
	object: ManifestObject,
	{ messages }: Knowledge,
): Problem | undefined {
	const { document } = object;
	const value = dataAt(document.data?.value, [...object.path, ...finding.path]);
	// What a tool fills in is nobody's mistake yet.
	if (typeof value === "string" && hasPlaceholder(value)) return undefined;
	const words = (wording: Wording) => messages.text(wording, wording.en);
	return {
		span: placeOf(document, [...object.path, ...finding.path], finding.part ?? "value"),
		severity: level === rule.level ? (finding.severity ?? level) : level,
		code: rule.id,
		message: words(finding.message),
		fixes: (finding.fixes ?? []).map((fix) => fixOf(fix, object, words)),
		...(finding.related !== undefined && {
			related: finding.related.map(
				({ object: other, path, message }): RelatedPlace => ({
					uri: other.uri,
					document: other.document,
					span: placeOf(other.document, [...other.path, ...path], "value"),
					message: words(message),
				}),
			),
		}),
	};
}

function fixOf(fix: RuleFix, { document, path }: ManifestObject, words: (wording: Wording) => string): Fix {
	let made: Fix["edits"] | undefined;
	return {
		title: words(fix.title),
		...(fix.byHand === true && { byHand: true }),
		get edits() {
			made ??= editsFor(document, path, fix.changes) ?? [];
			return made;
		},
	};
}

/**
 * What to underline in a document.
 *
 * @param path from the document's root; where it leads nowhere, the deepest object on the way counts
 */
export function placeOf(document: ManifestDocument, path: Path, part: "value" | "key" | Span): Span {
	const { root, document: yaml } = document.parsed;
	const located = locate(root, path, yaml);
	const { key, value } = located;
	if (part === "key" && key !== undefined) return key;
	if (typeof part === "object" && value !== undefined) {
		const text = dataAt(document.data?.value, path);
		const wanted = typeof text === "string" ? text.slice(part.start, part.end) : undefined;
		const lead = /^["']/.test(document.text.slice(value.start, value.start + 1)) ? 1 : 0;
		const start = value.start + lead + part.start;
		const end = value.start + lead + part.end;
		if (document.text.slice(start, end) === wanted) return { start, end };
	}
	return valueAnchor(located, document);
}
