import type { Format } from "../options";
import { formatGithub } from "./github";
import { formatJson } from "./json";
import { formatJunit } from "./junit";
import type { Printing, Report } from "./report";
import { formatSarif } from "./sarif";
import { formatText } from "./text";

const printers: Readonly<Record<Format, (report: Report, printing: Printing) => string>> = {
	text: formatText,
	json: formatJson,
	sarif: formatSarif,
	junit: formatJunit,
	github: formatGithub,
};

/** The report in a format. */
export function print(format: Format, report: Report, printing: Printing): string {
	return printers[format](report, printing);
}
