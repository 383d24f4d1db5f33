import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Analysis, AnalysisHost, type Completion, LineIndex, type SchemaSource } from "../../server/src/engine";
import { applyEdits } from "../../server/src/engine/text/edit";
import { schemasFromFolder } from "../../server/src/node/schemaFiles";
import { type Fixture, parseFixture } from "./fixture";

const schemaFolder = join(__dirname, "..", "..", "dist", "schemas");
let schemas: SchemaSource | undefined;

/** The folder with the schemas of the last build. @throws Error that says how to build them */
export function builtSchemaFolder(): string {
	if (!existsSync(join(schemaFolder, "catalogue.json"))) {
		throw new Error("dist/schemas is missing. Build it first: npm run build");
	}
	return schemaFolder;
}

/** The schemas of the last build. @throws Error that says how to build them */
export function builtSchemas(): SchemaSource {
	schemas ??= schemasFromFolder(builtSchemaFolder());
	return schemas;
}

interface Loaded {
	readonly fixture: Fixture;
	readonly analysis: Analysis;
}

/** Puts a fixture into a fresh host. */
export function load(source: string, locale?: string): Loaded {
	const fixture = parseFixture(source);
	const host = new AnalysisHost({ schemas: builtSchemas(), locale });
	for (const file of fixture.files) host.setFile(file.uri, file.text);
	return { fixture, analysis: host.analysis() };
}

/** Asserts that a fixture has exactly the problems that its carets mark. */
export function checkProblems(source: string, locale?: string): void {
	const { fixture, analysis } = load(source, locale);
	for (const { uri, text, expected } of fixture.files) {
		const lines = new LineIndex(text);
		const actual = analysis.problems(uri).map((problem) => {
			const start = lines.position(problem.span.start);
			const end = lines.position(problem.span.end);
			const column = end.line === start.line ? end.column : lines.end(start.line) - lines.start(start.line);
			return `${start.line + 1}:${start.column}-${column} ${problem.severity} ${problem.code}: ${problem.message}`;
		});
		const wanted = expected.map((mark) => {
			const head = `${mark.line + 1}:${mark.column}-${mark.endColumn} ${mark.severity} ${mark.code}: `;
			// Where the mark gives a part of the message, take the whole message of the problem that it fits.
			const fit = actual.find((line) => line.startsWith(head) && line.includes(mark.message, head.length));
			return fit ?? head + mark.message;
		});
		assert.deepEqual(actual, wanted);
	}
}

/** What completion offers at the cursor, in the order that an editor shows. */
export function completionsOf(source: string): Completion[] {
	const { fixture, analysis } = load(source);
	const { cursor } = fixture;
	assert.ok(cursor, "the fixture has no cursor");
	return analysis
		.completions(cursor.uri, cursor.offset)
		.items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
}

/** Asserts the text after the completion with a label was accepted; tab stops stay as they are written. */
export function checkCompletion(source: string, label: string, expected: string): void {
	const { fixture, analysis } = load(source);
	const { cursor } = fixture;
	assert.ok(cursor, "the fixture has no cursor");
	const offered = analysis.completions(cursor.uri, cursor.offset).items;
	const chosen = offered.find((completion) => completion.label === label);
	assert.ok(chosen, `"${label}" is not offered, but: ${offered.map((completion) => completion.label).join(", ")}`);
	const text = fixture.files.find((file) => file.uri === cursor.uri)?.text ?? "";
	const after = applyEdits(text, [...chosen.additional, chosen]);
	assert.equal(after, parseFixture(expected).files[0]?.text);
}

/** The hover at the cursor, as Markdown; empty where there is none. */
export function hoverOf(source: string, locale?: string): string {
	const { fixture, analysis } = load(source, locale);
	const { cursor } = fixture;
	assert.ok(cursor, "the fixture has no cursor");
	return analysis.hover(cursor.uri, cursor.offset)?.markdown ?? "";
}
