/** Orders versions of APIs: stable before beta before alpha, then the newest first; other names come last, by name. */
export function newestFirst(a: string, b: string): number {
	const [x, y] = [rank(a), rank(b)];
	if (x === undefined || y === undefined) return x === y ? (a < b ? -1 : a > b ? 1 : 0) : x === undefined ? 1 : -1;
	for (const [i, part] of x.entries()) {
		const difference = (y[i] ?? 0) - part;
		if (difference !== 0) return difference;
	}
	return 0;
}

function rank(version: string): readonly number[] | undefined {
	const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
	if (match === null) return undefined;
	const [, major, level, minor] = match;
	return [level === undefined ? 2 : level === "beta" ? 1 : 0, Number(major), Number(minor ?? 0)];
}
