import assert from "node:assert/strict";
import { ManifestDocument } from "../../../server/src/engine/document";
import { buildTree } from "../../../server/src/engine/migrate/tree/build";
import { toData, Unsupported } from "../../../server/src/engine/migrate/tree/nodes";
import { renderTree } from "../../../server/src/engine/migrate/tree/render";
import { splitDocuments } from "../../../server/src/engine/yaml/split";
import { Random } from "../../conformance/random";
import { RandomYaml } from "../../support/randomYaml";

describe("a document taken apart", function () {
	this.timeout(60_000);

	it("is the same when it is put together, in every layout", () => {
		let whole = 0;
		for (let seed = 0; seed < 400; seed++) {
			const text = new RandomYaml(new Random(seed)).file();
			for (const { start, end } of splitDocuments(text)) {
				const document = new ManifestDocument(text.slice(start, end));
				if (document.parsed.problems.length > 0 || document.data === undefined) continue;
				try {
					const tree = buildTree(document);
					assert.equal(renderTree(tree), document.text);
					assert.deepEqual(toData(tree.root), document.data.value);
					whole++;
				} catch (error) {
					if (!(error instanceof Unsupported)) throw error;
					// Only explicit keys are more than it can take.
					assert.ok(error.why === "shape" || /\? /.test(document.text), document.text);
				}
			}
		}
		assert.ok(whole > 300, `${whole} documents`);
	});
});
