import { isMap, isPair, isScalar, isSeq, type Scalar } from "yaml";
import { ManifestDocument } from "../document";
import { scalarText } from "../features/completion/insertText";
import { applyEdits, type TextEdit } from "../text/edit";
import { nodeSpan } from "../yaml/nodes";
import { splitDocuments } from "../yaml/split";
import { placeholders, type Template, type TemplateFile } from "./template";

/** Values of parameters, by name. */
export type Values = Readonly<Record<string, string>>;

/** The files that a template gives with some values. */
export function render({ files }: Pick<Template, "files">, values: Values): TemplateFile[] {
	return files.map(({ path, text }) => ({
		path: filled(path, values),
		text: /\.ya?ml$/i.test(path) ? renderYaml(text, values) : filled(text, values),
	}));
}

/** A text with values in place of its placeholders; those without a value stay. */
export function filled(text: string, values: Values): string {
	return text.replaceAll(placeholders, (whole, escaped: string, name: string) => {
		if (escaped !== "") return whole.slice(1);
		return Object.hasOwn(values, name) ? (values[name] ?? whole) : whole;
	});
}

/**
 * YAML with values in place of its placeholders. A value stays what it is whatever it is put into: it is escaped in
 * quotes, and gets quotes where YAML would read it as something else.
 */
export function renderYaml(text: string, values: Values): string {
	return splitDocuments(text)
		.map(({ start, end }) => renderDocument(text.slice(start, end), values))
		.join("");
}

function renderDocument(text: string, values: Values): string {
	const document = new ManifestDocument(masked(text));
	if (document.tooLarge || document.broken) return filled(text, values);
	const edits: TextEdit[] = [];
	const visit = (node: unknown) => {
		if (isPair(node)) {
			visit(node.key);
			visit(node.value);
		} else if (isMap(node) || isSeq(node)) {
			for (const item of node.items) visit(item);
		} else if (isScalar(node)) {
			const span = nodeSpan(node);
			if (span === undefined) return;
			const source = text.slice(span.start, span.end);
			const rendered = renderScalar(node, source, values);
			if (rendered !== source) edits.push({ span, text: rendered });
		}
	};
	visit(document.parsed.root);
	// What stands in comments.
	const between = applyEdits(text, edits);
	return between.replaceAll(/(^|\s)(#.*)$/gm, (_, lead: string, comment: string) => lead + filled(comment, values));
}

function renderScalar(node: Scalar, source: string, values: Values): string {
	const filledSource = filled(source, values);
	if (filledSource === source) return source;
	const meant = filled(typeof node.value === "string" ? unmasked(node.value) : source, values);
	switch (node.type) {
		case "QUOTE_DOUBLE":
			return JSON.stringify(meant);
		case "QUOTE_SINGLE":
			return `'${meant.replaceAll("'", "''")}'`;
		case "PLAIN":
			return plain(meant);
		default:
			return filledSource;
	}
}

/** A number or a truth value is one; all else is a text. */
function plain(value: string): string {
	const canonical = /^(?:true|false|0|-?[1-9]\d{0,15}|-?(?:0|[1-9]\d{0,9})\.\d{0,8}[1-9])$/;
	if (canonical.test(value)) return value;
	return /\n|^\d{4}-\d\d?-\d\d?|^\d+(?::\d+)+$|^[=<]/.test(value) ? JSON.stringify(value) : scalarText(value);
}

/** The same text, as long as before, with placeholders that mean nothing to YAML, not even within brackets. */
function masked(text: string): string {
	return text.replaceAll(placeholders, (_, escaped: string, name: string) => {
		return `\uE000${escaped === "" ? "" : "\uE003"}\uE001${name}\uE002`;
	});
}

function unmasked(text: string): string {
	return text.replaceAll("\uE000", "$").replaceAll("\uE003", "$").replaceAll("\uE001", "{").replaceAll("\uE002", "}");
}
