import { ManifestDocument } from "../../document";
import type { TextEdit } from "../../text/edit";
import type { Span } from "../../text/span";
import { scalarText } from "../completion/insertText";

/**
 * The edit that puts a name in place of a scalar, in the quotes that it has.
 *
 * @returns `undefined` where the scalar is a block of text
 */
export function renamedScalar(text: string, span: Span, name: string): TextEdit | undefined {
	const written = text.slice(span.start, span.end);
	const inner = { start: span.start + 1, end: span.end - 1 };
	if (/^"[\s\S]*"$/.test(written)) return { span: inner, text: JSON.stringify(name).slice(1, -1) };
	if (/^'[\s\S]*'$/.test(written)) return { span: inner, text: name.replaceAll("'", "''") };
	if (/^[|>]/.test(written)) return undefined;
	return { span, text: isPlain(name) ? name : scalarText(name) };
}

/** Whether a text reads as itself without quotes, wherever it stands. */
function isPlain(name: string): boolean {
	if (/[,[\]{}]/.test(name)) return false;
	const { parsed, data } = new ManifestDocument(`- ${name}`);
	return parsed.problems.length === 0 && Array.isArray(data?.value) && data.value[0] === name;
}
