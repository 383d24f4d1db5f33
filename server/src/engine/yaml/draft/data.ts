import { type DraftNode, draftText } from "./nodes";

/** A value as plain data, as far as it is written. A word that has no colon yet counts as a value where it is alone. */
export function draftData(node: DraftNode | undefined, text: string): unknown {
	if (node === undefined) return null;
	if (node.kind === "list") return node.items.map(({ value }) => draftData(value, text));
	const source = draftText(node, text);
	if (source !== undefined) return node.kind === "scalar" && node.style !== "plain" ? source : plainValue(source);
	if (node.kind === "scalar") return text.slice(node.start, node.end);
	return Object.fromEntries(
		node.entries.filter(({ colon }) => colon !== undefined).map(({ name, value }) => [name, draftData(value, text)]),
	);
}

function plainValue(source: string): unknown {
	if (/^(?:true|false)$/.test(source)) return source === "true";
	if (/^(?:|~|null)$/.test(source)) return null;
	return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(source) ? Number(source) : source;
}
