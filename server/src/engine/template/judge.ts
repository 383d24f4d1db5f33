import type { FileProblem } from "../analysis";
import type { AnalysisHost } from "../host";
import { applyEdits } from "../text/edit";
import type { TemplateFile } from "./template";

/** A file of a site with what is to tell about it. */
export interface JudgedFile extends TemplateFile {
	readonly uri: string;
	readonly problems: readonly FileProblem[];
}

/**
 * Judges the files that a template gave, after values got quotes where schemas want texts.
 *
 * @param uriOf where a file is to be
 * @param host is given the files, and has them taken away again
 */
export function judgeSite(
	files: readonly TemplateFile[],
	uriOf: (path: string) => string,
	host: AnalysisHost,
): JudgedFile[] {
	const quoted = files.map((file) => {
		const uri = uriOf(file.path);
		if (!/\.ya?ml$/i.test(file.path)) return { ...file, uri };
		host.setFile(uri, file.text);
		const fixes = host
			.analysis()
			.problems(uri)
			.filter(({ code, severity }) => code === "wrong-type" && severity === "error")
			.flatMap(({ fixes: [fix, ...others] }) => (fix === undefined || others.length > 0 ? [] : fix.edits))
			.filter(({ span, text }) => text === JSON.stringify(file.text.slice(span.start, span.end)));
		if (fixes.length === 0) return { ...file, uri };
		const text = applyEdits(file.text, fixes);
		host.setFile(uri, text);
		return { path: file.path, text, uri };
	});
	const analysis = host.analysis();
	const judged = quoted.map((file): JudgedFile => ({ ...file, problems: analysis.problems(file.uri) }));
	for (const { uri } of judged) host.removeFile(uri);
	return judged;
}
