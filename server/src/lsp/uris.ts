import { fileURLToPath } from "node:url";
import { configFileName } from "../config/config";

/** The path of a file; `undefined` for what does not lie on this machine's disk. */
export function pathOf(uri: string): string | undefined {
	if (!uri.startsWith("file:")) return undefined;
	try {
		return fileURLToPath(uri);
	} catch {
		// A URI of another machine, or of another system's paths.
		return undefined;
	}
}

/**
 * The URI of a file as VS Code spells it: all but letters, digits and `-._~/` is escaped, drive letters are small.
 *
 * @param path absolute
 */
export function uriOf(path: string): string {
	const slashed = path.replaceAll("\\", "/").replace(/^[A-Za-z]:/, (drive) => `/${drive.toLowerCase()}`);
	const escaped = slashed
		.split("/")
		.map((name) =>
			encodeURIComponent(name).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
		)
		.join("/");
	// A share of another machine brings its own authority.
	return slashed.startsWith("//") ? `file:${escaped}` : `file://${escaped}`;
}

/** Whether a URI is that of a folder, or of something in it. */
export function isWithin(uri: string, folder: string): boolean {
	return uri === folder || uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** Whether a URI is that of a configuration file of ours. */
export function isConfigFile(uri: string): boolean {
	return uri.slice(uri.lastIndexOf("/") + 1) === configFileName;
}
