import assert from "node:assert/strict";
import { formats } from "../../../server/src/compiler/runtime/formats";
import { findDuplicateItem } from "../../../server/src/compiler/runtime/listMapKeys";
import { cleanComment, readModel } from "../../../tools/schemas/models";

describe("models of built-in kinds", () => {
	it("tell type, format, description and whether a field is required", async () => {
		const { description, fields } = await readModel("V1DeploymentSpec");
		assert.match(description, /^DeploymentSpec is /);
		const replicas = fields.find(({ name }) => name === "replicas");
		assert.deepEqual(
			{ ...replicas, description: "" },
			{ name: "replicas", type: "number", format: "int32", required: false, description: "" },
		);
		assert.match(replicas?.description ?? "", /^Number of desired pods\..*\.$/);
		assert.equal(fields.find(({ name }) => name === "selector")?.required, true);
	});

	it("are those of the release that the built-in kinds are taken from", async () => {
		const { fields } = await readModel("V1EnvVarSource");
		assert.ok(fields.some(({ name }) => name === "fileKeyRef"));
	});

	it("are refused where the client has none of that name", async () => {
		await assert.rejects(readModel("V1Nothing"));
	});

	it("have comments that become plain sentences", () => {
		assert.equal(
			cleanComment('\n    * Default is \\"\\" and the node\\\'s  own\n    '),
			'Default is "" and the node\'s own.',
		);
		assert.equal(cleanComment("More info: https://example.com/a"), "More info: https://example.com/a");
		assert.equal(cleanComment(""), "");
	});
});

describe("formats", () => {
	it("limit whole numbers to what their type holds", () => {
		assert.deepEqual([2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1].map(formats.int32.validate), [
			true,
			false,
			true,
			false,
		]);
		assert.deepEqual([2 ** 62, 2 ** 63, -(2 ** 63), -(2 ** 64)].map(formats.int64.validate), [
			true,
			false,
			true,
			false,
		]);
		assert.deepEqual([1e38, 1e39, Number.POSITIVE_INFINITY].map(formats.float.validate), [true, false, false]);
		assert.deepEqual([1e39, Number.POSITIVE_INFINITY].map(formats.double.validate), [true, false]);
	});

	it("know IPv4 addresses", () => {
		assert.deepEqual(["192.168.10.20", "256.1.1.1", "1.2.3", "1.2.3.4.", "01.2.3.4"].map(formats.ipv4), [
			true,
			false,
			false,
			false,
			false,
		]);
	});

	it("let built-in kinds break base64 into lines, or leave it empty", () => {
		assert.deepEqual(["YWJj", "YWJj\nYWJj\r\n", "", "YWI", "a b"].map(formats.base64), [
			true,
			true,
			true,
			false,
			false,
		]);
		assert.deepEqual(["YWJj", "YWJj\n", ""].map(formats.byte), [true, false, false]);
	});
});

describe("lists with keys", () => {
	it("find the first item that repeats all keys of another", () => {
		const ports = [
			{ port: 80, protocol: "TCP" },
			{ port: 80, protocol: "UDP" },
			{ port: 80, protocol: "TCP" },
		];
		assert.deepEqual(findDuplicateItem(ports, ["port", "protocol"]), { i: 2, j: 0 });
		assert.deepEqual(findDuplicateItem(ports, ["port"]), { i: 1, j: 0 });
		assert.equal(findDuplicateItem([null, {}, {}, "text", "text"], ["port"]), undefined);
	});
});
