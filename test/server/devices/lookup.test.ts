import { strict as assert } from "node:assert";
import { nodeOf } from "../../../server/src/engine/devices/device";
import { deviceKind } from "../../../server/src/engine/devices/kinds";
import { modelOf, propertyAt } from "../../../server/src/engine/devices/lookup";
import { load } from "../../support/engine";
import { only } from "./support";

const model = (namespace: string) => `
	apiVersion: devices.kubeedge.io/v1beta1
	kind: DeviceModel
	metadata: { name: freezer${namespace} }
	spec:
	  properties:
	    - { name: setpoint, type: DOUBLE, accessMode: ReadWrite }
`;
const device = (namespace: string) => `
	apiVersion: devices.kubeedge.io/v1beta1
	kind: Device
	metadata: { name: freezer-001${namespace} }
	spec:
	  deviceModelRef: { name: freezer }
	  properties:
	    - name: setpoint
	      desired: { value: "-18" }
	    - name: door-open
`;

describe("the model of a device", () => {
	const found = (source: string) => {
		const { object, analysis } = only(source, deviceKind);
		return modelOf(object, analysis.workspace)?.uri.slice("file:///".length);
	};

	it("is the one of that name in its namespace", () => {
		const both = (own: string) => `
			#- a.yaml
			${model(", namespace: north")}
			#- b.yaml
			${model(", namespace: south")}
			#- device.yaml
			${device(own)}
		`;
		assert.equal(found(flat(both(", namespace: south"))), "b.yaml");
		assert.equal(found(flat(both(", namespace: west"))), undefined);
	});

	it("may lack a namespace, which whoever applies it adds", () => {
		assert.equal(found(flat(`#- a.yaml\n${model("")}\n#- device.yaml\n${device(", namespace: south")}`)), "a.yaml");
	});

	it("is the nearest of several, and none where two are as near", () => {
		const files = `#- a/model.yaml\n${model("")}\n#- b/model.yaml\n${model("")}`;
		assert.equal(found(flat(`${files}\n#- b/devices/one.yaml\n${device("")}`)), "b/model.yaml");
		assert.equal(found(flat(`${files}\n#- one.yaml\n${device("")}`)), undefined);
	});

	it("is no patch of one", () => {
		assert.equal(found(flat(`#- patches/a.yaml\n${model("")}\n#- device.yaml\n${device("")}`)), undefined);
	});
});

describe("the property at a place", () => {
	const { analysis } = load(flat(`#- a.yaml\n${model("")}\n#- device.yaml\n${device("")}`));
	const [object] = analysis.workspace.ofKind(deviceKind);
	assert.ok(object);
	const at = (...path: (string | number)[]) => {
		const place = propertyAt(object, path, analysis.workspace);
		return place && [place.name, place.at, place.property?.type];
	};

	it("is told for its name, its desired value and all else of it", () => {
		assert.deepEqual(at("spec", "properties", 0, "name"), ["setpoint", "name", "DOUBLE"]);
		assert.deepEqual(at("spec", "properties", 0, "desired", "value"), ["setpoint", "desired", "DOUBLE"]);
		assert.deepEqual(at("spec", "properties", 0), ["setpoint", "other", "DOUBLE"]);
	});

	it("has no type where the model lacks it, and is none elsewhere", () => {
		assert.deepEqual(at("spec", "properties", 1, "name"), ["door-open", "name", undefined]);
		assert.equal(at("spec", "deviceModelRef", "name"), undefined);
	});
});

describe("the node of a device", () => {
	it("is named, or the only one that a selector allows", () => {
		const selector = (...values: string[]) => ({
			spec: { nodeSelector: { nodeSelectorTerms: [{ matchExpressions: [{ key: "", operator: "In", values }] }] } },
		});
		assert.equal(nodeOf({ spec: { nodeName: "store-001" } }), "store-001");
		assert.equal(nodeOf(selector("store-001")), "store-001");
		assert.equal(nodeOf(selector("store-001", "store-002")), undefined);
		assert.equal(nodeOf({ spec: { nodeName: "" } }), undefined);
		assert.equal(nodeOf({}), undefined);
	});
});

/** Takes indentation by tabs away, so that fixtures can be put together. */
function flat(text: string): string {
	return text.replaceAll(/^\t+/gm, "").replaceAll(/\n\n+/g, "\n");
}
