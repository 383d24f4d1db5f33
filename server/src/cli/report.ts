import type { LintReport, ReportedProblem } from "./lint";

/** The report as one JSON document. */
export function formatJson(report: LintReport): string {
	return `${JSON.stringify(report, null, 2)}\n`;
}

/** The report for a person: a block for each file, then one line that sums up. */
export function formatText(report: LintReport, colour: boolean): string {
	const paint = (code: number, text: string) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);
	const paints: Readonly<Record<ReportedProblem["severity"], number>> = { error: 31, warning: 33, info: 36, hint: 90 };
	const out: string[] = [];
	let file: string | undefined;
	for (const problem of report.problems) {
		if (problem.file !== file) {
			if (file !== undefined) out.push("");
			file = problem.file;
		}
		const place = `${problem.file}:${problem.line}:${problem.column}`;
		const subject = problem.name === "" ? problem.kind : `${problem.kind}/${problem.name}`;
		out.push(
			`${place}: ${paint(paints[problem.severity], problem.severity)}: ${problem.message} ${paint(90, `[${problem.code}]`)}${subject === "" ? "" : ` ${paint(90, subject)}`}`,
		);
	}
	const { files, documents, errors, warnings } = report.summary;
	const found =
		errors + warnings === 0
			? paint(32, "no problems")
			: `${paint(errors > 0 ? 31 : 0, plural(errors, "error"))}, ${plural(warnings, "warning")}`;
	if (out.length > 0) out.push("");
	out.push(`${plural(documents, "document")} in ${plural(files, "file")}: ${found}`);
	return `${out.join("\n")}\n`;
}

function plural(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
