import {
	type CompletionItem,
	CompletionItemKind,
	type Diagnostic,
	DiagnosticSeverity,
	DiagnosticTag,
	type DocumentSymbol,
	InsertTextFormat,
	InsertTextMode,
	type TextEdit as LspTextEdit,
	type Range,
	SymbolKind,
} from "vscode-languageserver";
import type { Completion, CompletionKind, FileProblem, OutlineItem, Severity, Span, TextEdit } from "../engine";
import { isCoreCode, plainText } from "../engine";
import { ruleUrl } from "../engine/lint/ruleUrl";
import type { ClientAbilities } from "./abilities";
import type { Lines } from "./lines";

/** The name under which the editor shows our findings. */
export const diagnosticSource = "edgewise";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
	field: CompletionItemKind.Property,
	value: CompletionItemKind.EnumMember,
	kind: CompletionItemKind.Class,
	apiVersion: CompletionItemKind.Module,
	manifest: CompletionItemKind.Snippet,
	reference: CompletionItemKind.Reference,
	label: CompletionItemKind.Value,
};

const symbolKinds: Readonly<Record<OutlineItem["kind"], SymbolKind>> = {
	manifest: SymbolKind.Class,
	object: SymbolKind.Object,
	list: SymbolKind.Array,
	value: SymbolKind.Property,
};

/** What marks in the text say beside a finding's words, by its code. */
const tags: ReadonlyMap<string, DiagnosticTag> = new Map([
	["deprecated-version", DiagnosticTag.Deprecated],
	["ignored-namespace", DiagnosticTag.Unnecessary],
]);

export function toRange(span: Span, lines: Lines): Range {
	const start = lines.position(span.start);
	const end = lines.position(span.end);
	return {
		start: { line: start.line, character: start.column },
		end: { line: end.line, character: end.column },
	};
}

/** @param linesOf the lines of other files */
export function toDiagnostic(
	problem: Pick<FileProblem, "span" | "severity" | "code" | "message" | "related">,
	lines: Lines,
	abilities: ClientAbilities,
	linesOf: (uri: string) => Lines | undefined,
): Diagnostic {
	const { span, severity, code, message, related } = problem;
	const diagnostic: Diagnostic = {
		range: toRange(span, lines),
		severity: severities[severity],
		code,
		source: diagnosticSource,
		message,
	};
	if (!isCoreCode(code) && abilities.codeDescriptions) diagnostic.codeDescription = { href: ruleUrl(code) };
	const tag = abilities.diagnosticTags ? tags.get(code) : undefined;
	if (tag !== undefined) diagnostic.tags = [tag];
	if (related.length > 0 && abilities.relatedInformation) {
		diagnostic.relatedInformation = related.flatMap((place) => {
			const other = linesOf(place.uri);
			if (other === undefined) return [];
			return [{ location: { uri: place.uri, range: toRange(place.span, other) }, message: place.message }];
		});
	}
	return diagnostic;
}

export function toCompletionItem(completion: Completion, lines: Lines, snippets: boolean): CompletionItem {
	const snippet = completion.snippet && snippets;
	const item: CompletionItem = {
		label: completion.label,
		kind: completionKinds[completion.kind],
		detail: completion.detail,
		sortText: completion.sortText,
		filterText: completion.filterText,
		// The text brings its own indentation; editors would add the line's to it.
		insertTextMode: InsertTextMode.asIs,
		insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
		textEdit: {
			range: toRange(completion.span, lines),
			newText: snippet || !completion.snippet ? completion.text : plainText(completion.text),
		},
	};
	if (completion.additional.length > 0) {
		item.additionalTextEdits = completion.additional.map((edit) => toTextEdit(edit, lines));
	}
	if (completion.continues) {
		item.command = { title: "", command: "editor.action.triggerSuggest" };
	}
	return item;
}

export function toDocumentSymbol(item: OutlineItem, lines: Lines): DocumentSymbol {
	return {
		name: item.name === "" ? "…" : item.name,
		detail: item.detail,
		kind: symbolKinds[item.kind],
		range: toRange(item.span, lines),
		selectionRange: toRange(item.selection, lines),
		children: item.children.map((child) => toDocumentSymbol(child, lines)),
	};
}

/** A change of text as the protocol has it. */
export function toTextEdit(edit: TextEdit, lines: Lines): LspTextEdit {
	return { range: toRange(edit.span, lines), newText: edit.text };
}
