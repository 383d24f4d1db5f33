import { type CompletionItem, CompletionItemKind, type Hover, MarkupKind } from "vscode-languageserver";
import { isProblemCode, isRuleLevel, problemCodes, ruleLevels, rules, usualLevels } from "../engine";
import type { Lines } from "./lines";
import type { ServerWords } from "./words";

const topKeys = ["rules", "ignore", "schemas", "overrides"] as const;
const overrideKeys = ["files", "rules"] as const;

type Key = (typeof topKeys)[number] | (typeof overrideKeys)[number];

/** What stands on a line of a configuration file: `  - key: value`. */
interface ConfigLine {
	/** Where its key begins. */
	readonly column: number;
	readonly key: string;
	/** Where what follows the colon begins; `undefined` where there is no colon. */
	readonly value: number | undefined;
}

/** What can be written at an offset of an `.edgewise.yaml`: keys, rules and their levels. */
export function completeConfiguration(
	text: string,
	offset: number,
	lines: Lines,
	words: ServerWords,
): CompletionItem[] {
	const start = text.lastIndexOf("\n", offset - 1) + 1;
	const before = text.slice(start, offset);
	if (/(?:^|\s)#/.test(before)) return [];
	const { column, value } = lineFrom(before);
	const parent = parentOf(text, start, column);
	const replaced = /[\w-]*$/.exec(before)?.[0].length ?? 0;
	const following = /^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0;
	const [from, to] = [lines.position(offset - replaced), lines.position(offset + following)];
	const range = {
		start: { line: from.line, character: from.column },
		end: { line: to.line, character: to.column },
	};
	const item = (label: string, kind: CompletionItemKind, documentation: string, tail = ""): CompletionItem => ({
		label,
		kind,
		textEdit: { range, newText: label + tail },
		documentation: { kind: MarkupKind.Markdown, value: documentation },
	});
	const { keys, levels } = words.configuration;
	if (value !== undefined) {
		return parent === "rules"
			? ruleLevels.map((level) => item(level, CompletionItemKind.EnumMember, levels[level]))
			: [];
	}
	const colon = text.charAt(offset + following) === ":" ? "" : ": ";
	const keyItems = (known: readonly Key[]) =>
		known.map((key) => item(key, CompletionItemKind.Property, keys[key], colon.trimEnd()));
	switch (parent) {
		case undefined:
			return column === 0 ? keyItems(topKeys) : [];
		case "overrides":
			return keyItems(overrideKeys);
		case "rules":
			return problemCodes.map((code) => item(code, CompletionItemKind.Property, codeText(code, words), colon));
		default:
			return [];
	}
}

/** What a word of an `.edgewise.yaml` means. */
export function explainConfiguration(text: string, offset: number, words: ServerWords): Hover | null {
	const start = text.lastIndexOf("\n", offset - 1) + 1;
	const end = offset + (/^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0);
	const word = /[\w-]*$/.exec(text.slice(start, end))?.[0] ?? "";
	if (/(?:^|\s)#/.test(text.slice(start, end))) return null;
	const { column, value } = lineFrom(text.slice(start, end));
	const { keys, levels } = words.configuration;
	const markdown =
		value !== undefined && isRuleLevel(word)
			? levels[word]
			: parentOf(text, start, column) === "rules" && isProblemCode(word)
				? codeText(word, words)
				: isKey(word)
					? keys[word]
					: undefined;
	return markdown === undefined ? null : { contents: { kind: MarkupKind.Markdown, value: markdown } };
}

function isKey(word: string): word is Key {
	return [...topKeys, ...overrideKeys].some((key) => key === word);
}

function codeText(code: string, { locale, configuration }: ServerWords): string {
	const rule = rules.find(({ id }) => id === code);
	const usual = configuration.usualLevel(usualLevels.get(code) ?? "off");
	return rule === undefined ? usual : `**${rule.title[locale]}**\n\n${rule.why[locale]}\n\n${usual}`;
}

function lineFrom(text: string): ConfigLine {
	const lead = /^(?:[ \t]*(?:-[ \t]+)?)/.exec(text)?.[0].length ?? 0;
	const key = /^["']?([\w-]*)["']?/.exec(text.slice(lead))?.[1] ?? "";
	const colon = /:(?:\s|$)/.exec(text.slice(lead));
	return { column: lead, key, value: colon === null ? undefined : lead + colon.index + 1 };
}

/** The key of the object or list that a line which begins at `start` is in; `undefined` at the top. */
function parentOf(text: string, start: number, column: number): string | undefined {
	let limit = column;
	let end = start - 1;
	while (end >= 0 && limit > 0) {
		const begin = text.lastIndexOf("\n", end - 1) + 1;
		const line = text.slice(begin, end);
		if (line.trim() !== "" && !/^\s*#/.test(line)) {
			const { column: other, key, value } = lineFrom(line);
			if (other < limit && value !== undefined) {
				if (line.slice(value).trim() === "") return key;
				limit = other;
			}
		}
		end = begin - 1;
	}
	return undefined;
}
