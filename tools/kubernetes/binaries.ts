import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../lib/paths";
import { runOrThrow } from "../lib/run";
import { ensureCached } from "./cacheEntry";
import { buildFromDebianSource, debianKubernetesVersion } from "./debianBuild";
import { ensureDebianParts } from "./debianParts";

/** Where the programs of a Kubernetes lie: paths of executables. */
export interface KubernetesBinaries {
	readonly source: "KUBEBUILDER_ASSETS" | "cache" | "envtest download" | "Debian source build";
	readonly etcd: string;
	readonly apiServer: string;
	/** What a node needs besides; only where all three are there. */
	readonly node?: { readonly controllerManager: string; readonly scheduler: string; readonly kubelet: string };
}

/** The release of Kubernetes that is downloaded, and the SHA-512 of its archives as its publishers state them. */
const envtest = {
	version: "1.30.0",
	sha512: new Map([
		[
			"linux-x64",
			"d53870e1a6c9b3b50366489a9387f4e254c664955e932e3e25e2088bb437b270bfab75d241b50849233f9a34bb1f08b41567ebb81ea29352104ae0f5b1cb9e88",
		],
		[
			"linux-arm64",
			"140748efaa394598f50175e809cd53896881ed046d93ebdfbd5442100f68b3d8d51fd22f8cf1ae06a6e43473897b789df0db6e0ae6c45c8320b000d5ee900005",
		],
		[
			"darwin-x64",
			"e705b35189052880afefeac72797834d2750bfcfc8971dd913cc2b5575ea7222e9cfa3ebb38a5e5deec8f06089ecc654beaf9c4fe990acf41e57758c26b3d62a",
		],
		[
			"darwin-arm64",
			"48c1fa5555f021f8aa365faaa96b106804ce5e3022142a2a166bc91ecd5b22da79f012d20c1a4963e0236df00a214f3311cdd842de4ab19442ca1c83b3bcb859",
		],
	]),
};

const debianFolder = cacheFolder("kubernetes", debianKubernetesVersion);
const envtestFolder = cacheFolder("kubernetes", `${envtest.version}-envtest`);

/**
 * Finds the programs of a Kubernetes, or gets them: from the folder that `KUBEBUILDER_ASSETS` names, from the cache,
 * by downloading what envtest uses, by building Debian's source package (5 to 12 minutes, once).
 *
 * @param needs `node`: whether controller manager, scheduler and kubelet are needed besides API server and etcd
 * @param report takes one line about each long step; by default it is printed
 * @throws Error that says why each of the four ways failed, or that `KUBEBUILDER_ASSETS` names a folder without them
 */
export async function ensureKubernetes(
	needs: { readonly node: boolean },
	report: (line: string) => void = console.log,
): Promise<KubernetesBinaries> {
	const failures: string[] = [];

	const assets = process.env.KUBEBUILDER_ASSETS;
	if (assets) {
		const found = lookIn(assets, "KUBEBUILDER_ASSETS");
		if (!found) throw new Error(`KUBEBUILDER_ASSETS is ${assets}, where kube-apiserver and etcd are not both found`);
		if (!needs.node || found.node) return found;
		failures.push(`${assets} lacks kube-controller-manager, kube-scheduler or kubelet`);
	} else {
		failures.push("it is not set");
	}

	const cached = await lookInCache(needs.node);
	if (cached) return cached;
	failures.push(`${debianFolder}${needs.node ? " does" : ` and ${envtestFolder} do`} not exist`);

	if (needs.node) {
		failures.push("it has no kubelet");
	} else {
		try {
			await ensureCached(envtestFolder, report, (work) => downloadEnvtest(work, report));
			const found = lookIn(envtestFolder, "envtest download");
			if (found) return found;
			failures.push(`${envtestFolder} lacks kube-apiserver or etcd`);
		} catch (error) {
			failures.push(messageOf(error));
		}
	}

	try {
		await ensureCached(debianFolder, report, (work) => buildFromDebianSource(work, report));
		const built = await lookInCache(true);
		if (built) return { ...built, source: "Debian source build" };
		failures.push(`${debianFolder} lacks a program`);
	} catch (error) {
		failures.push(messageOf(error));
	}

	const ways = [
		`KUBEBUILDER_ASSETS, a folder with kube-apiserver and etcd${needs.node ? ", kube-controller-manager, kube-scheduler and kubelet" : ""}`,
		"the cache, filled by an earlier run",
		`the download of envtest ${envtest.version} from github.com`,
		`the build of Debian's source package (Debian 12, root)`,
	];
	const lines = ways.map((way, index) => `  ${index + 1}. ${way}: ${failures[index]}`);
	throw new Error(`No Kubernetes to test against. There are four ways to have one:\n${lines.join("\n")}`);
}

