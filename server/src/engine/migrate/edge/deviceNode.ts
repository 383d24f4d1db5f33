import { isRecord } from "../../schema/record";
import type { Draft } from "../draft";
import { asTrivia, commentsIn } from "../tree/comments";
import { entryOf, has, listAt, mapIn, putAt } from "../tree/edit";
import { type Entry, type Item, type MapNode, toData } from "../tree/nodes";
import { device as reasons } from "./reasons";

/** `spec.nodeSelector` becomes `spec.nodeName` where it selects one node by its name. */
export function rewriteNodeSelector(draft: Draft, spec: MapNode): void {
	const selector = entryOf(spec, "nodeSelector");
	if (selector === undefined) return;
	if (has(spec, "nodeName")) {
		draft.drop(spec, selector, reasons.nodeNameWins, true);
		return;
	}
	const found = nodeOf(selector);
	if (found.kind !== "node") {
		const text = found.kind === "many" ? reasons.manyNodes : reasons.noHostname;
		draft.drop(spec, selector, text, true);
		return;
	}
	const { value } = found.item;
	const name = draft.make.entry("nodeName", value.kind === "leaf" ? { ...value, base: 0 } : String(toData(value)));
	const index = spec.entries.indexOf(selector);
	const entry = { ...name, lead: selector.lead, tail: selector.tail, column: selector.column };
	// Comments within the selector go above the name.
	const inner = commentsIn({ ...selector, lead: [], tail: "" });
	entry.lead.push(...asTrivia(inner, selector.column));
	if (!found.exact) {
		entry.lead.push(...asTrivia(draft.droppedComment(spec, selector, reasons.moreConditions), selector.column));
	}
	spec.entries.splice(index, 1);
	putAt(spec, index, entry);
}

type Found =
	| { readonly kind: "node"; readonly item: Item /** Whether nothing else was asked for. */; readonly exact: boolean }
	| { readonly kind: "many" | "other" };

/**
 * The node that a selector names. Its terms are alternatives, the conditions of a term hold together. CloudCore took the
 * value whatever the key, so that manifests leave the key empty.
 */
function nodeOf(selector: Entry): Found {
	const terms = listAt(mapIn(selector), "nodeSelectorTerms")?.items.flatMap((item) => mapIn(item) ?? []) ?? [];
	const names = new Map<string, Item>();
	let exact = true;
	for (const term of terms) {
		const conditions = ["matchExpressions", "matchFields"].flatMap((key) =>
			(listAt(term, key)?.items ?? []).flatMap((item) => {
				const map = mapIn(item);
				return map === undefined ? [] : [{ key, map }];
			}),
		);
		const named = conditions.filter(({ key, map }) => namesNode(key, toData(map)));
		if (named.length === 0) return { kind: "other" };
		exact &&= conditions.length === 1;
		for (const { map } of named) {
			for (const item of listAt(map, "values")?.items ?? []) names.set(String(toData(item.value)), item);
		}
	}
	const [only, ...others] = names.values();
	return only === undefined || others.length > 0 ? { kind: "many" } : { kind: "node", item: only, exact };
}

function namesNode(list: string, condition: unknown): boolean {
	if (!isRecord(condition) || condition.operator !== "In") return false;
	const { key } = condition;
	if (list === "matchFields") return key === "metadata.name";
	return key === "kubernetes.io/hostname" || key === "" || key === null || key === undefined;
}
