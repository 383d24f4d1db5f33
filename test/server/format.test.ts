import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Lexer, parseAllDocuments } from "yaml";
import { formatFile, formatRange } from "../../server/src/engine/features/format/format";
import { layoutEdits } from "../../server/src/engine/features/format/layout";
import { sameMeaning } from "../../server/src/engine/features/format/meaning";
import { formatOnType } from "../../server/src/engine/features/format/onType";
import { fileSnapshot } from "../../server/src/engine/snapshot";
import { applyEdits } from "../../server/src/engine/text/edit";
import { repositoryRoot } from "../../tools/lib/paths";
import { Random } from "../conformance/random";
import { dedent } from "../support/fixture";
import { RandomYaml } from "../support/randomYaml";

const formatted = (text: string) => applyEdits(text, formatFile(fileSnapshot("file:///a.yaml", text)));

function checkFormat(before: string, after: string): void {
	assert.equal(formatted(dedent(before)), dedent(after));
	assert.equal(formatted(dedent(after)), dedent(after), "a second time changes nothing");
}

/** Types a key where `<|>` stands and asserts the text and cursor that an editor shows then. */
function checkTyped(before: string, typed: string, after: string): void {
	const source = dedent(before).replace(/\n$/, "");
	const cursor = source.indexOf("<|>");
	const text = source.replace("<|>", typed);
	const offset = cursor + typed.length;
	const edits = formatOnType(fileSnapshot("file:///a.yaml", text), offset, typed.slice(-1) === "-" ? "-" : "\n");
	let at = offset;
	for (const { span, text: put } of edits) if (span.start <= at) at += put.length - (span.end - span.start);
	const result = applyEdits(text, edits);
	assert.equal(`${result.slice(0, at)}<|>${result.slice(at)}`, dedent(after).replace(/\n$/, ""));
}

