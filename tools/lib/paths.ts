import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The root folder of this repository. */
export const repositoryRoot = resolve(__dirname, "..", "..");

/**
 * The folder that keeps what is costly to make (Kubernetes binaries, VS Code), one folder per name and version.
 * `EDGEWISE_CACHE` moves it; otherwise it follows the XDG convention.
 *
 * @param name what is kept, for example `kubernetes`
 * @param version the version that the content depends on; another version gets another folder
 */
export function cacheFolder(name: string, version: string): string {
	const base = process.env.EDGEWISE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "edgewise");
	return join(base, `${name}-${version}`);
}
