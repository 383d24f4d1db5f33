import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runOrThrow } from "../lib/run";

/** The images that a node of the test bed has; a Pod that names another one fails to pull it. */
export const images = {
	/** A busybox with its shell and all its applets. */
	busybox: "edgewise.local/busybox:1",
	/** The same under another tag, for rollouts. */
	busyboxNext: "edgewise.local/busybox:2",
	/** What holds the namespaces of a Pod. */
	pause: "edgewise.local/pause:1",
} as const;

/**
 * Makes the images from a static busybox.
 *
 * @param busybox the path of the busybox program
 * @param folder where to work
 * @returns the path of an archive in the notation of `docker save`
 */
export async function makeImageArchive(busybox: string, folder: string): Promise<string> {
	const root = join(folder, "root");
	const content = join(folder, "content");
	for (const name of ["bin", "etc", "tmp", "var", "proc", "sys", "dev"]) {
		await mkdir(join(root, name), { recursive: true });
	}
	await mkdir(content);
	await copyFile(busybox, join(root, "bin", "busybox"));
	const applets = (await runOrThrow(busybox, ["--list"])).split("\n").filter((name) => name && name !== "busybox");
	for (const applet of applets) await symlink("busybox", join(root, "bin", applet));
	await writeFile(join(root, "etc", "passwd"), "root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
	await writeFile(join(root, "etc", "group"), "root:x:0:\nnogroup:x:65534:\n");

	const layer = join(content, "layer.tar");
	await runOrThrow("tar", ["--owner=0", "--group=0", "--numeric-owner", "-cf", layer, "-C", root, "."]);
	const digest = createHash("sha256")
		.update(await readFile(layer))
		.digest("hex");
	const describe = async (name: string, command: string[], tags: string[]) => {
		const config = {
			architecture: process.arch === "x64" ? "amd64" : process.arch,
			os: "linux",
			config: { Env: ["PATH=/bin"], Cmd: command },
			rootfs: { type: "layers", diff_ids: [`sha256:${digest}`] },
			history: [{ created_by: "edgewise test bed" }],
		};
		await writeFile(join(content, `${name}.json`), JSON.stringify(config));
		return { Config: `${name}.json`, RepoTags: tags, Layers: ["layer.tar"] };
	};
	const manifest = [
		await describe("busybox", ["/bin/sh"], [images.busybox, images.busyboxNext]),
		await describe("pause", ["/bin/sleep", "infinity"], [images.pause]),
	];
	await writeFile(join(content, "manifest.json"), JSON.stringify(manifest));
	const archive = join(folder, "images.tar");
	await runOrThrow("tar", ["-cf", archive, "-C", content, "."]);
	await rm(root, { recursive: true });
	await rm(content, { recursive: true });
	return archive;
}
