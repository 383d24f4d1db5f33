/**
 * The fixture language: a small workspace in one string.
 *
 * - A line `#- path` starts a file; without one, the text is a single file `fixture.yaml`.
 * - `<|>` is the cursor.
 * - A line of carets below a line expects a problem there: `  ^^^^ error unknown-field: part of the message`. Such lines
 *   are not part of the file; the carets' columns are those of the line above. `^` before an empty place expects an
 *   empty range there when written as `^| …`.
 */
export interface Fixture {
	readonly files: readonly FixtureFile[];
	readonly cursor: { readonly uri: string; readonly offset: number } | undefined;
}

export interface FixtureFile {
	readonly uri: string;
	readonly text: string;
	readonly expected: readonly ExpectedProblem[];
}

export interface ExpectedProblem {
	/** Zero-based. */
	readonly line: number;
	readonly column: number;
	readonly endColumn: number;
	readonly severity: string;
	readonly code: string;
	/** A part of the message; empty where the fixture does not say. */
	readonly message: string;
}

const cursorMark = "<|>";

/** Reads a fixture. The common indentation of its lines is taken away. */
export function parseFixture(source: string): Fixture {
	const files: { uri: string; lines: string[]; expected: ExpectedProblem[] }[] = [];
	let current: (typeof files)[number] | undefined;
	for (const line of dedent(source).split("\n")) {
		const header = /^#- (\S+)$/.exec(line);
		if (header?.[1] !== undefined) {
			current = { uri: `file:///${header[1]}`, lines: [], expected: [] };
			files.push(current);
			continue;
		}
		if (current === undefined) {
			current = { uri: "file:///fixture.yaml", lines: [], expected: [] };
			files.push(current);
		}
		const mark = /^(\s*)(\^+\|?) (error|warning|info|hint) ([a-z0-9-]+)(?:: (.*))?$/.exec(line);
		if (mark === null) {
			current.lines.push(line);
			continue;
		}
		const [, indent = "", carets = "", severity = "", code = "", message = ""] = mark;
		const column = indent.length;
		const length = carets.endsWith("|") ? 0 : carets.length;
		current.expected.push({
			line: current.lines.length - 1,
			column,
			endColumn: column + length,
			severity,
			code,
			message,
		});
	}
	let cursor: Fixture["cursor"];
	const parsed = files.map(({ uri, lines, expected }): FixtureFile => {
		let text = lines.join("\n");
		const at = text.indexOf(cursorMark);
		if (at >= 0) {
			text = text.slice(0, at) + text.slice(at + cursorMark.length);
			cursor = { uri, offset: at };
		}
		return { uri, text, expected };
	});
	return { files: parsed, cursor };
}

/** Takes the first line break and the common indentation away. Tabs at the beginning of lines count. */
export function dedent(text: string): string {
	const lines = text
		.replace(/^\n/, "")
		.replace(/\n[ \t]*$/, "\n")
		.split("\n");
	const indents = lines.filter((line) => line.trim() !== "").map((line) => /^\t*/.exec(line)?.[0].length ?? 0);
	const common = indents.length === 0 ? 0 : Math.min(...indents);
	return lines.map((line) => line.slice(Math.min(common, /^\t*/.exec(line)?.[0].length ?? 0))).join("\n");
}
