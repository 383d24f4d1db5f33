import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runOrThrow } from "../lib/run";

/**
 * Fetches Debian's package lists into a folder, apart from those of the machine, which stay as they are.
 *
 * @param folder gets the lists and downloads
 * @param kind `deb` for packages, `deb-src` for their sources
 * @returns the options that make apt-get work with these lists
 */
export async function ownAptLists(folder: string, kind: "deb" | "deb-src"): Promise<string[]> {
	const lists = join(folder, "lists");
	const cache = join(folder, "cache");
	await mkdir(join(lists, "partial"), { recursive: true });
	await mkdir(join(cache, "archives", "partial"), { recursive: true });
	const sources = join(folder, "sources.list");
	await writeFile(sources, `${kind} http://deb.debian.org/debian bookworm main\n`);
	const options = [
		["Dir::Etc::sourcelist", sources],
		["Dir::Etc::sourceparts", "/dev/null"],
		["Dir::State::lists", lists],
		["Dir::Cache", cache],
		// The unprivileged download user cannot write into root's folders.
		["APT::Sandbox::User", "root"],
	].flatMap(([name, value]) => ["-o", `${name}=${value}`]);
	await runOrThrow("apt-get", [...options, "update"]);
	return options;
}

/**
 * @param what what needs Debian 12, for the message
 * @throws Error where this machine does not run Debian 12
 */
export async function requireDebian12(what: string): Promise<void> {
	const release = await readFile("/etc/os-release", "utf8").catch(() => "");
	if (!/^ID=debian$/m.test(release) || !/^VERSION_ID="?12"?$/m.test(release)) {
		throw new Error(`Debian 12 is needed for ${what}`);
	}
}
