/** Beyond so many changed lines the shortest diff is not looked for. */
const mostEdits = 2000;

/** A run of lines that both texts have: where it begins in each, and how long it is. */
interface Common {
	readonly before: number;
	readonly after: number;
	readonly length: number;
}

/** Lines from `start` to `end` of the one text that became lines of the other. */
export interface LineChange {
	readonly before: readonly [start: number, end: number];
	readonly after: readonly [start: number, end: number];
}

/** Lines with their ends. */
export function linesOf(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What has to change of the lines `a` to make the lines `b`, in order. */
export function changesBetween(a: readonly string[], b: readonly string[]): LineChange[] {
	let head = 0;
	while (head < a.length && head < b.length && a[head] === b[head]) head++;
	let tail = 0;
	while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
	const common = commonLines(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
	const changes: LineChange[] = [];
	let [atA, atB] = [head, head];
	const end: Common = { before: a.length - tail - head, after: b.length - tail - head, length: 0 };
	for (const { before, after, length } of [...common, end]) {
		if (before + head > atA || after + head > atB) {
			changes.push({ before: [atA, before + head], after: [atB, after + head] });
		}
		[atA, atB] = [before + head + length, after + head + length];
	}
	return changes;
}

/** Myers' algorithm: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986. */
function commonLines(a: readonly string[], b: readonly string[]): Common[] {
	const furthest = new Map<number, number>([[1, 0]]);
	const steps: Map<number, number>[] = [];
	const limit = Math.min(a.length + b.length, mostEdits);
	for (let edits = 0; edits <= limit; edits++) {
		steps.push(new Map(furthest));
		for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
			let x = nextX(furthest, diagonal, edits);
			while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
			furthest.set(diagonal, x);
			if (x >= a.length && x - diagonal >= b.length) return traceBack(steps, a.length, b.length);
		}
	}
	return [];
}

function nextX(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
	const below = furthest.get(diagonal - 1) ?? -1;
	const above = furthest.get(diagonal + 1) ?? -1;
	return diagonal === -edits || (diagonal !== edits && below < above) ? above : below + 1;
}

function traceBack(steps: readonly ReadonlyMap<number, number>[], endA: number, endB: number): Common[] {
	const found: Common[] = [];
	let [x, y] = [endA, endB];
	for (let edits = steps.length - 1; edits >= 0; edits--) {
		const before = steps[edits] ?? new Map();
		const start = nextX(before, x - y, edits);
		const diagonal = x - y;
		const length = x - start;
		if (length > 0) found.push({ before: start, after: start - diagonal, length });
		const previous =
			diagonal === -edits || (diagonal !== edits && (before.get(diagonal - 1) ?? -1) < (before.get(diagonal + 1) ?? -1))
				? diagonal + 1
				: diagonal - 1;
		x = before.get(previous) ?? 0;
		y = x - previous;
	}
	return found.reverse();
}
