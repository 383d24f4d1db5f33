import {
	type CodeAction,
	CodeActionKind,
	type CompletionItem,
	CompletionItemKind,
	type Diagnostic,
	DiagnosticSeverity,
	type DocumentSymbol,
	InsertTextFormat,
	InsertTextMode,
	type TextEdit as LspTextEdit,
	MarkupKind,
	type Range,
	SymbolKind,
} from "vscode-languageserver";
import type {
	Action,
	Completion,
	CompletionKind,
	LineIndex,
	OutlineItem,
	Problem,
	Severity,
	Span,
	TextEdit,
} from "../engine";

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
};

const symbolKinds: Readonly<Record<OutlineItem["kind"], SymbolKind>> = {
	manifest: SymbolKind.Class,
	object: SymbolKind.Object,
	list: SymbolKind.Array,
	value: SymbolKind.Property,
};

export function toRange(span: Span, lines: LineIndex): Range {
	const start = lines.position(span.start);
	const end = lines.position(span.end);
	return {
		start: { line: start.line, character: start.column },
		end: { line: end.line, character: end.column },
	};
}

export function toDiagnostic(problem: Omit<Problem, "related">, lines: LineIndex): Diagnostic {
	return {
		range: toRange(problem.span, lines),
		severity: severities[problem.severity],
		code: problem.code,
		source: diagnosticSource,
		message: problem.message,
	};
}

export function toCompletionItem(completion: Completion, lines: LineIndex, snippets: boolean): CompletionItem {
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
			newText: snippet || !completion.snippet ? completion.text : withoutTabStops(completion.text),
		},
	};
	if (completion.documentation !== "") {
		item.documentation = { kind: MarkupKind.Markdown, value: completion.documentation };
	}
	if (completion.continues) {
		item.command = { title: "", command: "editor.action.triggerSuggest" };
	}
	return item;
}

/** The text of a snippet for a client that knows none: each tab stop's own text, or nothing. */
function withoutTabStops(snippet: string): string {
	return snippet
		.replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, "$1")
		.replace(/\$\{\d+:([^}]*)\}/g, "$1")
		.replace(/\$\d+/g, "")
		.replace(/\\([\\$}])/g, "$1");
}

export function toDocumentSymbol(item: OutlineItem, lines: LineIndex): DocumentSymbol {
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
export function toTextEdit(edit: TextEdit, lines: LineIndex): LspTextEdit {
	return { range: toRange(edit.span, lines), newText: edit.text };
}

export function toCodeAction(action: Action, uri: string, lines: LineIndex): CodeAction {
	return {
		title: action.title,
		kind: CodeActionKind.QuickFix,
		diagnostics: [toDiagnostic(action.problem, lines)],
		isPreferred: action.preferred,
		edit: { changes: { [uri]: action.edits.map((edit) => toTextEdit(edit, lines)) } },
	};
}
