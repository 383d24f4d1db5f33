import { strict as assert } from "node:assert";
import { bytesText, coresText, quantityOf } from "../../server/src/engine/semantic/quantity";

describe("quantities", () => {
	it("are read as Kubernetes reads them", () => {
		const values: readonly (readonly [unknown, number | undefined])[] = [
			["250m", 0.25],
			["2", 2],
			[2, 2],
			["1.5Gi", 1.5 * 2 ** 30],
			["64Mi", 64 * 2 ** 20],
			["1k", 1000],
			["500M", 500e6],
			["1e3", 1000],
			["12E6", 12e6],
			["1E", 1e18],
			[".5", 0.5],
			["-1", -1],
			["512m", 0.512],
			["", undefined],
			["1 Gi", undefined],
			["1gb", undefined],
			["Mi", undefined],
			[null, undefined],
			[true, undefined],
		];
		for (const [text, value] of values) assert.equal(quantityOf(text)?.value, value, String(text));
		assert.deepEqual(quantityOf("512m"), { value: 0.512, suffix: "m", digits: "512" });
	});

	it("are written for people", () => {
		assert.deepEqual([0, 512, 1536, 2 ** 30, 1.5 * 2 ** 30].map(bytesText), ["0", "512", "1.5Ki", "1Gi", "1.5Gi"]);
		assert.deepEqual([0, 0.25, 1, 3.5, 0.1 + 0.2].map(coresText), ["0", "250m", "1", "3.5", "300m"]);
	});
});
