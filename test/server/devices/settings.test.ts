import { strict as assert } from "node:assert";
import { entriesOf } from "../../../server/src/engine/devices/device";
import { deviceKind } from "../../../server/src/engine/devices/kinds";
import { lineOf } from "../../../server/src/engine/devices/line";
import { modelOf } from "../../../server/src/engine/devices/lookup";
import { connectionOf, type MapperSettings, protocolOf, visitorOf } from "../../../server/src/engine/devices/settings";
import { dataAt } from "../../../server/src/engine/yaml/path";
import { only } from "./support";

function values({ settings }: MapperSettings): Record<string, unknown> {
	return Object.fromEntries([...settings].map(([name, { value }]) => [name, value]));
}

describe("what a mapper is told", () => {
	it("reads the same from the three layouts of a Modbus device", () => {
		const layouts = {
			v1beta1: `
				apiVersion: devices.kubeedge.io/v1beta1
				kind: Device
				metadata: { name: meter }
				spec:
				  protocol:
				    protocolName: modbus
				    configData: { slaveID: 1, serialPort: /dev/ttyUSB0, baudRate: 9600 }
				  properties:
				    - name: power
				      visitors:
				        protocolName: modbus
				        configData: { register: InputRegister, offset: 2, limit: 1 }
			`,
			v1alpha2: `
				apiVersion: devices.kubeedge.io/v1alpha2
				kind: Device
				metadata: { name: meter }
				spec:
				  protocol:
				    modbus: { slaveID: 1 }
				    common:
				      com: { serialPort: /dev/ttyUSB0, baudRate: 9600 }
				  propertyVisitors:
				    - propertyName: power
				      modbus: { register: InputRegister, offset: 2, limit: 1 }
			`,
			hybrid: `
				apiVersion: devices.kubeedge.io/v1beta1
				kind: Device
				metadata: { name: meter }
				spec:
				  protocol:
				    customizedProtocol:
				      protocolName: modbus
				      configData: { slaveID: 1 }
				    common:
				      com: { serialPort: /dev/ttyUSB0, baudRate: 9600 }
				  properties:
				    - propertyName: power
				      modbus: { register: InputRegister, offset: 2, limit: 1 }
			`,
		};
		for (const [layout, source] of Object.entries(layouts)) {
			const { object } = only(source, deviceKind);
			const connection = connectionOf(object, undefined);
			const { slaveID, serialPort, baudRate } = values(connection);
			assert.deepEqual([slaveID, serialPort, baudRate], [1, "/dev/ttyUSB0", 9600], layout);
			assert.equal(protocolOf(connection.protocol), "modbus", layout);
			assert.equal(lineOf(connection)?.kind, "serial", layout);
			const [entry] = entriesOf(object);
			assert.ok(entry, layout);
			const visitor = visitorOf(entry, undefined);
			assert.equal(protocolOf(visitor.protocol), "modbus", layout);
			assert.deepEqual(values(visitor), { register: "InputRegister", offset: 2, limit: 1 }, layout);
			for (const { path, value } of [...visitor.settings.values(), ...connection.settings.values()]) {
				assert.equal(dataAt(object.data, path), value, `${layout}: paths lead to the value`);
			}
		}
	});

	it("comes from the model where the device does not say it, as from KubeEdge 1.22", () => {
		const { object, analysis } = only(
			`
			#- model.yaml
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata: { name: meter }
			spec:
			  protocol: modbus
			  protocolConfigData: { ip: 192.168.1.20, port: 502, timeout: 3 }
			  properties:
			    - name: power
			      type: INT
			      accessMode: ReadOnly
			      visitors:
			        protocolName: modbus
			        configData: { register: InputRegister, offset: 2, limit: 1 }
			#- device.yaml
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata: { name: meter-1 }
			spec:
			  deviceModelRef: { name: meter }
			  protocol:
			    configData: { slaveID: 7, ip: 192.168.1.21 }
			  properties:
			    - name: power
			      visitors:
			        configData: { offset: 4 }
		`,
			deviceKind,
		);
		const model = modelOf(object, analysis.workspace);
		const connection = connectionOf(object, model);
		assert.deepEqual(values(connection), { ip: "192.168.1.21", port: 502, timeout: 3, slaveID: 7 });
		assert.equal(connection.settings.get("ip")?.owner, "device");
		assert.equal(connection.settings.get("port")?.owner, "model");
		assert.equal(protocolOf(connection.protocol), "modbus");
		const [entry] = entriesOf(object);
		assert.ok(entry);
		assert.deepEqual(values(visitorOf(entry, model)), { register: "InputRegister", offset: 4, limit: 1 });
	});
});
