import { strict as assert } from "node:assert";
import { foldingRanges } from "../../server/src/engine/features/folding";
import { fileSnapshot } from "../../server/src/engine/snapshot";
import { LineIndex } from "../../server/src/engine/text/lineIndex";
import { dedent } from "../support/fixture";

/** Asserts what folds: lines are numbered from 1, `c` stands for comments, `r` for regions. */
function checkFolding(source: string, ...expected: readonly string[]): void {
	const text = dedent(source);
	const ranges = foldingRanges(fileSnapshot("file:///a.yaml", text), new LineIndex(text));
	assert.deepEqual(
		ranges.map(({ start, end, kind }) => `${start + 1}-${end + 1}${kind === "structure" ? "" : ` ${kind[0]}`}`),
		expected,
	);
}

describe("folding", () => {
	it("folds objects, lists, items and text, to the last line that holds something", () => {
		checkFolding(
			`
			spec:
			  containers:
			  - name: a
			    args:
			      - x

			  - name: b
			  text: |
			    one

			    two

			status: {}
			`,
			"1-11",
			"2-7",
			"3-5",
			"4-5",
			"8-11",
		);
	});

	it("keeps the line of a closing bracket", () => {
		checkFolding("a: [\n  {\n    b: 1\n  },\n  2\n]\nc: {\n}\n", "1-5", "2-3");
	});

	it("folds blocks of comments, not text that looks like one", () => {
		checkFolding("# a\n# b\n\n# c\na: |\n  # d\n  # e\nb: 1 # f\n# g\n# h\n", "1-2 c", "5-7", "9-10 c");
	});

	it("folds documents where there are several", () => {
		checkFolding("a: 1\n", ...[]);
		checkFolding("# x\n---\na: 1\nb: 2\n\n---\nc:\n  d: 1\n", "2-4", "6-8", "7-8");
	});

	it("folds regions, also within each other", () => {
		checkFolding("#region a\na: 1\n# region b\nb: 2\n#endregion\n# endregion\n# x\n# y\n", "1-6 r", "3-5 r", "7-8 c");
	});
});
