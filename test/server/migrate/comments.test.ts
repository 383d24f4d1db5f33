import assert from "node:assert/strict";
import { ManifestDocument } from "../../../server/src/engine/document";
import { commentsOf } from "../../../server/src/engine/yaml/comments";
import { splitDocuments } from "../../../server/src/engine/yaml/split";
import { Random } from "../../conformance/random";
import { mutated } from "./mutate";
import { migrateAll, specimens } from "./support";

/** How many mutants of each specimen are tried; `MIGRATE_MUTANTS` asks for more. */
const mutants = Number(process.env.MIGRATE_MUTANTS ?? 40);

describe("comments in migrations", function () {
	this.timeout(120_000);

	for (const { name, before } of specimens()) {
		it(`survive in ${name}, whatever its layout`, () => {
			assert.deepEqual(missing(before, migrateAll(before).text), []);
			for (let seed = 0; seed < mutants; seed++) {
				const random = Random.of(seed, name);
				const text = mutated(before, random);
				if (!isYaml(text)) continue;
				const { text: after, refused } = migrateAll(text);
				// Only a field of a type that it cannot have stands in the way.
				assert.ok(
					refused.every((reason) => reason.includes("is not of the type")),
					`${refused.join()}\n${text}`,
				);
				if (refused.length > 0) continue;
				assert.deepEqual(missing(text, after), [], `${text}\n=====>\n${after}`);
				assert.ok(isYaml(after), `${text}\n=====>\n${after}`);
				const again = migrateAll(after);
				assert.equal(again.text, after, text);
				assert.deepEqual(again.made, [], text);
				if (!text.includes("\n")) continue;
				const crlf = text.includes("\r\n");
				assert.equal(/(?<!\r)\n/.test(after), !crlf, "line breaks changed");
			}
		});
	}
});

function documentsOf(text: string): ManifestDocument[] {
	return splitDocuments(text).map(({ start, end }) => new ManifestDocument(text.slice(start, end)));
}

function isYaml(text: string): boolean {
	return documentsOf(text).every(({ parsed, data }) => parsed.problems.length === 0 && data !== undefined);
}

/** The comments of a text that another one lacks. */
function missing(before: string, after: string): string[] {
	const left = documentsOf(after).flatMap((document) => commentsOf(document).map(({ text }) => text.trim()));
	return documentsOf(before)
		.flatMap((document) => commentsOf(document).map(({ text }) => text.trim()))
		.filter((text) => {
			const index = left.indexOf(text);
			if (index >= 0) left.splice(index, 1);
			return index < 0;
		});
}
