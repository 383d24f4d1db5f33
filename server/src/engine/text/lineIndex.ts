/** Zero-based line and column; a column counts UTF-16 code units, as LSP does by default. */
export interface LineColumn {
	readonly line: number;
	readonly column: number;
}

/** Translates between offsets and lines. Lines end with LF, CRLF or CR. */
export class LineIndex {
	/** Where each line starts. */
	private readonly starts: readonly number[];

	constructor(private readonly text: string) {
		this.starts = lineStarts(text);
	}

	get lineCount(): number {
		return this.starts.length;
	}

	/** The line and column of an offset; an offset beyond the text counts as its end. */
	position(offset: number): LineColumn {
		const wanted = Math.min(Math.max(offset, 0), this.text.length);
		let low = 0;
		let high = this.starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (this.start(middle) <= wanted) low = middle;
			else high = middle - 1;
		}
		return { line: low, column: wanted - this.start(low) };
	}

	/** The offset of a line and column; a column beyond the line's end counts as its end. */
	offset({ line, column }: LineColumn): number {
		if (line >= this.starts.length) return this.text.length;
		return Math.min(this.start(line) + column, this.end(line));
	}

	/** Where a line starts. */
	start(line: number): number {
		return this.starts[line] ?? this.text.length;
	}

	/** Where a line ends, before its line break. */
	end(line: number): number {
		let end = this.starts[line + 1] ?? this.text.length;
		while (end > this.start(line) && /[\r\n]/.test(this.text.charAt(end - 1))) end--;
		return end;
	}
}

function lineStarts(text: string): number[] {
	const starts = [0];
	// Searching for a line break is many times faster than looking at every letter.
	if (!text.includes("\r")) {
		for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
		return starts;
	}
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
	}
	return starts;
}
