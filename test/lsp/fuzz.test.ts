import { strict as assert } from "node:assert";
import { join } from "node:path";
import { fuzz } from "../../tools/fuzz/session";

const server = join(__dirname, "..", "..", "dist", "server.js");

/** A glimpse of `npm run fuzz`, which goes on for as long as one likes. */
describe("the language server under random edits and requests", () => {
	for (const seed of [1, 2]) {
		it(`answers everything and stays whole (seed ${seed})`, async () => {
			const { complaints, requests, last } = await fuzz({
				...{ seed, actions: 150, patience: 20_000, memory: 1000, server },
			});
			assert.ok(requests > 30, `${requests} requests`);
			assert.deepEqual(complaints, [], `after ${last.join("\n")}`);
		}).timeout(60_000);
	}
});
