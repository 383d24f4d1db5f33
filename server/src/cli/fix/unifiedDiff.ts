import { isAbsolute } from "node:path";
import { changesBetween, type LineChange, linesOf } from "../../engine/text/lineDiff";

const context = 3;

/** A change of a text as `patch -p1` and `git apply` take it. */
export function unifiedDiff(file: string, before: string, after: string): string {
	const a = linesOf(before);
	const b = linesOf(after);
	const changes = changesBetween(a, b);
	const [from, to] = isAbsolute(file)
		? [file, file]
		: [`a/${file}`, `b/${file}`].map((name) => name.replaceAll("\\", "/"));
	let diff = `--- ${from}\n+++ ${to}\n`;
	for (let first = 0; first < changes.length; ) {
		let last = first;
		while (distance(changes, last) <= 2 * context) last++;
		diff += hunk(a, b, changes.slice(first, last + 1));
		first = last + 1;
	}
	return diff;
}

function hunk(a: readonly string[], b: readonly string[], changes: readonly LineChange[]): string {
	const [first, last] = [changes[0], changes.at(-1)];
	if (first === undefined || last === undefined) return "";
	const lead = Math.min(context, first.before[0]);
	const trail = Math.min(context, a.length - last.before[1]);
	const [startA, endA] = [first.before[0] - lead, last.before[1] + trail];
	const [startB, endB] = [first.after[0] - lead, last.after[1] + trail];
	let text = `@@ -${range(startA, endA)} +${range(startB, endB)} @@\n`;
	const put = (sign: string, lines: readonly string[]) => {
		for (const line of lines)
			text += `${sign}${line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`}`;
	};
	let at = startA;
	for (const { before, after } of changes) {
		put(" ", a.slice(at, before[0]));
		put("-", a.slice(...before));
		put("+", b.slice(...after));
		at = before[1];
	}
	put(" ", a.slice(at, endA));
	return text;
}

function range(start: number, end: number): string {
	const length = end - start;
	return length === 1 ? `${start + 1}` : `${length === 0 ? start : start + 1},${length}`;
}

function distance(changes: readonly LineChange[], index: number): number {
	const [here, next] = [changes[index], changes[index + 1]];
	return here === undefined || next === undefined ? Number.POSITIVE_INFINITY : next.before[0] - here.before[1];
}
