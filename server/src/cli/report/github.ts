import { relative, resolve } from "node:path";
import { withSlashes } from "../../node/configFiles";
import type { Finding } from "../findings";
import type { Printing, Report } from "./report";

const levels = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const;

/**
 * The report as commands of GitHub Actions' workflow log, which become annotations, and the line that sums up.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function formatGithub(report: Report, { words, cwd, root }: Printing): string {
	const { documents, files, errors, warnings } = report.counts;
	const line = (finding: Finding) => {
		const { line: from, column, endLine, endColumn, severity, code, message, kind, name } = finding;
		const properties: Record<string, string | number> = {
			file: withSlashes(relative(root, resolve(cwd, finding.file))),
			line: from,
			// Columns are for one line only.
			...(from === endLine ? { col: column, endLine, endColumn } : { endLine }),
			title: [code, [kind, name].filter(Boolean).join("/")].filter(Boolean).join(" "),
		};
		const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
		return `::${levels[severity]} ${list.join(",")}::${escapeData(message)}\n`;
	};
	const found = [words.report.errors(errors), words.report.warnings(warnings)];
	const total = words.report.total(words.report.counts(documents, files), found);
	return `${report.findings.map(line).join("")}${total}\n`;
}

function escapeData(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
