import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repositoryRoot } from "../../tools/lib/paths";
import { type Finished, run } from "../../tools/lib/run";

/** The command line as it was built. */
export const cli = join(repositoryRoot, "dist", "cli.js");

export const cluster =
	"apiVersion: scope.theriseunion.io/v1alpha1\nkind: Cluster\nmetadata:\n  name: store-001\nspec:\n  enable: true\n";

/** Its sixth line is wrong from column 3 to 9; the fix is `nodeName`. */
export const device =
	"apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: freezer\nspec:\n  nodeNam: store-001\n";

/** What the JSON format prints, as far as tests look at it. */
export interface JsonReport {
	readonly summary: {
		readonly files: number;
		readonly documents: number;
		readonly errors: number;
		readonly warnings: number;
		readonly results: Readonly<Record<"valid" | "invalid" | "errors" | "skipped", number>>;
		readonly baseline?: { readonly known: number; readonly gone: number };
	};
	readonly problems: readonly {
		readonly file: string;
		readonly line: number;
		readonly code: string;
		readonly severity: string;
		readonly message: string;
	}[];
}

/** A folder of its own, with the command line run in it, in English and without colours. */
export class Workspace {
	readonly folder = mkdtempSync(join(tmpdir(), "edgewise-cli-"));

	constructor(files: Readonly<Record<string, string | Buffer>> = {}) {
		for (const [path, content] of Object.entries(files)) this.write(path, content);
	}

	write(path: string, content: string | Buffer): void {
		const file = join(this.folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
	}

	read(path: string): string {
		return readFileSync(join(this.folder, path), "utf8");
	}

	lint(...args: string[]): Promise<Finished> {
		return this.run(["lint", ...args]);
	}

	/** The findings and counts, whatever the status. */
	async json(...args: string[]): Promise<JsonReport> {
		const { stdout, stderr } = await this.lint("--format", "json", ...args);
		if (stdout === "") throw new Error(stderr);
		return JSON.parse(stdout) as JsonReport;
	}

	run(args: readonly string[], options: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {}) {
		const { input = "", env = {} } = options;
		return run(process.execPath, [cli, ...args], {
			cwd: this.folder,
			input,
			env: { PATH: process.env.PATH, LC_ALL: "C", ...env },
		});
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}
