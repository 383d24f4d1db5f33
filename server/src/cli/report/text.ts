import type { Severity } from "../../engine";
import type { Finding } from "../findings";
import type { Printing, Report } from "./report";

const paints: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36, hint: 90 };

/** The report for a person: a block for each file, then what sums up. */
export function formatText(report: Report, { words, colour, summary, quiet }: Printing): string {
	const paint = (code: number, text: string) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);
	const line = (finding: Finding, message: string) => {
		const { file, severity, code, kind, name } = finding;
		const subject = name === "" ? kind : `${kind}/${name}`;
		const place = `${file}:${finding.line}:${finding.column}`;
		const about = `${paint(90, `[${code}]`)}${subject === "" ? "" : ` ${paint(90, subject)}`}`;
		return `${place}: ${paint(paints[severity], severity)}: ${message} ${about}`;
	};
	const out: string[] = [];
	let file: string | undefined;
	for (const finding of quiet ? report.findings.filter(report.fails) : report.findings) {
		if (file !== undefined && finding.file !== file) out.push("");
		file = finding.file;
		out.push(line(finding, finding.message));
	}
	if (!quiet) {
		if (out.length > 0) out.push("");
		for (const finding of report.fixes?.refused ?? []) out.push(line(finding, words.report.fixRefused));
		out.push(...summaryLines(report, words, paint));
	}
	if (summary) {
		const { valid, invalid, error, skipped } = report.outcomes;
		const { documents, files } = report.counts;
		out.push(words.report.summary(words.report.counts(documents, files), valid, invalid, error, skipped));
	}
	return out.length === 0 ? "" : `${out.join("\n")}\n`;
}

function summaryLines(
	{ counts, baseline, fixes }: Report,
	{ report: words }: Printing["words"],
	paint: (code: number, text: string) => string,
): string[] {
	const { files, documents, errors, warnings } = counts;
	const found =
		errors + warnings === 0
			? [paint(32, words.noProblems)]
			: [paint(errors > 0 ? 31 : 0, words.errors(errors)), words.warnings(warnings)];
	const out = [words.total(words.counts(documents, files), found)];
	if (fixes !== undefined && fixes.fixes > 0) {
		out.push((fixes.written ? words.fixed : words.fixable)(fixes.fixes, fixes.files));
	}
	if (baseline !== undefined && baseline.known > 0) out.push(words.known(baseline.known));
	if (baseline !== undefined && baseline.gone.length > 0) {
		out.push(words.gone(baseline.gone.reduce((sum, { count }) => sum + count, 0)));
		for (const { file, object, code, path, count } of baseline.gone) {
			out.push(`  ${file}: ${object} ${path} [${code}]${count === 1 ? "" : ` ×${count}`}`);
		}
	}
	return out;
}
