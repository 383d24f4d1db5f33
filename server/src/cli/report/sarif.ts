import { createHash } from "node:crypto";
import { isAbsolute, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isCoreCode, problemCodes, ruleUrl, usualLevels } from "../../engine";
import { withSlashes } from "../../node/configFiles";
import type { Finding } from "../findings";
import { ruleText } from "../messages/ruleText";
import type { Printing, Report } from "./report";

const levels = { error: "error", warning: "warning", info: "note", hint: "note" } as const;

const home = "https://github.com/edgewise/edgewise";

/**
 * The report as SARIF 2.1.0, as code scanning of GitHub and others read it.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif(report: Report, printing: Printing): string {
	const { words, version, root } = printing;
	const rules = problemCodes.map((code) => {
		const { title, help } = ruleText(code, words);
		const level = usualLevels.get(code) ?? "off";
		return {
			id: code,
			name: code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
			shortDescription: { text: title },
			fullDescription: { text: help },
			help: { text: help, markdown: help },
			helpUri: isCoreCode(code) ? `${home}/blob/main/docs/command-line.md#rules` : ruleUrl(code),
			defaultConfiguration: level === "off" ? { enabled: false } : { level: levels[level] },
		};
	});
	const occurrences = new Map<string, number>();
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [
			{
				tool: { driver: { name: "Edgewise", version, semanticVersion: version, informationUri: home, rules } },
				language: words.locale === "en" ? "en-US" : "zh-CN",
				columnKind: "utf16CodeUnits",
				originalUriBaseIds: { "%SRCROOT%": { uri: `${pathToFileURL(root).href.replace(/\/$/, "")}/` } },
				invocations: [
					{
						executionSuccessful: report.unread.length === 0,
						toolExecutionNotifications: report.unread.map(({ path, reason }) => ({
							level: "error",
							message: { text: `${path}: ${reason}` },
						})),
					},
				],
				results: report.findings.map((finding) => result(finding, printing, occurrences)),
			},
		],
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}

function result(finding: Finding, printing: Printing, occurrences: Map<string, number>) {
	const { line, column, endLine, endColumn, severity, code, message, kind, name } = finding;
	const artifactLocation = locationOf(finding.file, printing);
	return {
		ruleId: code,
		ruleIndex: problemCodes.indexOf(code),
		level: levels[severity],
		message: { text: message },
		locations: [
			{
				physicalLocation: {
					artifactLocation,
					region: { startLine: line, startColumn: column, endLine, endColumn },
				},
				...(kind === ""
					? {}
					: { logicalLocations: [{ name: name || kind, kind: "object", fullyQualifiedName: nameOf(finding) }] }),
			},
		],
		partialFingerprints: { "edgewise/v1": fingerprint(finding, artifactLocation.uri, occurrences) },
	};
}

function nameOf({ identity, kind, name }: Finding): string {
	const parts = [identity?.object ?? [kind, name].filter(Boolean).join("/"), identity?.path ?? ""];
	return parts.filter(Boolean).join("/");
}

/** Relative to the root, where the file is in it. */
function locationOf(file: string, { cwd, root }: Printing): { readonly uri: string; readonly uriBaseId?: string } {
	const path = resolve(cwd, file);
	const inside = withSlashes(relative(root, path));
	if (isAbsolute(inside) || inside.startsWith("../")) return { uri: pathToFileURL(path).href };
	return { uri: inside.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

/** The same for a finding as long as it stays what it is, wherever in the file it moves. */
function fingerprint({ code, identity, message }: Finding, uri: string, occurrences: Map<string, number>): string {
	const { object = "", path = "", message: english = message } = identity ?? {};
	const hash = createHash("sha256").update([uri, code, object, path, english].join("\n")).digest("hex").slice(0, 32);
	const nth = (occurrences.get(hash) ?? 0) + 1;
	occurrences.set(hash, nth);
	return `${hash}:${nth}`;
}
