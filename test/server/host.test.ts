import { strict as assert } from "node:assert";
import { AnalysisHost } from "../../server/src/engine";
import { builtSchemas } from "../support/engine";

const uri = "file:///many.yaml";
const documentText = (index: number) =>
	`---\napiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: device-${index}\nspec:\n  nodeName: node-${index}\n`;
const fileText = (count: number) => Array.from({ length: count }, (_, index) => documentText(index)).join("");

const newHost = () => new AnalysisHost({ schemas: builtSchemas() });

describe("analysis host", () => {
	it("keeps the documents that an edit does not touch", () => {
		const host = newHost();
		const text = fileText(20);
		host.setFile(uri, text);
		const before = host.analysis().file(uri)?.documents ?? [];
		host.setFile(uri, text.replace("name: device-7\n", "name: device-seven\n"));
		const after = host.analysis().file(uri)?.documents ?? [];
		assert.equal(after.length, before.length);
		const changed = after.flatMap(({ document }, index) => (document === before[index]?.document ? [] : [index]));
		assert.deepEqual(changed, [7]);
	});

	it("gives the same problem objects for documents that did not change", () => {
		const host = newHost();
		const text = fileText(3).replace("nodeName: node-2", "nodeNam: node-2");
		host.setFile(uri, text);
		const [before] = host.analysis().problems(uri);
		host.setFile(uri, text.replace("name: device-0\n", "name: device-zero\n"));
		const [after] = host.analysis().problems(uri);
		assert.equal(before?.message, after?.message);
		assert.equal((after?.span.start ?? 0) - (before?.span.start ?? 0), "zero".length - 1);
	});

	it("keeps an analysis as it was when files change", () => {
		const host = newHost();
		host.setFile(uri, documentText(1));
		const analysis = host.analysis();
		host.setFile(uri, "");
		host.removeFile(uri);
		assert.equal(analysis.file(uri)?.text, documentText(1));
		assert.equal(host.analysis().file(uri), undefined);
	});

	it("tells after random edits what a fresh host tells", () => {
		// A small generator with a fixed seed, so that a failure can be repeated.
		let seed = 20_261_121;
		const random = (limit: number) => {
			seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
			return seed % limit;
		};
		const pieces = [
			"---\n",
			"...\n",
			'"',
			"'",
			"  ",
			"\n",
			":",
			"- ",
			"{",
			"}",
			"#",
			"|\n",
			"kind: Device\n",
			"x",
			"\t",
			"&a ",
			"*a",
		];
		const host = newHost();
		let text = fileText(6);
		for (let step = 0; step < 1500; step++) {
			const at = random(text.length + 1);
			const removed = random(3) === 0 ? random(12) : 0;
			const inserted = random(4) === 0 ? "" : (pieces[random(pieces.length)] ?? "");
			text = text.slice(0, at) + inserted + text.slice(at + removed);
			if (text.length > 4000 || text.length < 200) text = fileText(6);
			host.setFile(uri, text);
			if (step % 25 !== 0) continue;
			const fresh = newHost();
			fresh.setFile(uri, text);
			assert.deepEqual(host.analysis().problems(uri), fresh.analysis().problems(uri), `step ${step}`);
			assert.deepEqual(host.analysis().outline(uri), fresh.analysis().outline(uri), `step ${step}`);
			const documents = host.analysis().file(uri)?.documents ?? [];
			assert.equal(documents.map(({ document }) => document.text).join(""), text, `step ${step}`);
		}
	}).timeout(60_000);
});
