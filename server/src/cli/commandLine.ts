import { parseArgs } from "node:util";
import { type SchemaSupply, schemaSupply } from "../node/schemaSupply";
import { findManifests } from "./files";
import { lintFiles } from "./lint";
import { formatJson, formatText } from "./report";

/** Exit statuses of the command line. */
export const exitStatus = { clean: 0, findings: 1, couldNotRun: 2 } as const;

/** What the command line needs of the world. */
export interface Surroundings {
	readonly version: string;
	/** The folder with the schemas that the build wrote. */
	readonly schemaFolder: string;
	readonly stdout: Output;
	readonly stderr: Output;
}

export interface Output {
	write(text: string): unknown;
	/** True where a person reads along; then the text is coloured. */
	readonly isTTY?: boolean;
}

const usage = `Usage: edgewise lint [--format text|json] [--schemas FOLDER]… PATH…

Checks Kubernetes manifests: files, or folders with all *.yaml and *.yml files in them. CustomResourceDefinitions among
them serve their kinds.

  --format text|json   how to print the findings (default: text)
  --schemas FOLDER     a folder with more CustomResourceDefinitions, or JSON Schemas of kinds; may be given several times
  --help               this text
  --version            the version

Exit status: 0 clean, 1 errors or warnings were found, 2 could not run (for example no such file).
`;

/**
 * Runs the command line.
 *
 * @param args what follows the program's name
 * @returns the exit status
 */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<number> {
	const { stdout, stderr } = surroundings;
	const refuse = (reason: string) => {
		stderr.write(`edgewise: ${reason}\nRun "edgewise --help" to see how to use it.\n`);
		return exitStatus.couldNotRun;
	};
	let parsed: ReturnType<typeof parse>;
	try {
		parsed = parse(args);
	} catch (error) {
		return refuse((error instanceof Error ? error.message : String(error)).replace(/\n[\s\S]*/, ""));
	}
	const { values, positionals } = parsed;
	if (values.help) {
		stdout.write(usage);
		return exitStatus.clean;
	}
	if (values.version) {
		stdout.write(`${surroundings.version}\n`);
		return exitStatus.clean;
	}
	const [command, ...paths] = positionals;
	if (command === undefined) return refuse("no command given");
	if (command !== "lint") return refuse(`there is no command "${command}"`);
	if (paths.length === 0) return refuse("lint needs at least one file or folder");
	const { format } = values;
	if (format !== "text" && format !== "json") return refuse(`--format must be text or json, not "${format}"`);

	let supply: SchemaSupply;
	try {
		supply = schemaSupply(surroundings.schemaFolder);
	} catch (error) {
		return refuse(`the schemas cannot be read: ${error instanceof Error ? error.message : String(error)}`);
	}
	const found = await findManifests(paths);
	const { report, failures } = await lintFiles(found.files, supply, values.schemas);
	const unread = [...found.failures, ...failures];
	for (const { path, reason } of unread) stderr.write(`edgewise: ${path}: ${reason}\n`);
	stdout.write(format === "json" ? formatJson(report) : formatText(report, stdout.isTTY === true));
	if (unread.length > 0) return exitStatus.couldNotRun;
	return report.summary.errors + report.summary.warnings > 0 ? exitStatus.findings : exitStatus.clean;
}

function parse(args: readonly string[]) {
	return parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			format: { type: "string", default: "text" },
			schemas: { type: "string", multiple: true, default: [] },
			help: { type: "boolean", short: "h", default: false },
			version: { type: "boolean", default: false },
		},
	});
}
