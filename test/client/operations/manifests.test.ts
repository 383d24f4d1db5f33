import assert from "node:assert/strict";
import { manifestAt, parseManifests } from "../../../client/src/fleet/operations/manifests";

const configMap = (name: string, data = "") => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n${data}`;
const dataOf = (lines: string) => parseManifests(configMap("x", `data:\n${lines}`)).manifests[0]?.object.data;

describe("reading manifests", () => {
	it("takes every document, with the range that it fills", () => {
		const text = `# head\n${configMap("one")}---\n${configMap("two")}--- # three\n${configMap("three")}...\n`;
		const { manifests, problems } = parseManifests(text, "store.yaml");
		assert.deepEqual(problems, []);
		assert.deepEqual(
			manifests.map((manifest) => [manifest.object.metadata.name, manifest.file]),
			[
				["one", "store.yaml"],
				["two", "store.yaml"],
				["three", "store.yaml"],
			],
		);
		for (const { object, range } of manifests) {
			assert.match(text.slice(range.start, range.end), new RegExp(`name: ${object.metadata.name}`));
		}
	});

	it("skips what is empty: blank documents, comments, directives, a byte order mark", () => {
		const text = `\uFEFF%YAML 1.1\n---\n---\n# only a comment\n---\r\n\r\n---\n~\n---\n${configMap("x")}`;
		const { manifests, problems } = parseManifests(text);
		assert.deepEqual(problems, []);
		assert.equal(manifests.length, 1);
	});

	it("is not held up by the size of an empty text", () => {
		const begin = performance.now();
		assert.deepEqual(parseManifests(`${"   \n# x\n".repeat(50_000)}#`), { manifests: [], problems: [] });
		assert.ok(performance.now() - begin < 2_000);
	});

	it("reads scalars as kubectl does", () => {
		const lines = `  a: yes\n  b: Off\n  c: 010\n  d: 0o10\n  e: 0x1F\n  f: 1:30\n  g: 2020-01-01\n  h: 2020-01-01T00:00:00Z
  i: ~\n  j: 1e3\n  k: 1_000\n  l: !!binary aGVsbG8=\n  m: !!str 12\n  nn: 09\n  o: {<<: {p: 1}, q: 2}\n  010: octal key`;
		assert.deepEqual(dataOf(lines), {
			a: true,
			b: false,
			c: 8,
			d: 8,
			e: 31,
			f: "1:30",
			g: "2020-01-01",
			h: "2020-01-01T00:00:00Z",
			i: null,
			j: 1000,
			k: 1000,
			l: "hello",
			m: "12",
			nn: 9,
			o: { p: 1, q: 2 },
			8: "octal key",
		});
	});

	it("reads JSON and expands lists, with the range of each item", () => {
		const text = `{"apiVersion": "v1", "kind": "List", "items": [
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}},
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}}]}`;
		const { manifests } = parseManifests(text);
		assert.deepEqual(
			manifests.map(({ range }) => JSON.parse(text.slice(range.start, range.end)).metadata.name),
			["a", "b"],
		);
	});

	it("tells a broken document by its line, and reads the others", () => {
		const broken = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace edge-system\n";
		const { manifests, problems } = parseManifests(`${configMap("a")}---\n${broken}---\n${configMap("b")}`, "f.yaml");
		assert.deepEqual(
			manifests.map((manifest) => manifest.object.metadata.name),
			["a", "b"],
		);
		assert.equal(problems.length, 1);
		assert.equal(problems[0]?.kind, "syntax");
		assert.ok((problems[0]?.line ?? 0) >= 8 && (problems[0]?.line ?? 0) <= 10, `line ${problems[0]?.line}`);
		assert.equal(problems[0]?.file, "f.yaml");
	});

	it("does not let an unclosed quote or bracket reach into the next document", () => {
		for (const open of ['a: "b', "a: [b", "a: {b"]) {
			const { manifests, problems } = parseManifests(`${open}\n---\n${configMap("b")}`);
			assert.deepEqual([manifests.length, problems.length], [1, 1], open);
		}
	});

	it("names what an object lacks", () => {
		const kinds = (text: string) => parseManifests(text).problems.map((problem) => problem.kind);
		assert.deepEqual(kinds("just text"), ["notAnObject"]);
		assert.deepEqual(kinds("kind: A\nmetadata: {name: x}"), ["noApiVersion"]);
		assert.deepEqual(kinds("apiVersion: v1\nmetadata: {name: x}"), ["noKind"]);
		assert.deepEqual(kinds("apiVersion: v1\nkind: A"), ["noName"]);
		assert.deepEqual(kinds("apiVersion: v1\nkind: A\nmetadata: {name: 7}"), ["noName"]);
		assert.deepEqual(kinds("apiVersion: v1\nkind: A\nmetadata: {generateName: x-}"), ["generateName"]);
		assert.deepEqual(kinds("a: 1\na: 2"), ["syntax"]);
		assert.deepEqual(kinds(configMap("x", "data: {a: .inf}")), ["syntax"]);
	});

	it("refuses an alias bomb", () => {
		const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`);
		assert.equal(parseManifests(`l0: &l0 [x]\n${levels.join("\n")}`).problems[0]?.kind, "syntax");
	});

	it("finds the manifest at the cursor, also from a comment above it", () => {
		const text = `${configMap("one")}---\n# about two\n${configMap("two")}`;
		const { manifests } = parseManifests(text);
		const at = (offset: number) => manifestAt(manifests, offset)?.object.metadata.name;
		assert.equal(at(0), "one");
		assert.equal(at(text.indexOf("# about")), "two");
		assert.equal(at(text.length), "two");
	});
});
