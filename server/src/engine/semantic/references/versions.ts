interface Version {
	readonly numbers: readonly number[];
	/** What follows a hyphen, parted at its dots; empty for a release. */
	readonly early: readonly string[];
}

/** The highest of some semantic versions, with or without a leading `v`; others count lowest. */
export function highest(versions: readonly string[]): string | undefined {
	return versions.toSorted((a, b) => -compareVersions(a, b))[0];
}

/** Below zero where the first version comes before the second. */
export function compareVersions(a: string, b: string): number {
	const left = parsed(a);
	const right = parsed(b);
	if (left === undefined || right === undefined) {
		if (left === right) return a < b ? -1 : a > b ? 1 : 0;
		return left === undefined ? -1 : 1;
	}
	for (let index = 0; index < 3; index++) {
		const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return compareEarly(left.early, right.early);
}

function parsed(text: string): Version | undefined {
	const found = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(text);
	if (found === null) return undefined;
	const [, major = "0", minor = "0", patch = "0", early = ""] = found;
	return { numbers: [major, minor, patch].map(Number), early: early === "" ? [] : early.split(".") };
}

function compareEarly(a: readonly string[], b: readonly string[]): number {
	if (a.length === 0 || b.length === 0) return b.length - a.length;
	for (let index = 0; index < Math.max(a.length, b.length); index++) {
		const left = a[index];
		const right = b[index];
		if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
		if (left === right) continue;
		const numbers = /^\d+$/.test(left) && /^\d+$/.test(right);
		if (numbers) return Number(left) - Number(right);
		return left < right ? -1 : 1;
	}
	return 0;
}
