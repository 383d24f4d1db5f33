import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { LineIndex } from "../../engine";
import { messagesFor } from "../../engine/messages/messages";
import type { Migration } from "../../engine/migrate";
import { type FileMigration, migrateFile } from "../../engine/migrate/file";
import { ConfigFinder } from "../../node/configFiles";
import { decodeText, NotText } from "../check/decode";
import { type Call, exitStatus } from "../command";
import { findManifests, type PathFailure } from "../files";
import { replaceFile } from "../fix/replaceFile";
import { unifiedDiff } from "../fix/unifiedDiff";
import { reason } from "../lint";
import { words } from "./words";

/** A file with what became of it. */
interface Migrated {
	readonly file: string;
	/** `undefined` for standard input. */
	readonly path: string | undefined;
	readonly before: string;
	readonly result: FileMigration;
}

/**
 * Migrates files, or shows how.
 *
 * @param wanted which migrations are to be made
 * @returns the exit status
 */
export async function migrateFiles(call: Call, wanted: (migration: Migration) => boolean): Promise<number> {
	const { values, surroundings, text } = call;
	const { stdout, stderr } = surroundings;
	const { files, failures } = await readAll(call, wanted);
	for (const { path, reason: why } of failures) stderr.write(`edgewise: ${path}: ${why}\n`);
	let failed = failures.length > 0;
	if (values.has("write")) {
		for (const one of files) failed = !write(one, call) || failed;
	}
	if (values.has("json")) {
		stdout.write(
			`${JSON.stringify({ files: files.map((file) => plainReport(file, values.has("write"))) }, null, 2)}\n`,
		);
	} else {
		for (const one of files) show(one, call);
		for (const one of files) tellRemarks(one, call);
		stderr.write(`${text(words.total(count(files), values.has("write")))}\n`);
	}
	if (failed) return exitStatus.couldNotRun;
	const { documents, refused } = count(files);
	return refused > 0 || (values.has("check") && documents > 0) ? exitStatus.findings : exitStatus.clean;
}

async function readAll(call: Call, wanted: (migration: Migration) => boolean) {
	const { paths, values, surroundings, words: all, text } = call;
	const messages = messagesFor(all.locale);
	const reasonOf = (error: unknown) => reason(error, all);
	const finder = new ConfigFinder(all.config, reasonOf, values.get("config")?.at(-1));
	const found = await findManifests(
		paths.filter((path) => path !== "-"),
		{
			cwd: surroundings.cwd,
			ignores: (path, isFolder) => (isFolder ? finder.ofFolder(dirname(path)) : finder.ofFile(path)).ignores(path),
			reasonOf,
			noMatch: all.refuse.noMatch,
		},
	);
	const failures: PathFailure[] = [...found.failures];
	const files: Migrated[] = [];
	const inputs = paths.includes("-") ? [{ file: "<stdin>", path: undefined }] : [];
	for (const { file, path } of [...inputs, ...found.files]) {
		try {
			const bytes = path === undefined ? await surroundings.stdin() : readFileSync(resolve(surroundings.cwd, path));
			const { text: before, encoding } = decodeText(bytes);
			const result = migrateFile(before, messages, wanted);
			if (encoding === "utf8") files.push({ file, path, before, result });
			else if (result.documents.length > 0) failures.push({ path: file, reason: text(words.notUtf8) });
		} catch (error) {
			const why = error instanceof NotText ? all.reason("NOT_TEXT", error.message) : reasonOf(error);
			if (!(error instanceof NotText) && !isNodeError(error)) throw error;
			failures.push({ path: file, reason: why });
		}
	}
	return { files, failures };
}

function isNodeError(error: unknown): boolean {
	return error instanceof Error && "syscall" in error;
}

/** @returns false where that did not work, which has been told then */
function write({ file, path, before, result }: Migrated, { surroundings, words: all }: Call): boolean {
	if (path === undefined || result.text === before) return true;
	try {
		replaceFile(path, result.text);
		return true;
	} catch (error) {
		surroundings.stderr.write(`edgewise: ${file}: ${all.refuse.notWritten(reason(error, all))}\n`);
		return false;
	}
}

/** Prints what is to be changed: a diff, or, where it was written or only asked for, a line for each document. */
function show({ file, path, before, result }: Migrated, { values, surroundings, text }: Call): void {
	const { stdout } = surroundings;
	if (values.has("write") && path === undefined) {
		stdout.write(result.text);
		return;
	}
	if (!values.has("write") && !values.has("check")) {
		if (result.text !== before) stdout.write(unifiedDiff(file, before, result.text));
		return;
	}
	const lines = new LineIndex(before);
	for (const { at, kind, name, migration, outcome } of result.documents) {
		if (outcome.kind === "refused") continue;
		const where = `${file}:${lines.position(at).line + 1}`;
		stdout.write(`${where}: ${text(words.document(kind, name, migration.to, values.has("write")))}\n`);
	}
}

/** Tells what is not in the result, and what in it deserves a look. */
function tellRemarks({ file, before, result }: Migrated, { surroundings, text }: Call): void {
	const lines = new LineIndex(before);
	const place = (offset: number) => {
		const { line, column } = lines.position(offset);
		return `${file}:${line + 1}:${column + 1}`;
	};
	for (const { at, kind, name, outcome } of result.documents) {
		const tell = (offset: number, message: string) => surroundings.stderr.write(`${place(offset)}: ${message}\n`);
		if (outcome.kind === "refused") {
			tell(at, text(words.refused(kind, name, outcome.reason)));
			continue;
		}
		for (const { path, span, message } of outcome.notCarriedOver) {
			tell(span.start, text(words.notCarriedOver(path, message)));
		}
		for (const { path, span, message } of outcome.notes) tell(span.start, text(words.note(path, message)));
	}
}

function count(files: readonly Migrated[]) {
	const changed = files.filter(({ before, result }) => before !== result.text).length;
	const all = files.flatMap(({ result }) => result.documents);
	const documents = all.filter(({ outcome }) => outcome.kind === "migrated").length;
	return { files: changed, documents, refused: all.length - documents };
}

/** A file for programs. Lines and columns count from 1. */
function plainReport({ file, before, result }: Migrated, written: boolean) {
	const lines = new LineIndex(before);
	const place = (offset: number) => {
		const { line, column } = lines.position(offset);
		return { line: line + 1, column: column + 1 };
	};
	return {
		file,
		changed: result.text !== before,
		...(written || result.text === before ? {} : { diff: unifiedDiff(file, before, result.text) }),
		documents: result.documents.map(({ at, kind, name, migration, outcome }) => ({
			...place(at),
			kind,
			name,
			migration: migration.id,
			to: migration.to,
			...(outcome.kind === "refused"
				? { outcome: "refused", reason: outcome.reason }
				: {
						outcome: "migrated",
						notCarriedOver: outcome.notCarriedOver.map(({ path, span, message }) => ({
							...place(span.start),
							path,
							message,
						})),
						notes: outcome.notes.map(({ path, span, message }) => ({ ...place(span.start), path, message })),
					}),
		})),
	};
}
