import { strict as assert } from "node:assert";
import { AnalysisHost } from "../../../server/src/engine";
import { builtSchemas } from "../../support/engine";

const device = (name: string, slave: number, baudRate = 9600) => `apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata:
  name: ${name}
  namespace: stores
spec:
  nodeName: store-001
  protocol:
    protocolName: modbus
    configData:
      slaveID: ${slave}
      serialPort: /dev/ttyUSB0
      baudRate: ${baudRate}
`;

describe("devices on one line, as files change", () => {
	const host = new AnalysisHost({ schemas: builtSchemas() });
	const codes = (uri: string) =>
		host
			.analysis()
			.problems(uri)
			.map(({ code }) => code)
			.filter((code) => code === "duplicate-bus-address" || code === "serial-line-conflict");

	it("are found, and let go, in the file that did not change", () => {
		host.setWorkspaceFiles(
			new Map([
				["file:///devices/a.yaml", device("freezer-001", 1)],
				["file:///devices/b.yaml", device("freezer-002", 2)],
			]),
		);
		assert.deepEqual(codes("file:///devices/a.yaml"), []);
		host.setFile("file:///devices/b.yaml", device("freezer-002", 1));
		assert.deepEqual(codes("file:///devices/a.yaml"), ["duplicate-bus-address"]);
		host.setFile("file:///devices/b.yaml", device("freezer-002", 2, 19200));
		assert.deepEqual(codes("file:///devices/a.yaml"), ["serial-line-conflict"]);
		host.removeFile("file:///devices/b.yaml");
		host.setWorkspaceFiles(new Map([["file:///devices/b.yaml", undefined]]));
		assert.deepEqual(codes("file:///devices/a.yaml"), []);
	});
});
