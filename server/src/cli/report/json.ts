import type { Report } from "./report";

/** The report as one JSON document. Its shape is documented and only grows. */
export function formatJson({ counts, outcomes, findings, baseline, fixes }: Report): string {
	const { valid, invalid, error, skipped } = outcomes;
	const report = {
		summary: {
			...counts,
			results: { valid, invalid, errors: error, skipped },
			...(baseline === undefined ? {} : { baseline: { known: baseline.known, gone: baseline.gone.length } }),
			...(fixes === undefined
				? {}
				: { fixes: { made: fixes.fixes, files: fixes.files, refused: fixes.refused.length } }),
		},
		problems: findings.map(({ identity: _, ...problem }) => problem),
		...(baseline === undefined ? {} : { gone: baseline.gone }),
	};
	return `${JSON.stringify(report, null, 2)}\n`;
}
