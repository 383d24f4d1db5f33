import { strict as assert } from "node:assert";
import { splitDocuments } from "../../server/src/engine/yaml/split";

const parts = (text: string) => splitDocuments(text).map(({ start, end }) => text.slice(start, end));

describe("splitting a YAML stream", () => {
	it("parts at marker lines and covers the whole text", () => {
		assert.deepEqual(parts("a: 1\n---\nb: 2\n--- # c\nc: 3"), ["a: 1\n", "---\nb: 2\n", "--- # c\nc: 3"]);
	});

	it("keeps comments and directives with the document that follows them", () => {
		assert.deepEqual(parts("# licence\n%YAML 1.1\n---\na: 1\n"), ["# licence\n%YAML 1.1\n---\na: 1\n"]);
	});

	it("ends a document at its end marker", () => {
		assert.deepEqual(parts("a: 1\n...\nb: 2\n"), ["a: 1\n...\n", "b: 2\n"]);
	});

	it("takes a marker for one even within a block of text, and nothing else for one", () => {
		assert.deepEqual(parts("a: |\n  ---\n  x\n---\nb: 1\n"), ["a: |\n  ---\n  x\n", "---\nb: 1\n"]);
		assert.deepEqual(parts("----\n---a\n"), ["----\n---a\n"]);
	});

	it("understands CRLF and empty texts", () => {
		assert.deepEqual(parts("a: 1\r\n---\r\nb: 2\r\n"), ["a: 1\r\n", "---\r\nb: 2\r\n"]);
		assert.deepEqual(parts(""), [""]);
		assert.deepEqual(parts("---\n---\n"), ["---\n", "---\n"]);
	});
});
