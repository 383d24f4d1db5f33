import { existsSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { withSlashes } from "../node/configFiles";
import type { Finding } from "./findings";

/** Known findings that are the same but for their place. */
export interface BaselineEntry {
	/** Relative to the baseline's folder, with `/` between folders. */
	readonly file: string;
	readonly object: string;
	readonly code: string;
	readonly path: string;
	/** In English, whatever the language of messages. */
	readonly message: string;
	readonly count: number;
}

/** What comparing a run with a baseline shows. */
export interface Comparison {
	/** Findings that the baseline has. */
	readonly known: ReadonlySet<Finding>;
	/** What the baseline has and the run does not, in files that were checked or are no more; `count` tells how many. */
	readonly gone: readonly BaselineEntry[];
}

const formatVersion = 1;

/**
 * Reads a baseline.
 *
 * @returns `undefined` where the text is none
 */
export function readBaseline(text: string): readonly BaselineEntry[] | undefined {
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch {
		return undefined;
	}
	const { version, findings } = (data ?? {}) as { version?: unknown; findings?: unknown };
	if (version !== formatVersion || !Array.isArray(findings)) return undefined;
	const entries = findings.filter(isEntry);
	return entries.length === findings.length ? entries : undefined;
}

/** The baseline of a run's findings. Entries of files that were not checked stay, as long as there is the file. */
export function baselineText(
	baselineFile: string,
	findings: readonly Finding[],
	checked: ReadonlySet<string>,
	former: readonly BaselineEntry[],
): string {
	const folder = dirname(resolve(baselineFile));
	const counts = new Map<string, BaselineEntry>();
	for (const finding of findings) {
		const entry = entryOf(finding, folder);
		const key = keyOf(entry, ["path", "message"]);
		counts.set(key, { ...entry, count: (counts.get(key)?.count ?? 0) + 1 });
	}
	const kept = former.filter(({ file }) => {
		const path = resolve(folder, file);
		return !checked.has(path) && existsSync(path);
	});
	const entries = [...counts.values(), ...kept].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
	return `${JSON.stringify({ version: formatVersion, findings: entries }, null, "\t")}\n`;
}

/**
 * Compares findings with a baseline: first by all that an entry says, then, for what is left, by the place alone, and by
 * the message alone, so that neither a new wording nor a list that was turned round makes old findings new.
 *
 * @param checked absolute paths of the files that were checked
 */
export function compareWithBaseline(
	baselineFile: string,
	entries: readonly BaselineEntry[],
	findings: readonly Finding[],
	checked: ReadonlySet<string>,
): Comparison {
	const folder = dirname(resolve(baselineFile));
	const known = new Set<Finding>();
	const left = entries.map((entry) => ({ ...entry }) as { -readonly [K in keyof BaselineEntry]: BaselineEntry[K] });
	for (const by of [["path", "message"], ["path"], ["message"]] as const) {
		const byKey = new Map<string, (typeof left)[number][]>();
		for (const entry of left) {
			const key = keyOf(entry, by);
			byKey.set(key, [...(byKey.get(key) ?? []), entry]);
		}
		for (const finding of findings) {
			if (known.has(finding)) continue;
			const entry = byKey.get(keyOf(entryOf(finding, folder), by))?.find(({ count }) => count > 0);
			if (entry === undefined) continue;
			entry.count--;
			known.add(finding);
		}
	}
	const gone = left.filter(({ file, count }) => {
		const path = resolve(folder, file);
		return count > 0 && (checked.has(path) || !existsSync(path));
	});
	return { known, gone };
}

function entryOf({ file, code, identity }: Finding, folder: string): BaselineEntry {
	const { object = "", path = "", message = "" } = identity ?? {};
	return { file: withSlashes(relative(folder, resolve(file))), object, code, path, message, count: 1 };
}

function keyOf(entry: BaselineEntry, by: readonly ("path" | "message")[]): string {
	return [entry.file, entry.object, entry.code, ...by.map((field) => entry[field])].join("\n");
}

function isEntry(value: unknown): value is BaselineEntry {
	const { count, ...texts } = (value ?? {}) as Partial<Record<string, unknown>>;
	const fields = ["file", "object", "code", "path", "message"];
	return Number.isInteger(count) && fields.every((field) => typeof texts[field] === "string");
}
