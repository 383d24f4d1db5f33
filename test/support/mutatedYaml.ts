import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { splitDocuments } from "../../server/src/engine/yaml/split";
import type { Random } from "../conformance/random";

/** All documents of all YAML files in folders, at any depth. */
export function documentsIn(folders: readonly string[]): string[] {
	return folders
		.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
		.filter((path) => /\.ya?ml$/.test(path))
		.toSorted()
		.flatMap((path) => {
			const text = readFileSync(path, "utf8");
			return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
		});
}

/** What people type, paste and forget. */
const bits = [
	..." ,:#-?'\"{}[]|>\t%\\~",
	..."\n\n\n",
	"  ",
	"- ",
	": ",
	" # note",
	"\n# note\n",
	"\n  # note\n",
	"\n      # note\n",
	"\n\n  \n",
	"\n    x",
	"|\n",
	">-\n",
	"|+\n",
	"yes",
	"1e3",
	"0x1F",
	"012",
	".inf",
	"null",
	"\r\n",
	"&a ",
	"*a",
	"!!str ",
	"<<",
	"? ",
	"---\n",
	"...\n",
	"\\n",
	"a: b\n",
	"[]",
	"{}",
	"[a, b]",
	"{a: 1}",
	'{"a":1}',
	"\x02",
	"\x18",
	"\x1F",
	"\x85",
	"\u2028",
	"\uFEFF",
];

/** A part of a text, or all of it, after a few edits as they happen: letters, bits of syntax, lines moved in and out. */
export function mutated(text: string, random: Random): string {
	let changed = random.chance(0.8) ? someLines(text, random) : text;
	for (let edits = 1 + random.below(3); edits > 0; edits--) {
		const at = random.below(changed.length + 1);
		const kind = random.below(4);
		if (kind === 0) changed = changed.slice(0, at) + changed.slice(at + 1 + random.below(3));
		else if (kind === 1) changed = moveLine(changed, random);
		else changed = changed.slice(0, at) + random.pick(bits) + changed.slice(at);
	}
	return changed;
}

function someLines(text: string, random: Random): string {
	const lines = text.split("\n");
	if (lines.length <= 12) return text;
	const from = random.below(lines.length - 8);
	return `${lines.slice(from, from + 8).join("\n")}\n`;
}

function moveLine(text: string, random: Random): string {
	const lines = text.split("\n");
	const index = random.below(lines.length);
	const line = lines[index] ?? "";
	const moved = random.chance(0.5) ? " ".repeat(1 + random.below(4)) + line : line.replace(/^ {1,2}/, "");
	return lines.toSpliced(index, 1, ...(random.chance(0.2) ? [] : [moved])).join("\n");
}
