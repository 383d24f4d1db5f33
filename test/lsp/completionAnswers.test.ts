import { strict as assert } from "node:assert";
import { type CompletionItem, InsertTextFormat } from "vscode-languageserver";
import { LineIndex } from "../../server/src/engine";
import { CompletionAnswers } from "../../server/src/lsp/completion";
import { load } from "../support/engine";

const text = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas\n  str<|>\n";

function answer(answers: CompletionAnswers, snippets: boolean): { items: CompletionItem[]; incomplete: boolean } {
	const { fixture, analysis } = load(text);
	const [file] = fixture.files;
	assert.ok(fixture.cursor && file);
	const found = analysis.completions(fixture.cursor.uri, fixture.cursor.offset);
	const { items, isIncomplete } = answers.list(found, new LineIndex(file.text), snippets);
	return { items, incomplete: isIncomplete };
}

function itemOf(items: readonly CompletionItem[], label: string): CompletionItem {
	const item = items.find((one) => one.label === label);
	assert.ok(item);
	return item;
}

describe("completion over the protocol", () => {
	it("sends documentation when it is asked for", () => {
		const answers = new CompletionAnswers();
		const item = itemOf(answer(answers, true).items, "strategy");
		assert.equal(item.documentation, undefined);
		const resolved = answers.resolve(JSON.parse(JSON.stringify(item)) as CompletionItem);
		assert.match(JSON.stringify(resolved.documentation), /markdown.*strategy/i);
		assert.deepEqual({ ...resolved, documentation: undefined }, { ...item, documentation: undefined });
	});

	it("leaves items of an earlier list as they are", () => {
		const answers = new CompletionAnswers();
		const item = itemOf(answer(answers, true).items, "strategy");
		answer(answers, true);
		assert.equal(answers.resolve(item), item);
		assert.deepEqual(answers.resolve({ label: "x" }), { label: "x" });
	});

	it("sends edits beside the insertion", () => {
		const item = itemOf(answer(new CompletionAnswers(), true).items, "strategy");
		assert.deepEqual(item.additionalTextEdits, [
			{ range: { start: { line: 3, character: 10 }, end: { line: 3, character: 10 } }, newText: ":" },
		]);
	});

	it("sends no tab stops to clients that know none", () => {
		const { items } = answer(new CompletionAnswers(), false);
		for (const item of items) {
			assert.equal(item.insertTextFormat, InsertTextFormat.PlainText);
			assert.doesNotMatch(item.textEdit?.newText ?? "", /\$/);
		}
		assert.equal(itemOf(items, "paused").textEdit?.newText, "paused: true");
	});
});
