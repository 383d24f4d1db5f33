import assert from "node:assert/strict";
import { propertyRules } from "../../../client/src/fleet/deviceModels";
import { DeviceReader } from "../../../client/src/fleet/deviceReader";
import { type DeviceTwins, problemOf, readDevice, timestampOf } from "../../../client/src/fleet/deviceTwins";
import { applyEvent, applyList, unknownCluster } from "../../../client/src/fleet/reduce";
import { object } from "./scriptedApi";

const model = object("DeviceModel", "thermometer", {
	spec: {
		properties: [
			{ name: "temperature", type: "DOUBLE", accessMode: "ReadWrite", minimum: "-20", maximum: "60", unit: "°C" },
			{ name: "battery", type: "INT", accessMode: "ReadOnly", unit: "%" },
		],
	},
});

interface Side {
	desired?: string;
	observed?: string;
	reported?: string;
	at?: string;
}

const side = (value: string | undefined, at?: string) =>
	value === undefined ? undefined : { value, ...(at && { metadata: { timestamp: at } }) };
const twin = (propertyName: string, { observed, reported, at }: Side) => ({
	propertyName,
	observedDesired: side(observed),
	reported: side(reported, at),
});
const device = (properties: Record<string, Side>, status?: unknown) =>
	object("Device", "sensor", {
		apiVersion: "devices.kubeedge.io/v1beta1",
		metadata: { namespace: "store" },
		spec: {
			nodeName: "edge-1",
			deviceModelRef: { name: "thermometer" },
			properties: Object.entries(properties).map(([name, { desired }]) => ({
				name,
				reportToCloud: true,
				reportCycle: 10_000,
				desired: side(desired),
			})),
		},
		status,
	});
const statusOf = (twins: Record<string, Side>, more: object = {}) =>
	object("DeviceStatus", "sensor", {
		apiVersion: "devices.kubeedge.io/v1beta1",
		metadata: { namespace: "store" },
		status: { twins: Object.entries(twins).map(([name, sides]) => twin(name, sides)), ...more },
	});

const syncs = ({ twins }: DeviceTwins) => Object.fromEntries(twins.map(({ property, sync }) => [property, sync]));
const syncOf = (sides: Side) => {
	const { desired, ...told } = sides;
	const spec = device({ temperature: desired === undefined ? {} : { desired } });
	return syncs(readDevice(spec, statusOf({ temperature: told }), model)).temperature;
};

