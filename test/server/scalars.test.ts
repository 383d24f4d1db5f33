import { strict as assert } from "node:assert";
import { parseYaml, toData } from "../../server/src/engine/yaml/parse";

/** Plain scalars and what kubectl makes of them, as tried with its own parser. */
const readings: readonly (readonly [string, unknown])[] = [
	["1", 1],
	["-7", -7],
	["+7", 7],
	["0", 0],
	["012", 10],
	["08", 8],
	["1_000", 1000],
	["0x1F", 31],
	["0X1F", 31],
	["0b101", 5],
	["0o17", 15],
	["-0o17", -15],
	["1.20", 1.2],
	["1e3", 1000],
	[".5", 0.5],
	["5.", 5],
	["1e1000", "1e1000"],
	["e1000", "e1000"],
	[".", "."],
	["-e5", "-e5"],
	[".e3", ".e3"],
	["._5", "._5"],
	["yes", true],
	["Off", false],
	["y", true],
	["~", null],
	["2025-03-01", "2025-03-01"],
	["2025-03-01T08:00:00Z", "2025-03-01T08:00:00Z"],
	["12:30", "12:30"],
	["12:30:45", "12:30:45"],
	[".inf", Number.POSITIVE_INFINITY],
	["-.Inf", Number.NEGATIVE_INFINITY],
	[".nan", Number.NaN],
	["1.2.3", "1.2.3"],
	["0x", "0x"],
	["500m", "500m"],
];

describe("plain scalars", () => {
	for (const [text, value] of readings) {
		it(`${text} is ${JSON.stringify(value)}`, () => {
			assert.deepEqual(toData(parseYaml(`a: ${text}\n`)), { value: { a: value } });
			assert.deepEqual(toData(parseYaml(`a: "${text}"\n`)), { value: { a: text } });
		});
	}
});
