import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { repositoryRoot } from "./lib/paths";

/**
 * Makes the package that users install. `vsce` builds for production first (`vscode:prepublish`).
 *
 * @param outFile path of the `.vsix`
 */
export async function packageExtension(outFile: string): Promise<void> {
	await createVSIX({ cwd: repositoryRoot, packagePath: outFile, dependencies: false });
}

if (require.main === module) {
	const outFile = join(repositoryRoot, "edgewise.vsix");
	packageExtension(outFile)
		.then(() => {
			const kilobytes = (path: string) => `${Math.round(statSync(path).size / 1024)} KB`;
			for (const name of readdirSync(join(repositoryRoot, "dist")).filter((file) => file.endsWith(".js"))) {
				console.log(`${name}: ${kilobytes(join(repositoryRoot, "dist", name))}`);
			}
			console.log(`${outFile}: ${kilobytes(outFile)}`);
		})
		.catch((error: unknown) => {
			console.error(error);
			process.exitCode = 1;
		});
}
