import { strict as assert } from "node:assert";
import { ManifestDocument } from "../../server/src/engine/document";
import type { ProblemCode } from "../../server/src/engine/features/problem";
import { has, ignoreHere, suppressed, suppressedInDocuments } from "../../server/src/engine/features/suppression";
import { messagesFor } from "../../server/src/engine/messages/messages";
import { fileSnapshot } from "../../server/src/engine/snapshot";
import { applyEdits } from "../../server/src/engine/text/edit";
import { dedent } from "../support/fixture";

const code: ProblemCode = "unknown-field";

/** The places marked `X`, `Y`, … at which problems of the code are not told. */
function quiet(source: string, wanted: ProblemCode = code): string {
	const text = dedent(source);
	const file = fileSnapshot("file:///a.yaml", text);
	const outside = suppressedInDocuments(file.documents);
	return file.documents
		.flatMap(({ document }, index) =>
			[...document.text.matchAll(/[A-Z]/g)].map(({ index: start, 0: mark }) => {
				const codes = outside[index] ?? new Set();
				return has(codes, wanted) || suppressed(document, { start, end: start + 1 }, wanted) ? mark : "";
			}),
		)
		.join("");
}

describe("suppression", () => {
	it("speaks of its own line, or of the next one that is no comment", () => {
		assert.equal(
			quiet(`
				A: 1
				# edgewise-ignore unknown-field
				# the vendor's operator adds it
				B: 1
				C: 2 # edgewise-ignore unknown-field
				D: 3 # why # edgewise-ignore unknown-field
				E: 4
			`),
			"BCD",
		);
	});

	it("takes several codes, all of them, and a reason", () => {
		const source = `
			A: 1 # edgewise-ignore wrong-type, unknown-field
			B: 2 # edgewise-ignore
			C: 3 # edgewise-ignore *
			D: 4 # edgewise-ignore wrong-type
			E: 5 # edgewise-ignore -- unknown-field is fine
			F: 6 # edgewise-ignore unknown-field -- as agreed
			G: 7 # edgewise-ignored
			H: 8 # edgewise-ignore-nothing unknown-field
		`;
		assert.equal(quiet(source), "ABCEF");
		assert.equal(quiet(source, "wrong-type"), "ABCDE");
	});

	it("does not take text for a comment", () => {
		assert.equal(quiet('a: |\n  # edgewise-ignore\n  X\nb: " # edgewise-ignore"\nY: 1\n'), "");
	});

	it("speaks of the file where it stands at its head", () => {
		assert.equal(
			quiet(
				"# about\n# edgewise-ignore-file unknown-field\nA: 1\n# edgewise-ignore-file wrong-type\nB: 1\n---\nC: 1\n",
			),
			"ABC",
		);
		assert.equal(quiet("# edgewise-ignore-file unknown-field\n---\nA: 1\n---\nB: 2\n"), "AB");
		assert.equal(quiet("A: 1\n---\n# edgewise-ignore-file unknown-field\nB: 1\n"), "");
	});

	it("speaks of the next document, on either side of the marker", () => {
		assert.equal(quiet("A: 1\n# edgewise-ignore-next-document unknown-field\n---\nB: 1\n---\nC: 1\n"), "B");
		assert.equal(quiet("A: 1\n---\n# edgewise-ignore-next-document\nB: 1\n---\nC: 1\n"), "B");
		assert.equal(quiet("# edgewise-ignore-next-document\n---\nA: 1\n---\nC: 1\n"), "A");
		assert.equal(quiet("---\n# edgewise-ignore-next-document\n---\nA: 1\n---\nB: 1\n"), "A");
	});

	describe("as a fix", () => {
		const check = (before: string, after: string) => {
			const text = dedent(before);
			const start = text.indexOf("X");
			const document = new ManifestDocument(text);
			const fix = ignoreHere(document, { start, end: start + 1 }, code, messagesFor("en"));
			const result = applyEdits(text, fix.edits);
			assert.equal(result, dedent(after));
			const at = result.indexOf("X");
			assert.ok(suppressed(new ManifestDocument(result), { start: at, end: at + 1 }, code), "it works");
		};

		it("puts a comment above the line", () => {
			check("a:\n  X: 1\n", "a:\n  # edgewise-ignore unknown-field\n  X: 1\n");
			check("a:\n  - X: 1\n", "a:\n  # edgewise-ignore unknown-field\n  - X: 1\n");
			check("\uFEFFX: 1\r\n", "\uFEFF# edgewise-ignore unknown-field\r\nX: 1\r\n");
			check("a: {\n  X: 1}\n", "a: {\n  # edgewise-ignore unknown-field\n  X: 1}\n");
		});

		it("adds to the comment that is there", () => {
			check(
				"# edgewise-ignore wrong-type -- why\nX: 1\n",
				"# edgewise-ignore wrong-type, unknown-field -- why\nX: 1\n",
			);
		});

		it("stays in the document", () => {
			check("---  X\n", "---  X # edgewise-ignore unknown-field\n");
		});
	});
});
