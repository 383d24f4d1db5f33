import { strict as assert } from "node:assert";
import { type ModelProperty, numberFrom, type PropertyType } from "../../../server/src/engine/devices/property";
import { valueFault } from "../../../server/src/engine/devices/value";

function property(type: PropertyType, minimum?: string, maximum?: string): ModelProperty {
	const bound = (text: string | undefined) => text && { text, value: numberFrom(text), path: [] };
	return {
		name: "p",
		path: [],
		type,
		typeText: type,
		access: undefined,
		minimum: bound(minimum) || undefined,
		maximum: bound(maximum) || undefined,
		range: undefined,
		defaultValue: undefined,
		unit: undefined,
		description: undefined,
	};
}

describe("a value for a property", () => {
	// What Go's strconv takes, which mappers convert with.
	const fitting: readonly (readonly [PropertyType, readonly string[]])[] = [
		["INT", ["0", "-7", "+7", "007", "9223372036854775807", "-9223372036854775808"]],
		["DOUBLE", ["1", "-1.5", ".5", "1.", "1e-3", "NaN", "-Inf"]],
		["FLOAT", ["23.5"]],
		["BOOLEAN", ["true", "False", "T", "0"]],
		["STRING", ["anything at all"]],
		["BYTES", ["AQ=="]],
	];
	for (const [type, texts] of fitting) {
		it(`fits ${type}`, () => {
			for (const text of texts) assert.equal(valueFault(text, property(type)), undefined, text);
		});
	}

	const wrong: readonly (readonly [PropertyType, string, string | undefined])[] = [
		["INT", "3.0", "3"],
		["INT", "3.5", undefined],
		["INT", " 7 ", "7"],
		["INT", "1_000", undefined],
		["INT", "0x10", undefined],
		["INT", "9223372036854775808", undefined],
		["DOUBLE", "-18,5", "-18.5"],
		["DOUBLE", "-18 °C", undefined],
		["BOOLEAN", "ON", "true"],
		["BOOLEAN", "no", "false"],
		["BOOLEAN", "tRuE", undefined],
	];
	for (const [type, text, instead] of wrong) {
		it(`"${text}" does not fit ${type}`, () => {
			assert.deepEqual(valueFault(text, property(type)), { kind: "type", type, instead });
		});
	}

	it("keeps within the limits, which belong to it", () => {
		const limited = property("DOUBLE", "-30", "-10.0");
		assert.equal(valueFault("-30", limited), undefined);
		assert.equal(valueFault("-10", limited), undefined);
		assert.deepEqual(valueFault("-30.1", limited), { kind: "below", limit: "-30" });
		assert.deepEqual(valueFault("18", limited), { kind: "above", limit: "-10.0" });
	});

	it("is not measured by limits that contradict each other, or are no numbers", () => {
		assert.equal(valueFault("5", property("INT", "10", "1")), undefined);
		assert.equal(valueFault("5", property("INT", "ten", "")), undefined);
	});

	it("is none for a stream", () => {
		assert.deepEqual(valueFault("1", property("STREAM")), { kind: "stream" });
	});
});
