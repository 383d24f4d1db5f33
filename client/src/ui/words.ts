import type * as vscode from "vscode";

/** The part of `vscode.l10n` that texts are made with. */
export type Localizer = Pick<typeof vscode.l10n, "t">;

/** What turning state into text depends on. Handed in, so that texts can be made and tested outside of VS Code. */
export interface Words {
	readonly l10n: Localizer;
	/** The display language, as a BCP 47 tag. */
	readonly language: string;
	/** Milliseconds since the epoch. */
	now(): number;
}

/** A point in time as people say it: the time alone where it is today, with the date otherwise. */
export function timeText(at: number, { language, now }: Words): string {
	const date = new Date(at);
	const today = new Date(now()).toDateString() === date.toDateString();
	return date.toLocaleString(language, today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
}

/** How long ago something was, for example `3 hr. ago`; a text that is no time comes out as it is. */
export function timeAgo(time: string, { language, now }: Pick<Words, "language" | "now">): string {
	const seconds = Math.round((Date.parse(time) - now()) / 1000);
	if (Number.isNaN(seconds)) return time;
	const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
	const units = [
		["day", 86_400],
		["hour", 3_600],
		["minute", 60],
	] as const;
	for (const [unit, size] of units) {
		if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
	}
	return format.format(seconds, "second");
}

/** A Markdown table of two columns without a heading; rows without a value are left out. Values come out as plain text. */
export function markdownTable(rows: readonly (readonly [string, string | undefined])[]): string {
	const shown = rows.filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== "");
	if (shown.length === 0) return "";
	const lines = shown.map(([name, value]) => `| ${plain(name)} | ${plain(value)} |`);
	return `| | |\n|---|---|\n${lines.join("\n")}`;
}

/** Text that Markdown shows as it is. */
export function plain(text: string): string {
	return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()<>#+!|~$&-]/g, "\\$&");
}