describe("device twins", () => {
	describe("compare desired, observed and reported", () => {
		for (const [what, sides, expected] of [
			["all the same", { desired: "22.5", observed: "22.5", reported: "22.5" }, "inSync"],
			["the same number", { desired: "22.50", observed: "22.5", reported: "22.5" }, "inSync"],
			["the device is right though the mapper has not told", { desired: "22.5", reported: "22.5" }, "inSync"],
			["the mapper has an older value", { desired: "22.5", observed: "20", reported: "20" }, "notDelivered"],
			["the mapper has none", { desired: "22.5", reported: "20" }, "notDelivered"],
			["nothing came back", { desired: "22.5" }, "notDelivered"],
			["the device has another", { desired: "22.5", observed: "22.5", reported: "21.9" }, "notReached"],
			["the device is silent", { desired: "22.5", observed: "22.5" }, "notReported"],
			["nothing desired", { reported: "21.9" }, "reportOnly"],
			["nothing at all", {}, "silent"],
			["an empty report", { desired: "22.5", observed: "22.5", reported: "" }, "notReported"],
		] as const) {
			it(`${what}: ${expected}`, () => assert.equal(syncOf(sides), expected));
		}
	});

	it("are read from DeviceStatus wherever there is one, whatever the Device's old status says", () => {
		const old = { twins: [twin("temperature", { reported: "1" })], state: "offline", lastOnlineTime: "1" };
		const spec = device({ temperature: { desired: "22.5" } }, old);
		const read = readDevice(spec, statusOf({}, { state: "online", lastOnlineTime: "2026-05-04T11:58:00Z" }), model);
		assert.equal(read.source, "deviceStatus");
		assert.equal(read.state, "online");
		assert.equal(read.lastOnline, Date.parse("2026-05-04T11:58:00Z"));
		assert.equal(read.twins[0]?.reported, undefined);
	});

	it("are read from the Device's status where there is no DeviceStatus", () => {
		const told = {
			twins: [twin("temperature", { observed: "22.5", reported: "21.9", at: "1700000000000" })],
			state: "Online",
		};
		const read = readDevice(device({ temperature: { desired: "22.5" } }, told), undefined, model);
		assert.equal(read.source, "device");
		assert.equal(read.state, "online");
		assert.deepEqual(read.twins[0]?.reported, { value: "21.9", at: 1_700_000_000_000 });
		assert.equal(read.twins[0]?.rule?.unit, "°C");
		assert.deepEqual(read.model, { name: "thermometer", presence: "found" });
	});

	it("of v1alpha2 hold the desired value too, and do not say at which step it lags", () => {
		const old = object("Device", "sensor", {
			apiVersion: "devices.kubeedge.io/v1alpha2",
			spec: {
				nodeSelector: {
					nodeSelectorTerms: [
						{ matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["edge-1"] }] },
					],
				},
				propertyVisitors: [{ propertyName: "temperature", reportCycle: 10 }, { propertyName: "battery" }],
			},
			status: {
				twins: [
					{ propertyName: "temperature", desired: { value: "22" }, reported: { value: "21" } },
					{ propertyName: "ghost", reported: { value: "1" } },
				],
			},
		});
		const read = readDevice(old, undefined, undefined);
		assert.deepEqual([read.source, read.node, read.state], ["deviceV1alpha2", "edge-1", "unknown"]);
		assert.deepEqual(syncs(read), { temperature: "differs", battery: "silent", ghost: "undeclared" });
		// Served as v1beta1, nothing is converted: the visitors are gone, the twins are not.
		const reinterpreted = { ...old, apiVersion: "devices.kubeedge.io/v1beta1", spec: {} };
		assert.deepEqual(syncs(readDevice(reinterpreted, undefined, undefined)), {
			temperature: "differs",
			ghost: "reportOnly",
		});
	});

	it("of the malformed v1alpha2 DeviceStatus are read from the top level", () => {
		const status = object("DeviceStatus", "sensor", { twins: [twin("temperature", { reported: "21" })] });
		assert.equal(readDevice(device({ temperature: {} }), status, model).twins[0]?.reported?.value, "21");
	});

	it("tell of properties that the device does not declare", () => {
		const read = readDevice(device({ temperature: {} }), statusOf({ humidity: { reported: "40" } }), model);
		assert.deepEqual(syncs(read), { temperature: "silent", humidity: "undeclared" });
	});

	it("say why nothing is reported", () => {
		const silence = (property: object, nodeName?: string) =>
			readDevice(
				object("Device", "d", { spec: { nodeName, properties: [{ name: "p", ...property }] } }),
				undefined,
				undefined,
			).twins[0]?.silence;
		assert.equal(silence({ reportToCloud: true, reportCycle: 10 }, "n"), "neverReported");
		assert.equal(silence({ reportToCloud: true }, "n"), "noReportCycle");
		assert.equal(silence({ reportCycle: 10 }, "n"), "reportToCloudOff");
		assert.equal(silence({ reportToCloud: true, reportCycle: 10 }), "notBound");
	});

	it("name what is wrong with a desired value", () => {
		const rules = propertyRules(model);
		const [temperature, battery] = [rules.get("temperature"), rules.get("battery")];
		assert.equal(problemOf("60", temperature), undefined);
		assert.equal(problemOf("60.1", temperature), "outOfLimits");
		assert.equal(problemOf("-21", temperature), "outOfLimits");
		assert.equal(problemOf("warm", temperature), "wrongType");
		assert.equal(problemOf("", temperature), "wrongType");
		assert.equal(problemOf("5", battery), "readOnly");
		assert.equal(problemOf("5.5", { name: "x", type: "INT" }), "wrongType");
		assert.equal(problemOf("on", { name: "x", type: "BOOLEAN" }), "wrongType");
		assert.equal(problemOf("anything", undefined), undefined);
	});

	it("read models of v1alpha2 as those of v1beta1", () => {
		const old = object("DeviceModel", "m", {
			spec: {
				properties: [
					{
						name: "temperature",
						description: "room",
						type: { double: { accessMode: "ReadWrite", minimum: -20, maximum: 60, unit: "°C" } },
					},
				],
			},
		});
		assert.deepEqual(propertyRules(old).get("temperature"), {
			...propertyRules(model).get("temperature"),
			description: "room",
		});
	});

	it("guess the unit of a timestamp by its size", () => {
		const expected = 1_700_000_000_000;
		for (const text of [
			"1700000000",
			"1700000000000",
			"1700000000000000",
			"1700000000000000000",
			"2023-11-14T22:13:20Z",
		]) {
			assert.equal(timestampOf(text), expected, text);
		}
		for (const text of ["", "0", "-5", "soon", undefined, 5]) assert.equal(timestampOf(text), undefined);
	});

	it("survive devices of any shape", () => {
		for (const spec of [undefined, null, 3, { properties: [null, 3, {}], propertyVisitors: "x", nodeSelector: [] }]) {
			for (const status of [undefined, null, { twins: [null, {}, { propertyName: 4 }] }]) {
				const read = readDevice(object("Device", "d", { spec, status }), undefined, undefined);
				assert.deepEqual(read.twins, []);
			}
		}
	});
});

describe("the reader of devices", () => {
	const many = Array.from({ length: 20_000 }, (_, index) =>
		object("Device", `cam-${index}`, {
			metadata: { namespace: "store" },
			spec: { properties: Array.from({ length: 5 }, (_, p) => ({ name: `p${p}`, desired: { value: "1" } })) },
		}),
	);

	it("orders by namespace and name, and gives the same list while nothing changes", () => {
		const reader = new DeviceReader();
		const state = applyList(unknownCluster, "devices", many.slice(0, 12).toReversed());
		assert.deepEqual(
			reader.devices(state).map(({ name }) => name),
			many.slice(0, 12).map(({ metadata }) => metadata.name),
		);
		assert.equal(reader.devices(applyList(state, "nodes", [])), reader.devices(state));
		assert.deepEqual(new DeviceReader().devices(unknownCluster), []);
	});

	it("reads again only the device that changed, among 20,000", () => {
		const reader = new DeviceReader();
		const before = applyList(unknownCluster, "devices", many);
		const first = reader.devices(before);
		const changed = { ...many[7_000], metadata: { ...many[7_000]?.metadata, resourceVersion: "new" } };
		const after = applyEvent(before, "devices", { type: "MODIFIED", object: changed as (typeof many)[0] });
		const begun = performance.now();
		const second = reader.devices(after);
		const took = performance.now() - begun;
		assert.equal(second.filter((read, index) => read !== first[index]).length, 1);
		assert.ok(took < 250, `took ${took} ms`);
	});
});
