const collator = new Intl.Collator("en", { numeric: true });

/** Orders names as people count: `node-2` before `node-10`. */
export function compareNames(a: string, b: string): number {
	return collator.compare(a, b);
}
