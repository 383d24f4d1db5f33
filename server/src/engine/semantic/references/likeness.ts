import { distance } from "fastest-levenshtein";

/**
 * Whether a name looks like a typing error for another one. Names that differ in a number, in a word or in a letter that
 * tells variants apart (`db-a`, `db-b`) do not.
 */
export function looksMistyped(written: string, meant: string): boolean {
	if (written === meant) return false;
	if (plain(written) === plain(meant)) return true;
	const words = written.split(/[-._]/);
	const others = meant.split(/[-._]/);
	if (words.length !== others.length) return false;
	const different = words.flatMap((word, index) =>
		word === others[index] ? [] : [[word, others[index] ?? ""] as const],
	);
	const [first, ...more] = different;
	return first !== undefined && more.length === 0 && isSlip(...first);
}

/** Without what is easily left out or mistaken: separators and case. */
export function plain(name: string): string {
	return name.toLowerCase().replaceAll(/[-._]/g, "");
}

/** One letter wrong, missing or too many, or two in the wrong order, in a word that is long enough to tell. */
function isSlip(a: string, b: string): boolean {
	const [left, right] = [a.toLowerCase(), b.toLowerCase()];
	if (Math.min(left.length, right.length) < 4) return false;
	if (left.replaceAll(/\D/g, "") !== right.replaceAll(/\D/g, "")) return false;
	if (isSwap(left, right)) return true;
	return distance(left, right) <= (Math.min(left.length, right.length) >= 9 ? 2 : 1);
}

function isSwap(a: string, b: string): boolean {
	if (a.length !== b.length) return false;
	let at = 0;
	while (at < a.length && a[at] === b[at]) at++;
	return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
