import { isObject } from "../../semantic/objects";
import type { Derivation, Workspace } from "../../semantic/workspace";
import { type Draft, type DraftNode, draftText } from "../../yaml/draft/nodes";
import type { CompletionPlace } from "../../yaml/draft/place";
import type { Completion } from "./completion";
import { valueText } from "./insertText";
import { objectsNearby } from "./nearby";
import { type CompletionContext, completionAt, layoutAt } from "./place";

/** Values of each label, with how often they are met. */
type LabelUse = Map<string, Map<string, number>>;

/** Fields that hold labels, or select by them. */
const labelFields = new Set(["labels", "matchLabels", "nodeSelector", "selector", "targetNodeLabels"]);

/** Labels that nodes have wherever Kubernetes runs at the edge. */
const nodeLabels: readonly (readonly [string, readonly string[]])[] = [
	["kubernetes.io/arch", ["arm64", "amd64", "arm"]],
	["kubernetes.io/os", ["linux"]],
	["kubernetes.io/hostname", []],
	["node-role.kubernetes.io/edge", [""]],
	["openyurt.io/is-edge-worker", ["true"]],
	["apps.openyurt.io/nodepool", []],
	["topology.kubernetes.io/zone", []],
];

/** How many objects around a file are looked into for what they select. */
const mostSearched = 40;

/** Whether the fields of the object at a path are labels. */
export function holdsLabels(path: CompletionPlace["path"]): boolean {
	const name = path.at(-1);
	return typeof name === "string" && labelFields.has(name);
}

/** Keys of labels that the document, the files around it and other objects have or select by. */
export function labelKeys(place: CompletionPlace, context: CompletionContext): Completion[] {
	const layout = layoutAt(context, place);
	return ranked(place, context)
		.filter(([key]) => !place.siblings.has(key) && key !== "" && key !== typedText(place, context))
		.map(([key, values], index) => {
			const name = valueText(key, { quote: place.quote, flow: place.flow, json: layout.json });
			const stop = layout.json ? '"$1"' : "$1";
			return completionAt(place, {
				label: key,
				kind: "label",
				detail: [...values.keys()].slice(0, 3).join(", "),
				sortText: `2${String(index).padStart(4, "0")}`,
				text: place.hasColon ? name : `${name.replace(/[\\$}]/g, "\\$&")}: ${stop}`,
				snippet: !place.hasColon,
				continues: !place.hasColon && values.size > 0,
			});
		});
}

/** Values of a label elsewhere. */
export function labelValues(place: CompletionPlace, context: CompletionContext): Completion[] {
	const key = place.path.at(-1);
	const parent = { ...place, path: place.path.slice(0, -1) };
	const [, values] = ranked(parent, context).find(([name]) => name === key) ?? [];
	// Half a value that is in the document already is none to offer.
	const others = [...(values ?? [])].filter(([value]) => value === "" || value !== typedText(place, context));
	return others.map(([value], index) =>
		completionAt(place, {
			label: value === "" ? '""' : value,
			kind: "label",
			sortText: `2${String(index).padStart(4, "0")}`,
			text: valueText(value, { quote: place.quote, flow: place.flow, json: context.json && place.flow }),
		}),
	);
}

function typedText({ replace }: CompletionPlace, { draft }: CompletionContext): string {
	return draft.text.slice(replace.start, replace.end).replace(/^["']|["']$/g, "");
}

/** The labels in question, the nearest first, each with its values, the nearest first. */
function ranked(
	place: CompletionPlace,
	{ document, draft, base, uri, workspace }: CompletionContext,
): [string, Map<string, number>][] {
	const found: LabelUse = new Map();
	const isNodes = place.path.at(-1) === "nodeSelector" || place.path.at(-1) === "targetNodeLabels";
	collectDraft(draft, isNodes, [...base, ...place.path], found);
	for (const object of objectsNearby(uri, workspace, mostSearched)) {
		if (object.document !== document) collectData(object.data, isNodes, found);
	}
	if (isNodes) {
		for (const { objects } of workspace.clusters()) {
			for (const { kind, labels } of objects) if (kind === "Node") collectRecord(labels, found);
		}
		for (const { labels } of workspace.ofKind("/Node")) collectRecord(labels, found);
		for (const [key, values] of nodeLabels) {
			if (!found.has(key)) found.set(key, new Map());
			for (const value of values) add(found, key, value);
		}
	} else {
		for (const [key, values] of workspace.derived(labelsOfAll)) {
			for (const [value, count] of values) add(found, key, value, count);
		}
	}
	return [...found];
}

/** Labels of all objects, the most frequent first. */
const labelsOfAll: Derivation<ReadonlyMap<string, ReadonlyMap<string, number>>> = (workspace: Workspace) => {
	const found: LabelUse = new Map();
	for (const kind of workspace.kinds()) {
		for (const [key, values] of workspace.derived(labelsOfKind, kind)) {
			for (const [value, count] of values) add(found, key, value, count);
		}
	}
	const total = (values: ReadonlyMap<string, number>) => [...values.values()].reduce((sum, count) => sum + count, 0);
	return new Map([...found].sort(([, a], [, b]) => total(b) - total(a)));
};

const labelsOfKind: Derivation<ReadonlyMap<string, ReadonlyMap<string, number>>> = (workspace, kind) => {
	const found: LabelUse = new Map();
	for (const { labels } of workspace.ofKind(kind)) collectRecord(labels, found);
	return found;
};

function add(found: LabelUse, key: string, value: string, count = 1): void {
	const values = found.get(key) ?? new Map<string, number>();
	found.set(key, values);
	values.set(value, (values.get(value) ?? 0) + count);
}

function collectRecord(labels: unknown, found: LabelUse): void {
	if (!isObject(labels)) return;
	for (const [key, value] of Object.entries(labels)) if (typeof value === "string") add(found, key, value);
}

function isWanted(name: string, forNodes: boolean): boolean {
	return labelFields.has(name) && (name === "nodeSelector" || name === "targetNodeLabels") === forNodes;
}

function collectData(value: unknown, forNodes: boolean, found: LabelUse): void {
	if (Array.isArray(value)) for (const item of value) collectData(item, forNodes, found);
	if (!isObject(value)) return;
	for (const [name, inner] of Object.entries(value)) {
		if (isWanted(name, forNodes)) collectRecord(inner, found);
		collectData(inner, forNodes, found);
	}
}

/** What the document itself has, but for the object that is being written. */
function collectDraft(draft: Draft, forNodes: boolean, own: CompletionPlace["path"], found: LabelUse): void {
	const ownPath = JSON.stringify(own);
	const visit = (node: DraftNode | undefined): void => {
		if (node?.kind === "list") for (const item of node.items) visit(item.value);
		if (node?.kind !== "map") return;
		for (const { name, value, path } of node.entries) {
			if (isWanted(name, forNodes) && value?.kind === "map" && JSON.stringify(path) !== ownPath) {
				for (const label of value.entries) {
					const text = draftText(label.value, draft.text);
					if (text !== undefined) add(found, label.name, text);
				}
			}
			visit(value);
		}
	};
	visit(draft.root);
}
