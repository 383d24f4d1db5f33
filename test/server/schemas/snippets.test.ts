import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { repositoryRoot } from "../../../tools/lib/paths";
import { builtFromSource, summary } from "./support";

interface Snippet {
	readonly prefix: string;
	readonly description: string;
	readonly isFileTemplate: boolean;
	readonly body: readonly string[];
}

describe("snippets", function () {
	this.timeout(60_000);

	it("have a name of their own and say what they are for", async () => {
		const snippets = Object.values(await readSnippets());
		const prefixes = snippets.map(({ prefix }) => prefix);
		assert.equal(new Set(prefixes).size, prefixes.length);
		for (const { prefix, description, isFileTemplate } of snippets) {
			assert.match(prefix, /^edge-[a-z0-9-]+$/);
			// VS Code has no place for a second language: both stand in one line.
			assert.match(description, /^[A-Z].{30,}\. .*\p{Script=Han}.*。$/u, prefix);
			assert.equal(isFileTemplate, true, prefix);
		}
	});

	it("write the current version of kinds", async () => {
		const { catalogue } = await builtFromSource();
		const current = new Set(catalogue.entries.filter(({ storage }) => storage).map(({ id }) => id));
		for (const snippet of Object.values(await readSnippets())) {
			for (const object of parse(render(snippet, 0)).filter(isObject))
				assert.ok(current.has(idOf(object)), idOf(object));
		}
	});

	it("have nothing wrong, whatever is chosen", async () => {
		const { validator } = await builtFromSource();
		for (const snippet of Object.values(await readSnippets())) {
			const most = Math.max(
				1,
				...[...snippet.body.join("\n").matchAll(/\$\{\d+\|(.*?)\|\}/g)].map((match) => choices(match[1]).length),
			);
			for (let choice = 0; choice < most; choice++) {
				for (const object of parse(render(snippet, choice)).filter(isObject)) {
					const validate = validator(idOf(object));
					validate(object);
					assert.deepEqual(validate.errors.map(summary), [], `${snippet.prefix} with choice ${choice}`);
				}
			}
		}
	});

	it("have tab stops from 1 up, and end at the end", async () => {
		for (const { prefix, body } of Object.values(await readSnippets())) {
			const text = body.join("\n");
			const stops = new Set([...text.matchAll(/\$\{?(\d+)/g)].map((match) => Number(match[1])));
			stops.delete(0);
			assert.deepEqual(
				[...stops].toSorted((a, b) => a - b),
				[...stops.keys()].map((_, index) => index + 1),
				prefix,
			);
			assert.match(text, /\$0$/, prefix);
			assert.doesNotMatch(text, /\t/, prefix);
		}
	});
});

async function readSnippets(): Promise<Record<string, Snippet>> {
	const text = await readFile(join(repositoryRoot, "snippets", "edgewise.code-snippets"), "utf8");
	return JSON.parse(text) as Record<string, Snippet>;
}

/** The text that an editor inserts when somebody accepts all defaults, and one of the choices each time. */
function render({ body }: Snippet, choice: number): string {
	return body
		.join("\n")
		.replaceAll(/\$\{\d+\|(.*?)\|\}/g, (_, list: string) => choices(list).at(choice) ?? choices(list)[0] ?? "")
		.replaceAll(/\$\{\d+:([^}]*)\}/g, "$1")
		.replaceAll(/\$\d+/g, "");
}

function choices(list = ""): string[] {
	return list.split(",");
}

function parse(text: string): Record<string, unknown>[] {
	return parseAllDocuments(text).map((document) => {
		assert.deepEqual([...document.errors, ...document.warnings], []);
		return document.toJS() as Record<string, unknown>;
	});
}

/** False for configuration files of programs, which say no kind. */
function isObject({ kind }: Record<string, unknown>): boolean {
	return kind !== undefined;
}

function idOf({ apiVersion, kind }: Record<string, unknown>): string {
	return `${apiVersion}/${kind}`;
}
