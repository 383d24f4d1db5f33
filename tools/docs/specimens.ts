/** A manifest that shows what a rule finds, or what to write instead. */
export interface Example {
	readonly section: "Bad" | "Good";
	/** What stands before it; mostly nothing. */
	readonly note: string;
	/** The marks of the expected findings are comments in it. */
	readonly code: string;
}

/** Whether specimens show a fix. */
export function hasFix(specimens: string): boolean {
	return specimens.includes("\n```yaml fixed\n");
}

/** The examples under the headings Bad and Good of a file of specimens, in order. */
export function examplesIn(specimens: string): readonly Example[] {
	const found: Example[] = [];
	let section = "";
	let note: string[] = [];
	let block: string[] | undefined;
	let info = "";
	for (const line of specimens.split("\n")) {
		if (block === undefined) {
			const heading = /^## (\w+)$/.exec(line)?.[1];
			const fence = /^```(.*)$/.exec(line)?.[1];
			if (heading !== undefined) {
				section = heading;
				note = [];
			} else if (fence !== undefined) {
				info = fence;
				block = [];
			} else if (line !== "") note.push(line);
		} else if (line === "```") {
			if (info === "yaml" && (section === "Bad" || section === "Good")) {
				found.push({ section, note: note.join("\n"), code: codeOf(block) });
			}
			note = [];
			block = undefined;
		} else {
			block.push(line);
		}
	}
	return found;
}

/** Starts of files become their names, each file a document of its own. */
function codeOf(lines: readonly string[]): string {
	const code = lines.flatMap((line, index) => {
		const file = /^#- (\S+)$/.exec(line)?.[1];
		if (file === undefined) return [shown(line)];
		return index === 0 ? [`# ${file}`] : ["---", `# ${file}`];
	});
	return code.join("\n");
}

/** Carets below a line, as a comment. */
function shown(line: string): string {
	const [, indent = "", carets, message = ""] = /^(\s*)(\^+)\|? \w+ [a-z0-9-]+(?::? (.*))?$/.exec(line) ?? [];
	if (carets === undefined) return line;
	// The comment's sign takes the place of what stands before the carets.
	const lead = indent === "" ? "#" : `#${" ".repeat(indent.length - 1)}`;
	return `${lead}${indent === "" ? carets.slice(1) || "^" : carets}${message === "" ? "" : ` ${message}`}`;
}
