import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, isSeq } from "yaml";
import type { DraftNode } from "../../server/src/engine/yaml/draft/nodes";
import { readDraft } from "../../server/src/engine/yaml/draft/read";
import { parseYaml } from "../../server/src/engine/yaml/parse";
import { splitDocuments } from "../../server/src/engine/yaml/split";
import { repositoryRoot } from "../../tools/lib/paths";
import { Random } from "../conformance/random";
import { RandomYaml } from "../support/randomYaml";

/** Every key with its place and every item, as the reader of unfinished documents sees them. */
function drafted(node: DraftNode | undefined, path = ""): string[] {
	if (node?.kind === "list")
		return node.items.flatMap(({ value }, at) => [`${path}/${at}`, ...drafted(value, `${path}/${at}`)]);
	if (node?.kind !== "map") return [];
	const [first, ...others] = node.entries;
	// A word alone is a value.
	if (first?.colon === undefined && others.length === 0) return [];
	return node.entries.flatMap(({ name, start, value }) => [
		`${path}/${name} at ${start}`,
		...drafted(value, `${path}/${name}`),
	]);
}

/** The same, as the parser sees them. */
function parsed(node: unknown, path = ""): string[] {
	if (isSeq(node)) return node.items.flatMap((item, at) => [`${path}/${at}`, ...parsed(item, `${path}/${at}`)]);
	if (!isMap(node)) return [];
	return node.items.flatMap(({ key, value }) => {
		const name = isScalar(key) ? String(key.source ?? key.value) : "?";
		const start = isScalar(key) ? key.range?.[0] : undefined;
		return [`${path}/${name} at ${start}`, ...parsed(value, `${path}/${name}`)];
	});
}

function checkFile(text: string): number {
	let checked = 0;
	for (const { start, end } of splitDocuments(text)) {
		const document = text.slice(start, end);
		const real = parseYaml(document);
		// Keys that a question mark starts are beyond it.
		if (real.problems.length > 0 || /^[\s-]*\? /m.test(document)) continue;
		assert.deepEqual(drafted(readDraft(document, document.length + 1).root), parsed(real.document.contents), document);
		checked++;
	}
	return checked;
}

describe("the reader of unfinished documents", () => {
	it("sees in finished ones what the parser sees", () => {
		const folder = join(repositoryRoot, "examples");
		const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
		const checked = files.map((file) => checkFile(readFileSync(join(folder, file), "utf8")));
		assert.ok(checked.reduce((sum, count) => sum + count, 0) > 20);
	});

	it("does so for random layouts", () => {
		let checked = 0;
		for (let seed = 0; seed < 120; seed++) checked += checkFile(new RandomYaml(new Random(seed)).file());
		assert.ok(checked > 120, String(checked));
	});

	it("gives up nothing around what is broken", () => {
		const text = 'a:\n  b: "open\n  c: {d: [1\n  f:\n    g: 1\n   h: 2\n  e\n\tj: 3\nk: [}\nl:\n- m: 1\n n: 2\no: 1\n';
		const { root } = readDraft(text, text.length);
		const names = drafted(root).map((line) => line.replace(/ at .*/, ""));
		for (const path of ["/a/b", "/a/c/d", "/a/e", "/a/f/g", "/k", "/l/0/m", "/o"])
			assert.ok(names.includes(path), path);
	});

	it("takes time in proportion to the text", () => {
		for (const unit of ['- "', "a: {", "[", "{a: ", "a\n", "- - - ", "'", '"\n', "a: |\n ", "? "]) {
			const text = unit.repeat(20_000);
			const started = process.hrtime.bigint();
			readDraft(text.slice(0, 40_000), 20_000);
			const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
			assert.ok(milliseconds < 3000, `${JSON.stringify(unit)} took ${milliseconds} ms`);
		}
	});
});