describe("formatting", () => {
	it("indents by two columns, lists as the document mostly has them", () => {
		checkFormat(
			`
			spec:
			    containers:
			    - name: a
			      args:
			      - x
			    - name: b
			      env:
			          - name: c
			            value: d
			`,
			`
			spec:
			  containers:
			  - name: a
			    args:
			    - x
			  - name: b
			    env:
			    - name: c
			      value: d
			`,
		);
		checkFormat(
			`
			a:
			    - -   1
			      -   2
			b:
			- x: 1
			  y:
			     - z
			`,
			`
			a:
			  - - 1
			    - 2
			b:
			  - x: 1
			    y:
			      - z
			`,
		);
	});

	it("puts one space behind colons and dashes and none at the ends of lines", () => {
		checkFormat(
			"a :   1  \nb: 'x'\t\n\"c\" : &n   !!str   y   # why \nd: *n \n*n : e",
			"a: 1\nb: 'x'\n\"c\": &n !!str y   # why\nd: *n\n*n : e\n",
		);
	});

	it("tidies flow collections and keeps their line breaks", () => {
		checkFormat(
			`
			a: [ 1,2 ,3 ]
			b: {x: 1 ,"y":2}
			c: { x: 1}
			d: [
			 {a: 1},
			    {b: [
			      2
			     ]}
			   ]
			e: {}
			`,
			`
			a: [1, 2, 3]
			b: {x: 1, "y": 2}
			c: { x: 1 }
			d: [
			  {a: 1},
			  {b: [
			      2
			    ]}
			]
			e: {}
			`,
		);
	});

	it("keeps at most one blank line, none at the beginning, and ends the file with one line break", () => {
		checkFormat(
			"\n\n# head\n\n\n\na: 1\n   \n\nb: 2\n\n\n---\n\n\nc: 3\n\n\n",
			"# head\n\na: 1\n\nb: 2\n\n---\n\nc: 3\n",
		);
		assert.equal(formatted("a: 1"), "a: 1\n");
		assert.equal(formatted("\n \n"), "");
		assert.equal(formatted(""), "");
	});

	it("keeps line ends and a byte order mark", () => {
		assert.equal(
			formatted("\uFEFFa:\r\n    b: 1  \r\n\r\n\r\nc: |\r\n     x\r\n     y"),
			"\uFEFFa:\r\n  b: 1\r\n\r\nc: |\r\n  x\r\n  y\r\n",
		);
	});

	it("aligns comments with what they stand before, and leaves them with what they stand behind", () => {
		checkFormat(
			`
			# top
			spec:
			# about a
			    a:
			      # about b
			        b: 1
			        # was: 2
			      # about c
			    c:
			        # d: taken out
			    list:
			    - one
			    # - two
			    # the end of spec
			# about status
			status: {}
			   # end
			`,
			`
			# top
			spec:
			  # about a
			  a:
			    # about b
			    b: 1
			    # was: 2
			  # about c
			  c:
			    # d: taken out
			  list:
			  - one
			  # - two
			  # the end of spec
			# about status
			status: {}
			# end
			`,
		);
	});

	it("moves blocks of text as a whole and keeps what they say", () => {
		checkFormat(
			`
			a:
			    text: |
			          if x:
			            y  

			          # no comment
			    kept: |+
			      x


			    fixed: |2
			         deep
			    quoted: "one
			       two"
			`,
			`
			a:
			  text: |
			    if x:
			      y  

			    # no comment
			  kept: |+
			    x


			  fixed: |2
			       deep
			  quoted: "one
			     two"
			`,
		);
	});

	it("leaves a document that is not YAML alone, and a template, but not their neighbours", () => {
		const broken = "---\na:   1\n b: 2\n\n\n";
		const template = "---\na:   {{ .Values.a }}\n";
		assert.equal(formatted(`x:   1\n${broken}${template}---\ny:   2`), `x: 1\n${broken}${template}---\ny: 2\n`);
	});

	it("formats the lines of a range, and as much around them as the structure takes", () => {
		const text = "a:   1\nb:   2\nc:\n    d:   3\n    e:   4\nf:   5\n";
		const within = (part: string) => {
			const start = text.indexOf(part);
			return applyEdits(text, formatRange(fileSnapshot("file:///a.yaml", text), { start, end: start + part.length }));
		};
		assert.equal(within("b:   2"), "a:   1\nb: 2\nc:\n    d:   3\n    e:   4\nf:   5\n");
		assert.equal(within("d:   3"), "a:   1\nb:   2\nc:\n  d: 3\n  e: 4\nf:   5\n");
	});

	it("makes small edits, so that cursors stay", () => {
		const file = fileSnapshot("file:///a.yaml", "a:\n    b:  1\nc: 2\n");
		assert.deepEqual(formatFile(file), [
			{ span: { start: 5, end: 7 }, text: "" },
			{ span: { start: 10, end: 11 }, text: "" },
		]);
	});

	describe("means the same before and after", () => {
		const check = (text: string, about: string) => {
			const file = fileSnapshot("file:///a.yaml", text);
			const lineEnd = text.includes("\r") ? "\r\n" : "\n";
			for (const [index, { document }] of file.documents.entries()) {
				assert.deepEqual(document.parsed.problems, [], about);
				const around = { first: index === 0, last: index === file.documents.length - 1, lineEnd };
				// Without the check that guards users: it must never be needed.
				const after = applyEdits(document.text, layoutEdits(document.text, around));
				assert.ok(sameMeaning(document.parsed, document.text, after), `${about}:\n${document.text}\n=>\n${after}`);
				assert.equal(applyEdits(after, layoutEdits(after, around)), after, `${about}: twice is once`);
			}
			const whole = formatted(text);
			if (whole === text) return;
			const data = (yaml: string) => parseAllDocuments(yaml, { logLevel: "silent" }).map((document) => document.toJS());
			assert.deepEqual(data(whole), data(text), about);
			const comments = (yaml: string) =>
				[...new Lexer().lex(yaml)].filter((token) => token.startsWith("#")).map((token) => token.trimEnd());
			assert.deepEqual(comments(whole), comments(text), about);
			assert.equal(whole.includes("\r"), text.includes("\r"), about);
		};

		it("for random manifests", () => {
			for (let seed = 0; seed < 200; seed++) {
				const random = new Random(seed);
				check(new RandomYaml(random, random.chance(0.2) ? "\r\n" : "\n").file(), `seed ${seed}`);
			}
		}).timeout(120_000);

		it("for every file of this repository", () => {
			const files = ["examples", "schemas", "test/conformance"].flatMap((folder) =>
				readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: "utf8" })
					.filter((name) => name.endsWith(".yaml"))
					.map((name) => join(folder, name)),
			);
			assert.ok(files.length > 100, "files were found");
			for (const file of files) {
				const text = readFileSync(join(repositoryRoot, file), "utf8");
				check(text, file);
				// The same file as somebody with four columns and careless fingers would have it.
				const careless = text
					.replace(
						/^( *)((?:- )*)/gm,
						(_, indent: string, dashes: string) => indent + indent + dashes.replaceAll(" ", "   "),
					)
					.replace(/(\w:) (?=\w)/g, "$1  ");
				if (text.length < 10_000) check(careless, `${file}, untidy`);
			}
		}).timeout(120_000);

		it("notices what changed", () => {
			const parsed = fileSnapshot("file:///a.yaml", "a: 1 # x\n").documents[0]?.document.parsed;
			assert.ok(parsed);
			for (const other of ["a: '1' # x\n", "a: 1 # y\n", "a: 1\n", "a: &b 1 # x\n", "b: 1 # x\n", "a:\n  1: # x\n"]) {
				assert.equal(sameMeaning(parsed, "a: 1 # x\n", other), false, other);
			}
		});
	});

	describe("on Enter", () => {
		it("goes in behind a key that has no value, and to the children that it has", () => {
			checkTyped("spec:<|>", "\n", "spec:\n  <|>");
			checkTyped("- a:\n    spec: # why<|>", "\n", "- a:\n    spec: # why\n      <|>");
			checkTyped("- spec:<|>", "\n  ", "- spec:\n    <|>");
			checkTyped("spec:<|>\n    a: 1", "\n", "spec:\n    <|>\n    a: 1");
			checkTyped("spec:<|>\n- a: 1", "\n", "spec:\n<|>\n- a: 1");
		});

		it("stays in an object behind one of its fields", () => {
			checkTyped("- name: a<|>", "\n", "- name: a\n  <|>");
			checkTyped("  a: 'x: y'<|>", "\n", "  a: 'x: y'\n  <|>");
		});

		it("goes on with a list of values, and in behind a dash", () => {
			checkTyped("  - a<|>", "\n", "  - a\n  <|>");
			checkTyped("  -<|>", "\n", "  -\n    <|>");
		});

		it("goes on with text in a block of it", () => {
			checkTyped("a:\n  b: |<|>", "\n", "a:\n  b: |\n    <|>");
			checkTyped("- >-  # note<|>", "\n", "- >-  # note\n  <|>");
			checkTyped("b: |\n    if x:<|>", "\n", "b: |\n    if x:\n    <|>");
			checkTyped("b: |\n  text\nc: d:<|>", "\n", "b: |\n  text\nc: d:\n  <|>");
		});

		it("goes in behind an open bracket, and leaves values over several lines alone", () => {
			checkTyped("a: [<|>]", "\n", "a: [\n<|>]");
			checkTyped("a: {<|>", "\n", "a: {\n  <|>");
			checkTyped("a: [\n    b,<|>", "\n    ", "a: [\n    b,\n    <|>");
		});

		it("leaves the column alone behind an empty line", () => {
			checkTyped("a:\n  b: 1\n<|>", "\n ", "a:\n  b: 1\n\n <|>");
		});
	});

	describe("on a dash", () => {
		it("puts a new list where the document has its lists", () => {
			checkTyped("a:\n- b\nc:\n  <|>", "-", "a:\n- b\nc:\n-<|>");
			checkTyped("a:\n  - b\nc:\n<|>", "-", "a:\n  - b\nc:\n  -<|>");
			checkTyped("c:\n  <|>", "-", "c:\n  -<|>");
		});

		it("puts a new item below the others", () => {
			checkTyped(
				"a:\n  - name: b\n    args:\n      - x\n    <|>",
				"-",
				"a:\n  - name: b\n    args:\n      - x\n  -<|>",
			);
			checkTyped("a:\n  - name: b\n    <|>", "-", "a:\n  - name: b\n  -<|>");
			checkTyped("a:\n- b\n  <|>", "-", "a:\n- b\n-<|>");
		});

		it("leaves document markers and text alone", () => {
			checkTyped("a:\n  - b\n<|>", "-", "a:\n  - b\n-<|>");
			checkTyped("a: |\n  x\n    <|>", "-", "a: |\n  x\n    -<|>");
		});
	});
});
