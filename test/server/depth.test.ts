import { strict as assert } from "node:assert";
import { AnalysisHost } from "../../server/src/engine";
import { builtSchemas, checkProblems } from "../support/engine";

const uri = "file:///deep.yaml";
const head = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

/** Texts that would end the program, or keep it busy for minutes, were they parsed. */
const texts: Readonly<Record<string, string>> = {
	"dashes on one line": `${head}${"- ".repeat(5000)}a\n`,
	"question marks on one line": `${head}${"? ".repeat(5000)}a\n`,
	"dashes and question marks": `${head}${"? - ".repeat(3000)}`,
	"lists line by line": head + Array.from({ length: 1500 }, (_, depth) => `${" ".repeat(depth)}-\n`).join(""),
	"question marks line by line": head + Array.from({ length: 1500 }, (_, depth) => `${" ".repeat(depth)}?\n`).join(""),
	"objects line by line": head + Array.from({ length: 1500 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
	"open brackets": `${head}data: ${"[".repeat(20_000)}\n`,
	"open braces": `${head}data: ${"{a: ".repeat(5000)}\n`,
	"closed brackets": `${head}data: ${"[".repeat(5000)}${"]".repeat(5000)}\n`,
};

describe("nesting", () => {
	for (const [name, text] of Object.entries(texts)) {
		it(`may be as deep as it likes: ${name}`, () => {
			const host = new AnalysisHost({ schemas: builtSchemas() });
			host.setFile(uri, text);
			const analysis = host.analysis();
			assert.ok(analysis.problems(uri).length > 0);
			const end = text.length;
			analysis.outline(uri);
			analysis.folding(uri);
			analysis.selections(uri, end);
			analysis.hover(uri, end);
			analysis.completions(uri, end);
			assert.deepEqual(analysis.format(uri), []);
		});
	}

	it("is said to be too deep, where that begins", () => {
		checkProblems(`
			kind: ConfigMap
			${"- ".repeat(101)}a
			${" ".repeat(200)}^ error yaml-syntax: nested too deep to be read: more than 100 levels or open brackets
			`);
		checkProblems(`
			kind: ConfigMap
			data: ${"[".repeat(101)}
			      ${" ".repeat(100)}^ error yaml-syntax: more than 100 levels or open brackets
			`);
	});

	it("is not what brackets in a text make", () => {
		const line = '    echo "\\033[31m$1" # the first [ of many\n';
		checkProblems(
			`kind: ConfigMap\napiVersion: v1\nmetadata: { name: a }\ndata:\n  run: |\n${line.replace(" [ of", " of").repeat(300)}`,
		);
	});

	it("is left alone where it is deep and nothing more", () => {
		const host = new AnalysisHost({ schemas: builtSchemas() });
		let value = "";
		for (let depth = 1; depth < 60; depth++) value += `${" ".repeat(2 * depth)}- a:\n`;
		host.setFile(uri, `apiVersion: x/v1\nkind: X\nmetadata: { name: a }\nspec:\n${value}`);
		assert.deepEqual(
			host
				.analysis()
				.problems(uri)
				.filter(({ code }) => code === "yaml-syntax"),
			[],
		);
	});
});
