import { strict as assert } from "node:assert";
import { ManifestDocument } from "../../server/src/engine/document";
import { highlightsAt } from "../../server/src/engine/features/highlights";
import { linksOf } from "../../server/src/engine/features/links";
import { selectionRanges } from "../../server/src/engine/features/selection";
import { dedent } from "../support/fixture";

describe("selection", () => {
	/** Asserts what is selected around `<|>`, from the inside out, but for the document at the end. */
	function checkSelection(source: string, ...expected: readonly string[]): void {
		const marked = dedent(source);
		const text = marked.replace("<|>", "");
		const ranges = selectionRanges(new ManifestDocument(text), marked.indexOf("<|>"));
		assert.deepEqual(
			ranges.map(({ start, end }) => text.slice(start, end)),
			[...expected, text],
		);
	}

	it("grows from a value over its field and item to the document", () => {
		checkSelection(
			"a:\n  - b: 'o<|>ne' # x\n    c: 2\n  - d\n",
			"one",
			"'one'",
			"b: 'one'",
			"b: 'one' # x\n    c: 2",
			"- b: 'one' # x\n    c: 2",
			"- b: 'one' # x\n    c: 2\n  - d",
			"a:\n  - b: 'one' # x\n    c: 2\n  - d",
		);
	});

	it("takes a key alone first", () => {
		checkSelection(
			"---\na: 1\nbc<|>d:\n  e: 1\n",
			"bcd",
			"bcd:\n  e: 1",
			"a: 1\nbcd:\n  e: 1",
			"---\na: 1\nbcd:\n  e: 1",
		);
	});

	it("understands flow collections and empty values", () => {
		checkSelection("a: [b, {c: d<|>}]\n", "d", "c: d", "{c: d}", "[b, {c: d}]", "a: [b, {c: d}]");
		checkSelection("a:<|>\nb: 1\n", "a:", "a:\nb: 1");
	});

	it("takes a comment whole, then the document", () => {
		checkSelection("a: 1\n\n# so<|>me text\n\n", "# some text", "a: 1\n\n# some text");
	});

	it("gives ranges that hold one another, at every offset", () => {
		const text = dedent(`
			# x
			a: &n
			  - "b"
			  - {c: [d, 'e']} # f
			  - |
			    text

			g: *n
		`);
		const document = new ManifestDocument(text);
		for (let offset = 0; offset <= text.length; offset++) {
			let inner = { start: offset, end: offset };
			for (const range of selectionRanges(document, offset)) {
				assert.ok(range.start <= inner.start && inner.end <= range.end, `${offset}`);
				inner = range;
			}
			assert.deepEqual(inner, { start: 0, end: text.length });
		}
	});
});

describe("highlights", () => {
	const at = (marked: string) => {
		const text = marked.replace("<|>", "");
		return highlightsAt(new ManifestDocument(text), marked.indexOf("<|>")).map(
			({ span, kind }) => `${span.start} ${text.slice(span.start, span.end)} ${kind}`,
		);
	};

	it("shows an anchor with its aliases, from either end", () => {
		const expected = ["3 &n write", "17 *n read", "23 *n read"];
		assert.deepEqual(at("a: &<|>n !!int 1\nb: *n\nc: *n\nd: &m *o\n"), expected);
		assert.deepEqual(at("a: &n !!int 1\nb: *n<|>\nc: *n\nd: &m *o\n"), expected);
		assert.equal(at("a: &n\n  x: &m 1\n  y: 2\nb: *<|>n\nc: *m\n").length, 2);
	});

	it("parts anchors of the same name", () => {
		assert.deepEqual(at("a: &n 1\nb: *n\nc: &n 2\nd: *<|>n\n"), ["17 &n write", "25 *n read"]);
	});

	it("shows nothing elsewhere", () => {
		assert.deepEqual(at("a: &n 1<|>\nb: 2\n"), []);
	});
});

describe("links", () => {
	const links = (text: string) =>
		linksOf(new ManifestDocument(text)).map(({ target, kind, span }) => {
			assert.equal(text.slice(span.start, span.end), target);
			return `${kind} ${target}`;
		});

	it("finds URLs in values and comments, without the sentence around", () => {
		assert.deepEqual(
			links(
				'# See https://a.example/b(c), or (http://d.example/e?f=1&g=%20#h).\na: "https://i.example"\nb: [http://j.example/k,http://l]\n# 见 https://m.example/n。\n',
			),
			[
				"url https://a.example/b(c)",
				"url http://d.example/e?f=1&g=%20#h",
				"url https://i.example",
				"url http://j.example/k,http://l",
				"url https://m.example/n",
			],
		);
	});

	it("finds the schemas of modelines, files as well as URLs", () => {
		assert.deepEqual(links("# yaml-language-server: $schema=../s.json\na: 1\n# $schema: https://x.example/y.json\n"), [
			"file ../s.json",
			"url https://x.example/y.json",
		]);
	});

	it("leaves parts of templates alone", () => {
		assert.deepEqual(links("a: http://$" + "{HOST}/x\nb: https://a.$(NS).svc/\nc: https://{{ .Host }}\n"), []);
	});
});
