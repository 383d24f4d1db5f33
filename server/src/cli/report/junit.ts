import type { Finding } from "../findings";
import type { Printing, Report, ReportedDocument } from "./report";

/** The report as JUnit's XML, as test reports of GitLab, Jenkins and others read it: a suite a file, a case a document. */
export function formatJunit(report: Report, { words }: Printing): string {
	const { valid, invalid, error, skipped } = report.outcomes;
	const unread = report.unread.length;
	const total = {
		tests: valid + invalid + error + skipped + unread,
		failures: invalid,
		errors: error + unread,
		skipped,
	};
	const suites = report.files.map(({ file, documents }) => {
		const count = (outcome: ReportedDocument["outcome"]) =>
			documents.filter((document) => document.outcome === outcome).length;
		const counts = { failures: count("invalid"), errors: count("error"), skipped: count("skipped") };
		const cases = documents.map((document, index) => {
			const { kind, name, line } = document;
			const title = [kind, name].filter(Boolean).join("/") || `#${index + 1}`;
			const inner = caseContent(document, report, words.report.notChecked);
			return element("testcase", { name: title, classname: file, file, line }, inner);
		});
		return element("testsuite", { name: file, tests: documents.length, ...counts }, cases.join(""));
	});
	const unreadable = report.unread.map(({ path, reason }) => {
		const inner = element("error", { message: reason, type: "unreadable" }, "");
		const content = element("testcase", { name: path, classname: path, file: path }, inner);
		return element("testsuite", { name: path, tests: 1, failures: 0, errors: 1, skipped: 0 }, content);
	});
	const all = element("testsuites", { name: "edgewise", ...total }, [...suites, ...unreadable].join(""));
	return `<?xml version="1.0" encoding="UTF-8"?>\n${all}`;
}

function caseContent({ outcome, findings }: ReportedDocument, { fails }: Report, notChecked: string): string {
	const failing = findings.filter(fails);
	const others = findings.filter((finding) => !fails(finding));
	const rest = others.length === 0 ? "" : element("system-out", {}, escapeText(others.map(line).join("\n")));
	switch (outcome) {
		case "valid":
			return rest;
		case "skipped":
			return element("skipped", { message: notChecked }, "") + rest;
		case "invalid":
		case "error": {
			const type = [...new Set(failing.map(({ code }) => code))].join(" ");
			const attributes = { message: failing[0]?.message ?? "", type };
			const content = escapeText(failing.map(line).join("\n"));
			return element(outcome === "error" ? "error" : "failure", attributes, content) + rest;
		}
	}
}

function line({ file, line: from, column, severity, message, code }: Finding): string {
	return `${file}:${from}:${column}: ${severity}: ${message} [${code}]`;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, content: string): string {
	const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(String(value))}"`);
	if (content === "") return `<${name}${list.join("")}/>\n`;
	const isText = !content.startsWith("<");
	return `<${name}${list.join("")}>${isText ? "" : "\n"}${content}</${name}>\n`;
}

/** Text for content and attributes; what XML 1.0 cannot hold at all becomes U+FFFD. */
function escapeText(text: string): string {
	return (
		text
			.replaceAll(/\p{Surrogate}/gu, "\uFFFD")
			// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
			.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
			.replaceAll("&", "&amp;")
			.replaceAll("<", "&lt;")
			.replaceAll(">", "&gt;")
			.replaceAll('"', "&quot;")
			.replaceAll(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`)
	);
}
