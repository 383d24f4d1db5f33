import assert from "node:assert/strict";
import { LogPosition, parseLogLine } from "../../../client/src/fleet/operations/logLines";

const read = (position: LogPosition, lines: readonly string[]) =>
	lines
		.map(parseLogLine)
		.filter((line) => position.accept(line))
		.map((line) => line.text);

describe("log lines", () => {
	it("are parted from their timestamps, whatever the notation", () => {
		assert.deepEqual(parseLogLine("2024-05-01T10:00:00.123456789Z hello  world"), {
			time: "2024-05-01T10:00:00.123456789Z",
			text: "hello  world",
		});
		assert.equal(parseLogLine("2024-05-01T10:00:00+08:00 x").text, "x");
		assert.equal(parseLogLine("2024-05-01T10:00:00Z").text, "");
		assert.deepEqual(parseLogLine("no time"), { text: "no time" });
	});

	it("are not told twice when a log is read again from the last line's second", () => {
		const position = new LogPosition();
		const at = (nanos: string, text: string) => `2024-05-01T10:00:00.${nanos}Z ${text}`;
		const lines = [at("1", "a"), at("20", "b"), at("2", "c"), at("200", "d")];
		assert.deepEqual(read(position, lines), ["a", "b", "c", "d"]);
		assert.equal(position.sinceTime, "2024-05-01T10:00:00.20Z");
		position.resume();
		assert.deepEqual(read(position, [...lines, at("2", "e"), at("3", "f")]), ["e", "f"]);
		position.resume();
		assert.deepEqual(read(position, [...lines, at("2", "e"), at("3", "f"), at("3", "g")]), ["g"]);
	});

	it("keep lines that come out of order while nothing is read again", () => {
		const position = new LogPosition();
		const late = ["2024-05-01T10:00:02Z b", "2024-05-01T10:00:01Z a", "2024-05-01T10:00:02Z c"];
		assert.deepEqual(read(position, late), ["b", "a", "c"]);
	});

	it("compare times across zones, and continuations follow their line", () => {
		const position = new LogPosition();
		read(position, ["2024-05-01T18:00:00.5+08:00 a", "rest of a"]);
		position.resume();
		assert.deepEqual(read(position, ["2024-05-01T10:00:00.5Z a", "rest of a", "2024-05-01T10:00:00.6Z b", "rest"]), [
			"b",
			"rest",
		]);
	});
});
