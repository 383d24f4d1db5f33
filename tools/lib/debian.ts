import { run, runOrThrow } from "./run";

let listsUpdated = false;

/**
 * Installs Debian packages that are missing. Does nothing when all are there.
 *
 * @throws Error that names the packages and the command to run, where this user or system cannot install them
 */
export async function ensureDebianPackages(packages: readonly string[]): Promise<void> {
	const missing: string[] = [];
	for (const name of packages) {
		const { status, stdout } = await run("dpkg-query", ["--status", name]).catch(() => ({
			status: 1,
			stdout: "",
		}));
		if (status !== 0 || !stdout.includes("Status: install ok installed")) missing.push(name);
	}
	if (missing.length === 0) return;
	const command = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
	if (process.platform !== "linux" || process.getuid?.() !== 0) {
		throw new Error(`These Debian packages are missing: ${missing.join(", ")}. Install them as root: ${command}`);
	}
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	if (!listsUpdated) {
		await run("apt-get", ["update"], { env });
		listsUpdated = true;
	}
	await runOrThrow("apt-get", ["install", "-y", "--no-install-recommends", ...missing], { env });
}
