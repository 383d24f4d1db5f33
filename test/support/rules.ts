import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Analysis, AnalysisHost, LineIndex, type Rule, type RuleLevels } from "../../server/src/engine";
import { applyEdits } from "../../server/src/engine/text/edit";
import { builtSchemas } from "./engine";
import { type Fixture, parseFixture } from "./fixture";

/** A manifest that shows what a rule finds, or does not find. */
export interface Specimen {
	readonly section: "Bad" | "Good" | "Invalid" | "Valid";
	/** Fixture language: see `fixture.ts`. */
	readonly source: string;
	/** What the first fix of the first finding makes of it; absent where the specimen does not say. */
	readonly fixed: string | undefined;
	/** Line of the file, from 1. */
	readonly line: number;
}

const ruleFolder = join(__dirname, "..", "..", "server", "src", "engine", "lint", "rules");

/**
 * The specimens of a rule, from the file beside it: under the headings Bad, Good, Invalid and Valid, each a block of
 * ` ```yaml `; ` ```yaml fixed ` behind a block is what the first fix makes of it.
 *
 * @throws AssertionError where there are none
 */
export function specimensOf({ id, topic }: Rule): readonly Specimen[] {
	const file = join(ruleFolder, topic, `${id}.specimens.md`);
	assert.ok(existsSync(file), `${id} has no specimens: write ${file}`);
	const found: Specimen[] = [];
	let section: string | undefined;
	let block: { readonly info: string; readonly line: number; readonly lines: string[] } | undefined;
	for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
		if (block === undefined) {
			section = /^## (\w+)$/.exec(line)?.[1] ?? section;
			const info = /^```(yaml.*)$/.exec(line)?.[1];
			if (info !== undefined) block = { info, line: index + 1, lines: [] };
		} else if (line === "```") {
			const source = block.lines.join("\n");
			const last = found.at(-1);
			if (block.info === "yaml fixed" && last !== undefined) found[found.length - 1] = { ...last, fixed: source };
			else if (isSection(section)) found.push({ section, source, fixed: undefined, line: block.line });
			block = undefined;
		} else {
			block.lines.push(line);
		}
	}
	return found;
}

function isSection(text: string | undefined): text is Specimen["section"] {
	return text === "Bad" || text === "Good" || text === "Invalid" || text === "Valid";
}

/** Asserts that a rule finds in a specimen what its marks say, and that its first fix does what the specimen says. */
export function checkSpecimen(rule: Rule, specimen: Specimen): void {
	const level = rule.level === "off" ? "warning" : rule.level;
	const { fixture, analysis } = loadWithLevels(specimen.source, { [rule.id]: level });
	const firstFixes = new Map<string, string>();
	for (const { uri, text, expected } of fixture.files) {
		const lines = new LineIndex(text);
		const found = analysis.problems(uri).filter(({ code }) => code === rule.id);
		const actual = found.map((problem) => {
			const start = lines.position(problem.span.start);
			const end = lines.position(problem.span.end);
			const column = end.line === start.line ? end.column : lines.end(start.line) - lines.start(start.line);
			return `${start.line + 1}:${start.column}-${column} ${problem.severity} ${problem.code}: ${problem.message}`;
		});
		const wanted = expected.map((mark) => {
			const head = `${mark.line + 1}:${mark.column}-${mark.endColumn} ${mark.severity} ${mark.code}: `;
			const fit = actual.find((line) => line.startsWith(head) && line.includes(mark.message, head.length));
			return fit ?? head + mark.message;
		});
		assert.deepEqual(actual, wanted);
		const [fix] = found[0]?.fixes ?? [];
		if (fix !== undefined) firstFixes.set(uri, applyEdits(text, fix.edits));
	}
	const finds = fixture.files.some(({ expected }) => expected.length > 0);
	assert.equal(finds, specimen.section === "Bad" || specimen.section === "Invalid", "marks fit the section");
	if (specimen.fixed === undefined) return;
	for (const { uri, text } of parseFixture(specimen.fixed).files) {
		const before = fixture.files.find((file) => file.uri === uri)?.text;
		assert.equal(firstFixes.get(uri) ?? before, text);
	}
}

/** Puts a fixture into a fresh host with levels of rules. */
export function loadWithLevels(
	source: string,
	levels: RuleLevels,
	locale?: string,
): { readonly fixture: Fixture; readonly analysis: Analysis } {
	const fixture = parseFixture(source);
	const host = new AnalysisHost({ schemas: builtSchemas(), locale });
	host.setLevels(() => levels);
	for (const file of fixture.files) host.setFile(file.uri, file.text);
	return { fixture, analysis: host.analysis() };
}