async function lookInCache(node: boolean): Promise<KubernetesBinaries | undefined> {
	if (existsSync(debianFolder)) return lookIn(debianFolder, "cache", (await ensureDebianParts()).etcd);
	return node ? undefined : lookIn(envtestFolder, "cache");
}

function lookIn(
	folder: string,
	source: KubernetesBinaries["source"],
	etcd = join(folder, "etcd"),
): KubernetesBinaries | undefined {
	const apiServer = join(folder, "kube-apiserver");
	if (!existsSync(apiServer) || !existsSync(etcd)) return undefined;
	const node = {
		controllerManager: join(folder, "kube-controller-manager"),
		scheduler: join(folder, "kube-scheduler"),
		kubelet: join(folder, "kubelet"),
	};
	const complete = Object.values(node).every((path) => existsSync(path));
	return { source, etcd, apiServer, ...(complete ? { node } : {}) };
}

/** @returns a folder below `work` with the programs */
async function downloadEnvtest(work: string, report: (line: string) => void): Promise<string> {
	const sha512 = envtest.sha512.get(`${process.platform}-${process.arch}`);
	if (sha512 === undefined) throw new Error(`there is none for ${process.platform} on ${process.arch}`);
	const platform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
	const name = `envtest-v${envtest.version}`;
	const url = `https://github.com/kubernetes-sigs/controller-tools/releases/download/${name}/${name}-${platform}.tar.gz`;
	report(`Downloading ${url}`);
	const archive = await download(url);
	const actual = createHash("sha512").update(archive).digest("hex");
	if (actual !== sha512) throw new Error(`${url} has the SHA-512 ${actual}, not ${sha512}`);
	const file = join(work, "archive.tar.gz");
	await writeFile(file, archive);
	const content = join(work, "content");
	await mkdir(content);
	// The archive's files lie in controller-tools/envtest/.
	await runOrThrow("tar", ["-xzf", file, "-C", content, "--strip-components=2"]);
	for (const program of ["kube-apiserver", "etcd"]) await runOrThrow(join(content, program), ["--version"]);
	return content;
}

/** Gives up after 10 s without an answer, and after 5 minutes in all. */
async function download(url: string): Promise<Buffer> {
	const connecting = new AbortController();
	const timer = setTimeout(() => connecting.abort(new Error("no answer within 10 s")), 10_000);
	const signal = AbortSignal.any([connecting.signal, AbortSignal.timeout(5 * 60_000)]);
	try {
		const response = await fetch(url, { signal });
		clearTimeout(timer);
		if (!response.ok) throw new Error(`status ${response.status}`);
		return Buffer.from(await response.arrayBuffer());
	} catch (error) {
		throw new Error(`${url} cannot be had: ${messageOf(error)}`, { cause: error });
	} finally {
		clearTimeout(timer);
	}
}

/** An error's message with that of its cause: `fetch` hides the reason there. */
function messageOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error && !error.message.includes(error.cause.message)
		? `${error.message} (${error.cause.message})`
		: error.message;
}
