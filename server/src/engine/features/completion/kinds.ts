import { apiVersionOf } from "../../schema/apiVersion";
import type { SchemaRegistry } from "../../schema/registry";
import type { CatalogueEntry } from "../../schema/types";
import type { TextEdit } from "../../text/edit";
import type { CompletionPlace } from "../../yaml/draft/place";
import { describeKind, entryDescription, systemName } from "../describe";
import type { Completion } from "./completion";
import { valueText } from "./insertText";
import { kindsNearby } from "./nearby";
import { type CompletionContext, completionAt } from "./place";

/** The kinds that fit the document's `apiVersion`; without one, choosing a kind writes it as well. */
export function kinds(place: CompletionPlace, context: CompletionContext, registry: SchemaRegistry): Completion[] {
	const { apiVersion, apiVersionEntry } = context.subject;
	const fitting = registry.entries.filter(
		(entry) => entry.kind !== "" && (apiVersion === undefined || apiVersionOf(entry) === apiVersion),
	);
	const entries = preferred(fitting);
	const nearby = kindsNearby(context.uri, context.workspace);
	// Groups that share a name for a kind each get an item, in the version that is written today.
	const byGroup = new Map<string, CatalogueEntry>();
	for (const entry of entries) {
		const key = `${entry.group}/${entry.kind}`;
		const known = byGroup.get(key);
		if (known === undefined || (nearby.get(entry.id) ?? Infinity) < (nearby.get(known.id) ?? Infinity))
			byGroup.set(key, entry);
	}
	const chosen = [...byGroup.values()];
	const named = new Map<string, number>();
	for (const { kind } of chosen) named.set(kind, (named.get(kind) ?? 0) + 1);
	return chosen.map((entry) => {
		const isOneOfSeveral = (named.get(entry.kind) ?? 0) > 1;
		return completionAt(place, {
			label: entry.kind,
			kind: "kind",
			detail: isOneOfSeveral ? `${systemName(entry.system)} · ${apiVersionOf(entry)}` : systemName(entry.system),
			documentation: () => describeKind(entry, "", context.messages),
			sortText: `${nearbyRank(entry, nearby)}${stateRank(entry)}${systemRank(entry)}${entry.kind} ${entry.group}`,
			text: valueText(entry.kind, { quote: place.quote, flow: place.flow, json: context.json && place.flow }),
			additional: apiVersion === undefined ? apiVersionFor(entry, context, apiVersionEntry !== undefined) : [],
		});
	});
}

/** The line that says a kind's `apiVersion`, above that of the kind, or the value that its key lacks. */
function apiVersionFor(
	entry: CatalogueEntry,
	{ draft, object, subject }: CompletionContext,
	hasKey: boolean,
): readonly TextEdit[] {
	const { text } = draft;
	const version = apiVersionOf(entry);
	if (hasKey) {
		const { colon, value } = subject.apiVersionEntry ?? { colon: undefined, value: undefined };
		if (colon === undefined || value !== undefined) return [];
		return [
			{
				span: { start: colon + 1, end: /[ \t]/.test(text.charAt(colon + 1)) ? colon + 2 : colon + 1 },
				text: ` ${version}`,
			},
		];
	}
	const { kindEntry } = subject;
	if (kindEntry === undefined || object?.kind !== "map" || object.brackets !== undefined) return [];
	const { start } = kindEntry;
	const lineStart = text.lastIndexOf("\n", start - 1) + 1;
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	// Behind white space and dashes only: the kind may stand on the line of an anchor.
	if (/[^ \uFEFF-]/.test(text.slice(lineStart, start))) return [];
	return [{ span: { start, end: start }, text: `apiVersion: ${version}${eol}${" ".repeat(object.column)}` }];
}

/** The versions of the document's kind; all of them where it does not say its kind yet. */
export function apiVersions(
	place: CompletionPlace,
	context: CompletionContext,
	registry: SchemaRegistry,
): Completion[] {
	const { kind } = context.subject;
	const byVersion = new Map<string, CatalogueEntry[]>();
	const named = registry.entries.filter((entry) => entry.kind !== "");
	const ofKind = named.filter((entry) => kind === undefined || entry.kind === kind);
	const entries = preferred(ofKind.length > 0 ? ofKind : named);
	for (const entry of entries) {
		const apiVersion = apiVersionOf(entry);
		const known = byVersion.get(apiVersion);
		if (known === undefined) byVersion.set(apiVersion, [entry]);
		else known.push(entry);
	}
	const nearby = kindsNearby(context.uri, context.workspace);
	const rank = (all: readonly CatalogueEntry[]) => all.map((entry) => nearbyRank(entry, nearby)).toSorted()[0] ?? "";
	return [...byVersion].map(([apiVersion, all], index) =>
		completionAt(place, {
			label: apiVersion,
			kind: "apiVersion",
			detail: all.map((entry) => entry.kind).join(", "),
			documentation: () =>
				all.map((entry) => `**${entry.kind}** — ${entryDescription(entry, context.messages)}`).join("\n\n"),
			sortText: `${rank(all)}${String(index).padStart(3, "0")}`,
			text: valueText(apiVersion, { quote: place.quote, flow: place.flow, json: context.json && place.flow }),
		}),
	);
}

/** The storage version of a kind before its others, what is deprecated last. */
export function preferred(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
	return entries.toSorted((a, b) => stateRank(a) - stateRank(b));
}

function stateRank(entry: CatalogueEntry): number {
	return entry.status === "removed" ? 3 : entry.deprecated !== undefined ? 2 : entry.storage ? 0 : 1;
}

/** What the surroundings have comes first; what they lack, after all of it. */
export function nearbyRank(entry: CatalogueEntry, nearby: ReadonlyMap<string, number>): string {
	const rank = nearby.get(entry.id);
	return rank === undefined ? "1" : `0${String(rank).padStart(3, "0")}`;
}

export function systemRank(entry: CatalogueEntry): number {
	return entry.system === "kubernetes" ? 1 : 0;
}
