import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureDebianPackages } from "../lib/debian";
import { type RunOptions, run, runOrThrow } from "../lib/run";
import { ownAptLists, requireDebian12 } from "./debianApt";

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
 * Takes 5 to 12 minutes on two cores, and several GB of disk while it runs.
 *
 * @param work an empty folder to work in
 * @param report takes one line about each step, for a person who waits
 * @returns a folder below `work` with the programs
 * @throws Error that says what this machine lacks, or that holds the end of what the failing step printed
 */
export async function buildFromDebianSource(work: string, report: (line: string) => void): Promise<string> {
	await requireDebian12("the build from Debian's source package");
	report("Installing the Go toolchain and build packages from Debian");
	await ensureDebianPackages(buildPackages);
	report(`Fetching the source of Kubernetes ${debianKubernetesVersion} from Debian`);
	const source = await fetchSource(work);
	await replaceReflect2(source);
	report("Compiling kube-apiserver, kube-controller-manager, kube-scheduler and kubelet: 5 to 12 minutes");
	const built = await compile(work, source);
	const finished = join(work, "finished");
	await mkdir(finished);
	for (const program of programs) {
		await cp(join(built, program), join(finished, program));
		await runOrThrow(join(finished, program), ["--version"]);
	}
	return finished;
}

/**
 * Fetches and unpacks the source package.
 *
 * @returns the source tree, inside the GOPATH that Kubernetes' makefile expects
 */
async function fetchSource(work: string): Promise<string> {
	const own = await ownAptLists(join(work, "apt"), "deb-src");
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
