import { strict as assert } from "node:assert";
import { join } from "node:path";
import { isMap, isPair, isScalar, isSeq } from "yaml";
import { readFast } from "../../server/src/engine/yaml/fast/read";
import { type ParsedYaml, parseThoroughly, parseYaml, toData } from "../../server/src/engine/yaml/parse";
import { splitDocuments } from "../../server/src/engine/yaml/split";
import { repositoryRoot } from "../../tools/lib/paths";
import { Random } from "../conformance/random";
import { dedent } from "../support/fixture";
import { documentsIn, mutated } from "../support/mutatedYaml";
import { RandomYaml } from "../support/randomYaml";

/** Everything that a node says, but for comments and blank lines, which the short way does not attach to nodes. */
function said(node: unknown): unknown {
	if (isPair(node)) return [node.constructor.name, said(node.key), said(node.value)];
	if (!isScalar(node) && !isMap(node) && !isSeq(node)) return node;
	const own = Object.entries(node).filter(([name]) => !["comment", "commentBefore", "spaceBefore"].includes(name));
	return [
		node.constructor.name,
		own.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, inner(value)]),
	];
}

function inner(value: unknown): unknown {
	return Array.isArray(value) ? value.map(said) : value;
}

function saidOf({ root, document, problems }: ParsedYaml): unknown {
	const { directives } = document;
	return [said(root), problems, directives?.docStart === true, directives?.yaml, directives?.tags];
}

/** @returns whether the short way was taken */
function check(text: string): boolean {
	if (readFast(text) === undefined) return false;
	const fast = parseYaml(text);
	const thorough = parseThoroughly(text);
	assert.deepEqual(saidOf(fast), saidOf(thorough), JSON.stringify(text));
	assert.deepEqual(thorough.document.warnings, [], JSON.stringify(text));
	assert.deepEqual(toData(fast), toData(thorough), JSON.stringify(text));
	assert.deepEqual(fast.document.toJS(), toData(thorough)?.value, JSON.stringify(text));
	return true;
}

const folder = (name: string) => join(repositoryRoot, name);

describe("the short way of reading YAML", () => {
	it("is taken by manifests as they are written, and reads them as the parser does", () => {
		const documents = documentsIn([folder("examples"), folder(join("test", "conformance", "samples"))]);
		assert.ok(documents.length > 25);
		const slow = documents.filter((text) => !check(text));
		assert.ok(slow.length <= documents.length * 0.05, slow.join("\n=====\n"));
	});

	const taken: Readonly<Record<string, string>> = {
		"objects and lists": `
			a: 1
			b:
			  - c: x
			    d:
			    - - 1
			      - 2
			  -
			    e: yes
			  -
			f:
		`,
		"keys of every kind": `
			"a b" : 1
			'it''s': 2
			3: 3
			on: 4
			~: 5
			__proto__: 6
			constructor: 7
			a c: 8
			http://x: 9
		`,
		"scalars of every kind": `
			- plain text with: no, key, it's # a comment
			- "double \\"quoted\\" \\u00e9\\n" # comment
			- '''single'''
			- 012
			- 0x1F
			- -1_000
			- 1e3
			- .5
			- .inf
			- -.INF
			- .nan
			- NULL
			- Off
			- -
			- a#b
			- a:b
			- 2001-01-01
			- :8080
			- -x
		`,
		"blocks of text": `
			a: |
			  one
			    two

			  three

			b: >-
			  one
			  two

			  three
			    more
			c: |+ # kept

			  x

			d:
			- |
			  - not: [yaml
			e: |
			f: >
			  end
		`,
		"collections in brackets": `
			a: []
			b: {}
			c: [ 1 , two three, "x, y", [a], {b: c} ] # comment
			d: {"a":1, b: 'x' , c: {d: e}}
			- broken: no
		`.replace(/^.*broken.*$/m, ""),
		"comments anywhere": `
			# head
			---  # marker
			# above
			a: # beside
			  # inside
			  b: 1
			    # further in
			  # as far in
			 # between
			# outside
			c:
			- 1
			  # further in

			  # and again
			# as far in
			d:
			  - x: 1
			  # belongs to the list
			e: 1
			  # end
		`,
	};
	for (const [what, text] of Object.entries(taken)) {
		it(`understands ${what}`, () => {
			assert.ok(check(dedent(text)));
			assert.ok(check(dedent(text).trimEnd()), "without a line break at the end");
		});
	}

	const left: Readonly<Record<string, string>> = {
		"an anchor": "a: &b 1\n",
		"an alias": "a: *b\n",
		"a tag": "a: !!str 1\n",
		"a merged object": "a:\n  <<: {b: 1}\n",
		"an explicit key": "? a\n: b\n",
		"a directive": "%YAML 1.1\n---\na: 1\n",
		"tabs for spaces": "a:\n\tb: 1\n",
		"Windows line ends": "a: 1\r\nb: 2\r\n",
		"a byte order mark": "\uFEFFa: 1\n",
		"text over several lines": "a: b\n  c\n",
		"quotes over several lines": 'a: "b\n  c"\n',
		"brackets over several lines": "a: [b,\n  c]\n",
		"a block of text with its own indent": "a: |2\n   b\n",
		"a key that is there twice": "a: 1\nb: 2\na: 3\n",
		"a key that is there twice in brackets": "a: {b: 1, b: 2}\n",
		"two numbers that are the same key": "1: a\n0x1: b\n",
		"the end of a document": "a: 1\n...\n",
		"a template": "a: {{ .Values.x }}\n",
		"an object within a line": "a: b: c\n",
		"a line further in": "a: 1\n  b: 2\n",
		"a line less far in": "a:\n    b: 1\n  c: 2\n",
		"a missing colon": "a\nb: 1\n",
		"a missing quote": "a: 'b\nc: 1\n",
		"no comment": "a: 'b'#c\n",
		"no content": "# nothing\n",
		"plain text": "nothing\n",
		"a reserved sign": "a: @b\n",
		"an unknown escape": 'a: "\\q"\n',
		"objects too deep": Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
	};
	for (const [what, text] of Object.entries(left)) {
		it(`leaves ${what} to the parser`, () => assert.equal(readFast(text), undefined));
	}

	it("agrees with the parser on random YAML", () => {
		let taken = 0;
		for (let seed = 0; seed < 600; seed++) {
			const text = new RandomYaml(new Random(seed)).file();
			for (const { start, end } of splitDocuments(text)) if (check(text.slice(start, end))) taken++;
		}
		assert.ok(taken > 100, `only ${taken} documents took the short way`);
	});

	it("agrees with the parser on manifests after random edits", () => {
		const documents = documentsIn([folder("examples"), folder("schemas"), folder("test")]);
		const small = documents.filter((text) => text.length < 4000);
		const random = new Random(20_261_121);
		let taken = 0;
		for (let round = 0; round < 8000; round++) if (check(mutated(random.pick(small), random))) taken++;
		assert.ok(taken > 1500, `only ${taken} documents took the short way`);
	});
});
