import type { Severity } from "../../engine";
import { reaches } from "../../engine";
import type { BaselineEntry } from "../baseline";
import type { PathFailure } from "../files";
import type { CheckedFile, Finding } from "../findings";
import type { Words } from "../messages/words";

/** What became of a document: `error` where it cannot be parsed, `skipped` where there is no schema of it. */
export type Outcome = "valid" | "invalid" | "error" | "skipped";

export interface ReportedDocument {
	readonly line: number;
	readonly kind: string;
	readonly name: string;
	readonly outcome: Outcome;
	/** Findings that are shown. */
	readonly findings: readonly Finding[];
}

export interface ReportedFile {
	readonly file: string;
	readonly documents: readonly ReportedDocument[];
}

/** What a run found, for every format. */
export interface Report {
	readonly files: readonly ReportedFile[];
	/** Findings that are shown, in the order of files. */
	readonly findings: readonly Finding[];
	/** Whether a finding fails the run. */
	readonly fails: (finding: Finding) => boolean;
	readonly counts: Counts;
	readonly outcomes: Readonly<Record<Outcome, number>>;
	readonly unread: readonly PathFailure[];
	/** Absent where the run had no baseline. */
	readonly baseline: { readonly known: number; readonly gone: readonly BaselineEntry[] } | undefined;
	/** Absent where the run was to mend nothing. */
	readonly fixes: FixSummary | undefined;
}

/** Of findings, those that are shown. */
export interface Counts {
	readonly files: number;
	readonly documents: number;
	readonly errors: number;
	readonly warnings: number;
}

export interface FixSummary {
	readonly written: boolean;
	readonly fixes: number;
	readonly files: number;
	readonly refused: readonly Finding[];
}

/** What a format has to know beside the report. */
export interface Printing {
	readonly words: Words;
	readonly colour: boolean;
	readonly summary: boolean;
	readonly quiet: boolean;
	/** Version of the program. */
	readonly version: string;
	/** The folder that relative paths count from. */
	readonly cwd: string;
	/** The folder that paths in reports for code hosts count from. */
	readonly root: string;
}

/** How findings become a report. */
export interface Selection {
	readonly failFrom: Severity;
	readonly show: Severity;
	/** Findings of the baseline: they are neither shown nor fail the run. */
	readonly known: ReadonlySet<Finding>;
}

/** Sums up what was checked. */
export function reportOf(
	checked: readonly CheckedFile[],
	{ failFrom, show, known }: Selection,
	rest: Pick<Report, "unread" | "baseline">,
	written: boolean | undefined,
): Report {
	const fails = (finding: Finding) => !known.has(finding) && reaches(finding.severity, failFrom);
	const shown = (finding: Finding) => !known.has(finding) && reaches(finding.severity, show);
	const outcomes = { valid: 0, invalid: 0, error: 0, skipped: 0 };
	const files = checked.map(({ file, documents }) => ({
		file,
		documents: documents.map(({ line, kind, name, state, findings }): ReportedDocument => {
			const failed = findings.some(fails);
			const outcome = failed ? (state === "unread" ? "error" : "invalid") : state === "judged" ? "valid" : "skipped";
			outcomes[outcome]++;
			return { line, kind, name, outcome, findings: findings.filter(shown) };
		}),
	}));
	const findings = files.flatMap(({ documents }) => documents.flatMap((document) => document.findings));
	const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
	const documents = files.reduce((sum, file) => sum + file.documents.length, 0);
	return {
		files,
		findings,
		fails,
		counts: { files: files.length, documents, errors: count("error"), warnings: count("warning") },
		outcomes,
		...rest,
		fixes: written === undefined ? undefined : fixSummary(checked, written),
	};
}

function fixSummary(checked: readonly CheckedFile[], written: boolean): FixSummary {
	const outcomes = checked.flatMap(({ fixes }) => (fixes === undefined ? [] : [fixes]));
	return {
		written,
		fixes: outcomes.reduce((sum, { made }) => sum + made, 0),
		files: outcomes.filter(({ made }) => made > 0).length,
		refused: outcomes.flatMap(({ refused }) => refused),
	};
}
