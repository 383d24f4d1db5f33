import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../lib/run";
import { ensureVSCode } from "./install";

/**
 * Installs a packaged extension the way users do, with VS Code's own command line.
 *
 * @param vsixPath the package
 * @param extensionsDir where to; made when missing. Give it to `startVSCodeServer` then.
 * @throws Error that holds what VS Code said when it refuses the package
 */
export async function installVsix(vsixPath: string, extensionsDir: string): Promise<void> {
	if (!existsSync(vsixPath)) throw new Error(`There is no package ${vsixPath}. Make it with \`npx vsce package\`.`);
	const { node, serverMain } = await ensureVSCode();
	await mkdir(extensionsDir, { recursive: true });
	const dataDir = await mkdtemp(join(tmpdir(), "edgewise-vsix-"));
	try {
		const places = ["--extensions-dir", extensionsDir, "--server-data-dir", dataDir, "--user-data-dir", dataDir];
		const args = [serverMain, "--install-extension", vsixPath, "--force", "--accept-server-license-terms", ...places];
		const { status, stdout, stderr } = await run(node, args);
		if (status !== 0 || !/successfully installed/.test(stdout)) {
			throw new Error(`VS Code did not install ${vsixPath} (status ${status}):\n${stdout}${stderr}`.trim());
		}
	} finally {
		await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
	}
}
