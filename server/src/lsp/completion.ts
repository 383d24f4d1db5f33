import { type CompletionItem, type CompletionList as LspCompletionList, MarkupKind } from "vscode-languageserver";
import type { Completion, CompletionList } from "../engine";
import { toCompletionItem } from "./convert";
import type { Lines } from "./lines";

/**
 * Answers completion in two steps, as the protocol provides: first what to show and insert, then, for the item that the
 * user looks at, its documentation.
 */
export class CompletionAnswers {
	private last: readonly Completion[] = [];
	private number = 0;

	/** @param snippets whether the client knows tab stops */
	list({ items, incomplete }: CompletionList, lines: Lines, snippets: boolean): LspCompletionList {
		this.last = items;
		this.number++;
		return {
			isIncomplete: incomplete,
			items: items.map((completion, index) => ({
				...toCompletionItem(completion, lines, snippets),
				data: [this.number, index],
			})),
		};
	}

	/** Adds the documentation to an item of the last list; an older one stays as it is. */
	resolve(item: CompletionItem): CompletionItem {
		const data: unknown = item.data;
		if (!Array.isArray(data) || data[0] !== this.number) return item;
		const index: unknown = data[1];
		const completion = typeof index === "number" ? this.last[index] : undefined;
		const documentation = completion?.documentation() ?? "";
		return documentation === ""
			? item
			: { ...item, documentation: { kind: MarkupKind.Markdown, value: documentation } };
	}
}
