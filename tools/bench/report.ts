import type { EditingResult } from "./editing";
import type { ParsingResult } from "./parsing";
import type { Series } from "./statistics";
import type { LintResult } from "./wholeWorkspace";
import type { WorkspaceResult } from "./workspaceRun";

/** All that one run has measured. */
export interface BenchResult {
	readonly date: string;
	readonly node: string;
	readonly cores: number;
	readonly own: EditingResult;
	/** Absent where it could not be fetched, or was not asked for. */
	readonly peer: EditingResult | undefined;
	readonly parsing: ParsingResult;
	readonly workspace: WorkspaceResult;
	readonly lint: LintResult;
}

/** The run as text for a terminal. */
export function reportOf({ node, cores, own, peer, parsing, workspace, lint }: BenchResult): string {
	const lines = [`Node.js ${node}, ${cores} cores`, "", ...editing(own, peer), ""];
	const rate = (documents: number, time: number) => `${thousands((documents * 1000) / time)} documents/s`;
	lines.push(
		"From text to data, one core",
		row("  yaml", `${thousands(parsing.thorough)} documents/s`),
		row("  edgewise", `${thousands(parsing.engine)} documents/s`, `${ratio(parsing.engine / parsing.thorough)} times`),
		"",
		`A workspace of ${thousands(workspace.documents)} files, engine alone, one core`,
		row("  index", milliseconds(workspace.index), rate(workspace.documents, workspace.index)),
		row("  lint", milliseconds(workspace.lint), rate(workspace.documents, workspace.lint)),
		row("  memory", megabytes(workspace.memory), `${megabytes(workspace.memoryBefore)} of it before`),
		row(
			"  edit of a model",
			milliseconds(workspace.edit),
			`${thousands(workspace.referrers)} devices refer to it, ${thousands(workspace.findings)} new findings`,
		),
		"",
		`edgewise lint, ${thousands(lint.documents)} files`,
		row(`  ${lint.threads} threads`, milliseconds(lint.time.p50), rate(lint.documents, lint.time.p50)),
		row("  1 thread", milliseconds(lint.alone.p50), rate(lint.documents, lint.alone.p50)),
	);
	return `${lines.join("\n")}\n`;
}

function editing(own: EditingResult, peer: EditingResult | undefined): string[] {
	const title = `In an editor, a file of ${thousands(own.lines)} lines`;
	const lines = [row(title, "edgewise", peer === undefined ? "" : `${peer.name} ${peer.version}`, "ratio")];
	const add = (name: string, value: (result: EditingResult) => number, unit: (value: number) => string) => {
		const theirs = peer === undefined ? undefined : value(peer);
		const mine = value(own);
		lines.push(
			theirs === undefined
				? row(`  ${name}`, unit(mine))
				: row(`  ${name}`, unit(mine), unit(theirs), ratio(theirs / mine)),
		);
	};
	const both = (name: string, value: (result: EditingResult) => Series, less: (result: EditingResult) => number) => {
		add(`${name}, p50`, (result) => value(result).p50 - less(result), milliseconds);
		add(`${name}, p95`, (result) => value(result).p95 - less(result), milliseconds);
	};
	const whole = () => 0;
	add("cold start to first findings", ({ coldStart }) => coldStart.p50, milliseconds);
	add("open", ({ open }) => open.p50, milliseconds);
	both("keystroke to findings", ({ keystroke }) => keystroke, whole);
	both(
		"  without its own debounce",
		({ keystroke }) => keystroke,
		({ debounce }) => debounce,
	);
	add("  processor time for each", ({ keystrokeProcessor }) => keystrokeProcessor, milliseconds);
	both("completion at rest", ({ completionAtRest }) => completionAtRest, whole);
	both("completion after typing", ({ completionAfterTyping }) => completionAfterTyping, whole);
	both("hover", ({ hover }) => hover, whole);
	add("memory", ({ memory }) => memory, megabytes);
	return lines;
}

function row(name: string, ...cells: string[]): string {
	return [name.padEnd(44), ...cells.map((cell) => cell.padStart(27))].join(" ").trimEnd();
}

function milliseconds(value: number): string {
	return `${value < 10 ? value.toFixed(1) : thousands(value)} ms`;
}

function megabytes(value: number): string {
	return `${thousands(value)} MB`;
}

function ratio(value: number): string {
	return value.toFixed(1);
}

function thousands(value: number): string {
	return Math.round(value).toLocaleString("en");
}
