import { strict as assert } from "node:assert";
import { type Analysis, AnalysisHost, LineIndex, type LiveCluster } from "../../../server/src/engine";
import { builtSchemas } from "../../support/engine";
import { type Fixture, parseFixture } from "../../support/fixture";

/** Puts a fixture into a fresh host, with what clusters have. */
export function loadWith(
	source: string,
	clusters: readonly LiveCluster[] = [],
): { readonly fixture: Fixture; readonly analysis: Analysis } {
	const fixture = parseFixture(source);
	const host = new AnalysisHost({ schemas: builtSchemas() });
	for (const file of fixture.files) host.setFile(file.uri, file.text);
	host.setLiveObjects(clusters);
	return { fixture, analysis: host.analysis() };
}

/** A place in words: `file:line text`. */
export function placeText(analysis: Analysis, uri: string, span: { start: number; end: number }): string {
	const text = analysis.file(uri)?.text ?? "";
	const { line } = new LineIndex(text).position(span.start);
	return `${uri.slice("file:///".length)}:${line + 1} ${text.slice(span.start, span.end)}`;
}

/** Where the cursor of a fixture leads, in words. */
export function definitionsOf(source: string): string[] {
	const { fixture, analysis } = loadWith(source);
	assert.ok(fixture.cursor, "the fixture has no cursor");
	const found = analysis.definitions(fixture.cursor.uri, fixture.cursor.offset);
	return (found?.targets ?? []).map(({ uri, selection }) => placeText(analysis, uri, selection));
}

/** What refers to the thing at the cursor of a fixture, in words. */
export function referencesOf(source: string, declaration = false): string[] {
	const { fixture, analysis } = loadWith(source);
	assert.ok(fixture.cursor, "the fixture has no cursor");
	return analysis
		.references(fixture.cursor.uri, fixture.cursor.offset, declaration)
		.map(({ uri, span }) => placeText(analysis, uri, span));
}

/** The text of a file. */
export function fixtureText(analysis: Analysis, uri: string): string {
	return analysis.file(uri)?.text ?? "";
}

/** Puts files into a fresh host, by URI. */
export function analysisOf(files: ReadonlyMap<string, string>): Analysis {
	const host = new AnalysisHost({ schemas: builtSchemas() });
	for (const [uri, text] of files) host.setFile(uri, text);
	return host.analysis();
}
