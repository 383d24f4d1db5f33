import { strict as assert } from "node:assert";
import { hoverOf } from "../../support/engine";

const files = (value: string) => `
	#- model.yaml
	apiVersion: devices.kubeedge.io/v1beta1
	kind: DeviceModel
	metadata: { name: freezer, namespace: stores }
	spec:
	  properties:
	    - name: setpoint
	      description: Temperature to hold
	      type: DOUBLE
	      accessMode: ReadWrite
	      minimum: "-30"
	      maximum: "-10"
	      unit: "°C"
	#- device.yaml
	apiVersion: devices.kubeedge.io/v1beta1
	kind: Device
	metadata: { name: freezer-001, namespace: stores }
	spec:
	  deviceModelRef: { name: freezer }
	  properties:
	    - name: setpoint
	      desired:
	        value: ${value}
`;

describe("hover on a desired value", () => {
	it("tells what the model says of the property", () => {
		const text = hoverOf(files('"-1<|>8"'));
		assert.match(text, /\*\*setpoint\*\* · `DOUBLE` · can be set · -30 to -10 °C/);
		assert.match(text, /Temperature to hold/);
		assert.match(text, /DeviceModel `freezer`/);
	});

	it("tells it in Chinese", () => {
		assert.match(hoverOf(files('"-1<|>8"'), "zh-cn"), /可读写 · -30 到 -10 °C/);
	});

	it("tells nothing of a device whose model is not known", () => {
		assert.doesNotMatch(hoverOf(files('"-1<|>8"').replace("name: freezer }", "name: oven }")), /can be set/);
	});
});
