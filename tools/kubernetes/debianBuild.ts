import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureDebianPackages } from "../lib/debian";
import { type RunOptions, run, runOrThrow } from "../lib/run";

/** The Kubernetes that Debian 12 carries as source. */
export const debianKubernetesVersion = "1.20.2";

const programs = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet"] as const;

const buildPackages = [
	"build-essential",
	"dpkg-dev",
	"golang-go",
	"rsync",
	"golang-github-modern-go-reflect2-dev",
	"ca-certificates",
];

/**
 * Builds the API server, controller manager, scheduler and kubelet from Debian's own source package.
 * Takes about five minutes on two cores and 4 GB of disk while it runs; the build tree is removed at the end.
 *
 * @param target the folder that gets the programs; it appears only when all of them are built and run
 * @param report takes one line about each step, for a person who waits
 * @throws Error that says what this machine lacks, or that holds the end of what the failing step printed
 */
export async function buildFromDebianSource(target: string, report: (line: string) => void): Promise<void> {
	await requireDebian12();
	const work = `${target}.build-${process.pid}`;
	await rm(work, { recursive: true, force: true });
	await mkdir(work, { recursive: true });
	try {
		report("Installing the Go toolchain and build packages from Debian");
		await ensureDebianPackages(buildPackages);
		report(`Fetching the source of Kubernetes ${debianKubernetesVersion} from Debian`);
		const source = await fetchSource(work);
		await replaceReflect2(source);
		report("Compiling kube-apiserver, kube-controller-manager, kube-scheduler and kubelet: about five minutes");
		const built = await compile(work, source);
		const finished = join(work, "finished");
		await mkdir(finished);
		for (const program of programs) {
			await cp(join(built, program), join(finished, program));
			await runOrThrow(join(finished, program), ["--version"]);
		}
		await rm(target, { recursive: true, force: true });
		await rename(finished, target);
		report(`Built Kubernetes ${debianKubernetesVersion} in ${target}`);
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}

/** @throws Error where this is no Debian 12 with root, the only system that the recipe is known to work on */
async function requireDebian12(): Promise<void> {
	const release = await readFile("/etc/os-release", "utf8").catch(() => "");
	if (!/^ID=debian$/m.test(release) || !/^VERSION_ID="?12"?$/m.test(release)) {
		throw new Error("the build from Debian's source package needs Debian 12");
	}
	if (process.getuid?.() !== 0) {
		throw new Error("the build from Debian's source package needs root, to install Debian's Go toolchain");
	}
}

/**
 * Fetches and unpacks the source package, with package lists of its own: the machine's stay as they are.
 *
 * @returns the source tree, inside the GOPATH that Kubernetes' makefile expects
 */
async function fetchSource(work: string): Promise<string> {
	const lists = join(work, "apt", "lists");
	const cache = join(work, "apt", "cache");
	await mkdir(join(lists, "partial"), { recursive: true });
	await mkdir(join(cache, "archives", "partial"), { recursive: true });
	const sources = join(work, "apt", "sources.list");
	await writeFile(sources, "deb-src http://deb.debian.org/debian bookworm main\n");
	const own = [
		["Dir::Etc::sourcelist", sources],
		["Dir::Etc::sourceparts", "/dev/null"],
		["Dir::State::lists", lists],
		["Dir::Cache", cache],
		// The unprivileged download user cannot write into root's folders.
		["APT::Sandbox::User", "root"],
	].flatMap(([name, value]) => ["-o", `${name}=${value}`]);
	await runOrThrow("apt-get", [...own, "update"]);
	const parent = join(work, "gopath", "src", "k8s.io");
	await mkdir(parent, { recursive: true });
	await runOrThrow("apt-get", [...own, "source", "kubernetes"], { cwd: parent });
	const folder = (await readdir(parent, { withFileTypes: true })).find((entry) => entry.isDirectory());
	if (folder === undefined) throw new Error(`apt-get source kubernetes left no source tree in ${parent}`);
	const source = join(parent, "kubernetes");
	await rename(join(parent, folder.name), source);
	return source;
}

/** The reflect2 that Kubernetes 1.20 vendors crashes when it is compiled by Go 1.18 or later: take Debian's. */
async function replaceReflect2(source: string): Promise<void> {
	const fixed = "/usr/share/gocode/src/github.com/modern-go/reflect2";
	const vendored = join(source, "vendor", "github.com", "modern-go", "reflect2");
	const isCode = (name: string) => name.endsWith(".go") || name.endsWith(".s");
	for (const name of (await readdir(vendored)).filter(isCode)) await rm(join(vendored, name));
	for (const name of (await readdir(fixed)).filter(isCode)) await cp(join(fixed, name), join(vendored, name));
}

/** @returns the folder that holds the compiled programs */
async function compile(work: string, source: string): Promise<string> {
	// Without this file the version would be read from git, and be "v0.0.0-master" here.
	const [major, minor] = debianKubernetesVersion.split(".");
	const versionFile = join(work, "version.sh");
	await writeFile(
		versionFile,
		[
			"KUBE_GIT_COMMIT='debian'",
			"KUBE_GIT_TREE_STATE='archive'",
			`KUBE_GIT_VERSION='v${debianKubernetesVersion}'`,
			`KUBE_GIT_MAJOR='${major}'`,
			`KUBE_GIT_MINOR='${minor}'`,
			"",
		].join("\n"),
	);
	const env = {
		...process.env,
		GOPATH: join(work, "gopath"),
		GOCACHE: join(work, "gocache"),
		GOFLAGS: "",
		GO111MODULE: "off",
		CGO_ENABLED: "0",
		KUBE_GIT_VERSION_FILE: versionFile,
	};
	const what = programs.map((program) => `cmd/${program}`).join(" ");
	await runLogged("make", [`WHAT=${what}`], { cwd: source, env }, join(work, "..", "kubernetes-build.log"));
	for (const folder of ["_output/local/go/bin", "_output/bin"]) {
		const built = join(source, folder);
		if (existsSync(join(built, programs[0]))) return built;
	}
	throw new Error(`make ended well but left no ${programs[0]} under ${source}/_output`);
}

/** Runs a long command; what it prints is kept in a file only if it fails. */
async function runLogged(program: string, args: string[], options: RunOptions, log: string): Promise<void> {
	const { status, stdout, stderr } = await run(program, args, options);
	if (status === 0) return;
	await writeFile(log, `${stdout}\n${stderr}`);
	const tail = `${stdout}\n${stderr}`.trim().split("\n").slice(-30).join("\n");
	throw new Error(`${program} ${args.join(" ")} ended with status ${status}; all it printed is in ${log}\n${tail}`);
}
