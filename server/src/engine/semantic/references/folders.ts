/** The folder of a file, without a slash at its end. */
export function folderOf(uri: string): string {
	return uri.slice(0, Math.max(0, uri.lastIndexOf("/")));
}

/** The URI that a relative path means, seen from a folder. */
export function resolveUri(folder: string, path: string): string {
	const steps = folder.split("/");
	for (const step of path.split("/")) {
		if (step === "." || step === "") continue;
		if (step === "..") steps.pop();
		else steps.push(encodeURIComponent(step).replaceAll("%40", "@"));
	}
	return steps.join("/");
}

/** How many folders two files have in common, from the root. */
export function commonDepth(a: string, b: string): number {
	const left = folderOf(a).split("/");
	const right = folderOf(b).split("/");
	let depth = 0;
	while (depth < left.length && depth < right.length && left[depth] === right[depth]) depth++;
	return depth;
}

/**
 * How far two files are from each other: `file` for the same one, `folder` for the same folder, `near` where one folder
 * holds the other or both lie in the same one, `far` for all else.
 */
export function distanceOf(a: string, b: string): "file" | "folder" | "near" | "far" {
	if (a === b) return "file";
	const left = folderOf(a);
	const right = folderOf(b);
	if (left === right) return "folder";
	const depth = commonDepth(a, b);
	const most = Math.max(left.split("/").length, right.split("/").length) - depth;
	const least = Math.min(left.split("/").length, right.split("/").length) - depth;
	return least === 0 || most === 1 ? "near" : "far";
}
