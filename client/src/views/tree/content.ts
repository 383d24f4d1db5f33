import type * as vscode from "vscode";
import type { ObjectReference } from "../../fleet/objects";

/** The colours that states have in all trees; each also has an icon and words of its own. */
export type Tone = "good" | "bad" | "doubtful" | "plain";

/** What one tree item shows, free of VS Code. */
export interface TreeContent {
	/** Unique in its tree, and the same for the same thing at all times. */
	readonly id: string;
	readonly label: string;
	readonly description?: string;
	/** A codicon. */
	readonly icon: string;
	readonly tone: Tone;
	/** Markdown. */
	readonly tooltip?: string;
	/** What menus know the item by. */
	readonly contextValue?: string;
	readonly contextName: string;
	readonly reference?: ObjectReference;
	readonly property?: string;
	/** Present where the item can be opened. */
	readonly children?: () => readonly TreeContent[];
	/** Open from the start. */
	readonly expanded?: boolean;
}

/** An item that only says something. */
export function note(
	id: string,
	contextName: string,
	label: string,
	look: { icon?: string; tone?: Tone; tooltip?: string; description?: string; contextValue?: string } = {},
): TreeContent {
	return { id, contextName, label, icon: "info", tone: "plain", ...look };
}

/** An item that is yet to be made, and the name that it stands under. */
export interface Entry {
	readonly name: string;
	readonly content: () => TreeContent;
}

/** More items than this under one parent are put into ranges. */
const mostItems = 400;
const itemsPerRange = 200;

/** The items, in ranges (`cam-0001 … cam-0200`) where they are so many that a tree would be slow and useless. */
export function inRanges(
	parentId: string,
	contextName: string,
	entries: readonly Entry[],
	l10n: Pick<typeof vscode.l10n, "t">,
): readonly TreeContent[] {
	if (entries.length <= mostItems) return entries.map(({ content }) => content());
	const ranges: TreeContent[] = [];
	for (let start = 0; start < entries.length; start += itemsPerRange) {
		const range = entries.slice(start, start + itemsPerRange);
		ranges.push({
			id: `${parentId}/range/${start}`,
			contextName,
			label: l10n.t("{0} … {1}", range[0]?.name ?? "", range.at(-1)?.name ?? ""),
			description: l10n.t("{0} items", range.length),
			icon: "list-flat",
			tone: "plain",
			children: () => range.map(({ content }) => content()),
		});
	}
	return ranges;
}
