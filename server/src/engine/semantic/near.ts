/**
 * Whether two files may well be about the same site: they lie in one folder, or one of them above the other. A
 * repository often holds many sites, or many examples, that use the same names for different things.
 */
export function isNear(one: string, other: string): boolean {
	const a = folderOf(one);
	const b = folderOf(other);
	return a.startsWith(b) || b.startsWith(a);
}

function folderOf(uri: string): string {
	return uri.slice(0, uri.lastIndexOf("/") + 1);
}
