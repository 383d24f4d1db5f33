import type { Analysis } from "../analysis";
import type { Wording } from "../lint/rule";
import { placeOf } from "../lint/run";
import type { ManifestObject } from "../semantic/objects";
import { LineIndex } from "../text/lineIndex";
import type { Path } from "../yaml/path";

/** One line of an explanation, with the place that it is about. */
export interface ReportLine {
	/** 0 for a line of its own, 1 for a point under it, and so on. */
	readonly indent: number;
	readonly text: Wording;
	readonly place?: { readonly object: ManifestObject; readonly path: Path };
}

/** An explanation: a sentence that says it all, and how it comes about. */
export interface Report {
	readonly title: Wording;
	readonly lines: readonly ReportLine[];
}

/** A place in a file, counted from zero. */
export interface FilePosition {
	readonly uri: string;
	readonly line: number;
	readonly column: number;
}

export type Locate = (object: ManifestObject, path: Path) => FilePosition | undefined;

/** Finds where things stand in files now. Keeps what it learns of files: make one for each question. */
export function locatorOf(analysis: Analysis): Locate {
	const lines = new Map<string, LineIndex>();
	return ({ uri, document, path: base }, path) => {
		const start = analysis.startOf(uri, document);
		const file = analysis.file(uri);
		if (start === undefined || file === undefined) return undefined;
		let index = lines.get(uri);
		if (index === undefined) {
			index = new LineIndex(file.text);
			lines.set(uri, index);
		}
		const { line, column } = index.position(start + placeOf(document, [...base, ...path], "value").start);
		return { uri, line, column };
	};
}

/** How a report is written out. */
export interface Writing {
	/** The text in the reader's language. */
	readonly words: (wording: Wording) => string;
	readonly locate: Locate;
	/** A file as the reader knows it. */
	readonly nameOf: (uri: string) => string;
}

/** A report as plain text: points are indented, places stand behind in brackets. */
export function reportText({ title, lines }: Report, { words, locate, nameOf }: Writing): string {
	const written = lines.map(({ indent, text, place }) => {
		const at = place && locate(place.object, place.path);
		return `${"  ".repeat(indent)}${words(text)}${at === undefined ? "" : ` (${nameOf(at.uri)}:${at.line + 1})`}\n`;
	});
	return `${words(title)}\n${written.join("")}`;
}

/** A part of a text that leads to a place. Lines and columns count from zero. */
export interface ReportLink {
	readonly line: number;
	readonly start: number;
	readonly end: number;
	readonly target: FilePosition;
}

/** A report as a Markdown document whose places are to be made links by whoever shows it. */
export function reportDocument(
	{ title, lines }: Report,
	{ words, locate, nameOf }: Writing,
): { readonly text: string; readonly links: readonly ReportLink[] } {
	const written = [`# ${words(title)}`, ""];
	const links: ReportLink[] = [];
	let listed = true;
	for (const { indent, text, place } of lines) {
		// A list ends with a blank line, and so does what introduces one.
		if (indent === 0 || !listed) if (written.at(-1) !== "") written.push("");
		listed = indent > 0;
		const target = place && locate(place.object, place.path);
		const head = `${indent === 0 ? "" : `${"  ".repeat(indent - 1)}- `}${words(text)}`;
		if (target === undefined) {
			written.push(head);
			continue;
		}
		const name = `${nameOf(target.uri)}:${target.line + 1}`;
		const start = head.length + " (".length;
		links.push({ line: written.length, start, end: start + name.length, target });
		written.push(`${head} (${name})`);
	}
	return { text: `${written.join("\n")}\n`, links };
}
