import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/** The root folder of this repository. */
export const repositoryRoot = resolve(__dirname, "..", "..");

/**
 * The folder that keeps what is costly to make (Kubernetes binaries, VS Code), one folder per name and version.
 * `EDGEWISE_CACHE` moves it; otherwise it follows the XDG convention, which ignores a relative `XDG_CACHE_HOME`.
 *
 * @param name what is kept, for example `kubernetes`
 * @param version the version that the content depends on; another version gets another folder
 */
export function cacheFolder(name: string, version: string): string {
	const { EDGEWISE_CACHE: own, XDG_CACHE_HOME: xdg = "" } = process.env;
	const base = own ? resolve(own) : join(isAbsolute(xdg) ? xdg : join(homedir(), ".cache"), "edgewise");
	return join(base, `${name}-${version}`);
}
