import { strict as assert } from "node:assert";
import { deviceModelKind, yurtProfileKind } from "../../../server/src/engine/devices/kinds";
import { propertiesOf } from "../../../server/src/engine/devices/model";
import { dataAt } from "../../../server/src/engine/yaml/path";
import { only } from "./support";

function summaries(source: string, kind: string) {
	const { object } = only(source, kind);
	return propertiesOf(object)?.map(({ name, type, access, minimum, maximum, defaultValue, unit }) => {
		for (const bound of [minimum, maximum, defaultValue]) {
			if (bound !== undefined)
				assert.equal(String(dataAt(object.data, bound.path)), bound.text, "paths lead to the text");
		}
		return [name, type, access, minimum?.value, maximum?.value, defaultValue?.text, unit];
	});
}

const expected = [
	["temperature", "DOUBLE", "ReadOnly", -40, 30, undefined, "°C"],
	["door-open", "BOOLEAN", "ReadWrite", undefined, undefined, undefined, undefined],
];

describe("properties of a device model", () => {
	it("are read from v1beta1", () => {
		const source = `
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata: { name: freezer }
			spec:
			  properties:
			    - { name: temperature, type: DOUBLE, accessMode: ReadOnly, minimum: "-40", maximum: "30", unit: "°C" }
			    - { name: door-open, type: BOOLEAN, accessMode: ReadWrite }
		`;
		assert.deepEqual(summaries(source, deviceModelKind), expected);
	});

	for (const version of ["v1alpha2", "v1beta1"]) {
		it(`are read from the layout of v1alpha2 under ${version}`, () => {
			const source = `
				apiVersion: devices.kubeedge.io/${version}
				kind: DeviceModel
				metadata: { name: freezer }
				spec:
				  properties:
				    - name: temperature
				      type:
				        double: { accessMode: ReadOnly, minimum: -40, maximum: 30, unit: "°C" }
				    - name: door-open
				      type:
				        boolean: { accessMode: ReadWrite }
			`;
			assert.deepEqual(summaries(source, deviceModelKind), expected);
		});
	}

	it("keep a limit that is no number as it is written", () => {
		const { object } = only(
			`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata: { name: freezer }
			spec:
			  properties:
			    - { name: temperature, type: DOUBLE, accessMode: ReadOnly, minimum: cold, maximum: "" }
		`,
			deviceModelKind,
		);
		const [property] = propertiesOf(object) ?? [];
		assert.deepEqual(
			[property?.minimum?.text, property?.minimum?.value, property?.maximum],
			["cold", undefined, undefined],
		);
	});

	it("are unknown where the model has no list of them", () => {
		const { object } = only(
			`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata: { name: freezer }
			spec: { protocol: modbus }
		`,
			deviceModelKind,
		);
		assert.equal(propertiesOf(object), undefined);
	});

	it("are resources and commands of a DeviceProfile of OpenYurt", () => {
		const { object } = only(
			`
			apiVersion: iot.openyurt.io/v1alpha1
			kind: DeviceProfile
			metadata: { name: oven }
			spec:
			  deviceResources:
			    - name: Setpoint
			      description: ""
			      isHidden: false
			      properties: { valueType: Uint8, readWrite: RW, maximum: "250", units: "°C" }
			    - name: Curve
			      description: ""
			      isHidden: true
			      properties: { valueType: Float32Array, readWrite: W }
			  deviceCommands:
			    - { name: Setpoint, isHidden: false, readWrite: RW, resourceOperations: [] }
			    - { name: State, isHidden: false, readWrite: R, resourceOperations: [] }
		`,
			yurtProfileKind,
		);
		assert.deepEqual(
			propertiesOf(object)?.map(({ name, type, access, range, maximum }) => [
				name,
				type,
				access,
				range,
				maximum?.value,
			]),
			[
				["Setpoint", "INT", "ReadWrite", { minimum: 0, maximum: 255 }, 250],
				["Curve", undefined, "WriteOnly", undefined, undefined],
				["State", undefined, "ReadOnly", undefined, undefined],
			],
		);
	});
});
