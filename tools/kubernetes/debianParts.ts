import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../lib/paths";
import { runOrThrow } from "../lib/run";
import { ensureCached } from "./cacheEntry";
import { ownAptLists, requireDebian12 } from "./debianApt";

/** Programs from Debian packages: paths of executables and folders of executables. */
export interface DebianParts {
	readonly etcd: string;
	readonly containerd: string;
	readonly ctr: string;
	readonly runc: string;
	/** The folder that holds containerd, its shim, ctr. */
	readonly containerdFolder: string;
	/** The folder that holds the CNI plugins. */
	readonly cniFolder: string;
	/** A busybox without shared libraries. */
	readonly busybox: string;
}

const packages = ["etcd-server", "containerd", "runc", "containernetworking-plugins", "busybox-static"];

/**
 * Makes sure that etcd, containerd, runc, the CNI plugins and a static busybox are in the cache.
 * The packages are unpacked there, not installed: an installed etcd-server or containerd would start a service.
 *
 * @throws Error where this is no Debian 12 or its packages cannot be had
 */
export async function ensureDebianParts(report: (line: string) => void = console.log): Promise<DebianParts> {
	const folder = cacheFolder("kubernetes-parts", "debian-12");
	await ensureCached(folder, report, async (work) => {
		report(`Fetching ${packages.join(", ")} from Debian`);
		return unpack(work);
	});
	const containerdFolder = join(folder, "usr", "bin");
	return {
		etcd: join(folder, "usr", "bin", "etcd"),
		containerd: join(containerdFolder, "containerd"),
		ctr: join(containerdFolder, "ctr"),
		runc: join(folder, "usr", "sbin", "runc"),
		containerdFolder,
		cniFolder: join(folder, "usr", "lib", "cni"),
		busybox: join(folder, "bin", "busybox"),
	};
}

async function unpack(work: string): Promise<string> {
	await requireDebian12("etcd, containerd and the other Debian parts of the test bed");
	const downloads = join(work, "downloads");
	const content = join(work, "content");
	await mkdir(downloads);
	await mkdir(content);
	const apt = await ownAptLists(join(work, "apt"), "deb");
	await runOrThrow("apt-get", [...apt, "download", ...packages], { cwd: downloads });
	for (const file of await readdir(downloads)) await runOrThrow("dpkg-deb", ["-x", join(downloads, file), content]);
	return content;
}
