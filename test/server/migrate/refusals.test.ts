import assert from "node:assert/strict";
import { dedent } from "../../support/fixture";
import { migrateAll } from "./support";

/** What a text becomes, and why it does not. */
function outcome(source: string, locale?: string) {
	const text = dedent(source);
	const { text: after, refused, made, notCarriedOver } = migrateAll(text, locale);
	return { changed: after !== text, refused, made, notCarriedOver, after };
}

describe("what is not migrated", () => {
	it("is what an alias stands for, where the migration has to change it", () => {
		const { changed, refused } = outcome(`
			apiVersion: networking.k8s.io/v1beta1
			kind: Ingress
			metadata: {name: a}
			spec:
			  backend: &shop {serviceName: shop, servicePort: 80}
			  rules:
			  - http:
			      paths:
			      - {path: /, backend: *shop}
		`);
		assert.equal(changed, false);
		assert.match(refused.join(), /^an alias stands at `spec\.rules\[0\]\.http\.paths\[0\]\.backend` where/);
	});

	it("keeps aliases that nobody has to change", () => {
		const { refused, after } = outcome(`
			apiVersion: policy/v1beta1
			kind: PodDisruptionBudget
			metadata: {name: a, labels: &labels {app: till}}
			spec:
			  maxUnavailable: 1
			  selector: {matchLabels: *labels}
		`);
		assert.deepEqual(refused, []);
		assert.match(after, /^apiVersion: policy\/v1\n[\s\S]*matchLabels: \*labels\}\n$/);
	});

	it("is laid out with explicit keys", () => {
		const { changed, refused } = outcome(
			`
			apiVersion: batch/v1beta1
			kind: CronJob
			? metadata
			: {name: a}
		`,
			"zh-cn",
		);
		assert.equal(changed, false);
		assert.match(refused.join(), /^YAML 的写法.*无法在不丢失内容的前提下改写/);
	});

	it("is no YAML, of another kind, or of today already", () => {
		for (const text of [
			"apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a\n",
			"apiVersion: batch/v1beta1\nkind: Job\nmetadata: {name: a}\n",
			"apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\n",
			"apiVersion: example.com/v1beta1\nkind: Ingress\nmetadata: {name: a}\n",
			"- apiVersion: batch/v1beta1\n",
			"",
		]) {
			const { made, refused, changed } = outcome(text);
			assert.deepEqual([made, refused, changed], [[], [], false], text);
		}
	});

	it("are devices and models that have nothing of v1alpha2", () => {
		const { made } = outcome(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata: {name: a}
			spec:
			  nodeName: edge-1
			  protocol: {protocolName: modbus, configData: {slaveID: 1}}
			  properties: [{name: t, visitors: {protocolName: modbus, configData: {modbus: {}}}}]
			status:
			  twins: [{propertyName: t, reported: {value: "1"}, observedDesired: {value: "1"}}]
			---
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata: {name: m}
			spec: {properties: [{name: t, type: INT, accessMode: ReadOnly, minimum: "1"}]}
		`);
		assert.deepEqual(made, []);
	});

	it("leaves a value out that stands in the comment's line, with place and reason in Chinese", () => {
		const { after, notCarriedOver } = outcome(
			`
			apiVersion: apps.openyurt.io/v1alpha1
			kind: NodePool
			metadata: {name: a}
			spec:
			  type: Edge
			  selector: {matchLabels: {a: b}} # 旧的
		`,
			"zh-cn",
		);
		assert.match(after, / {2}# 旧的\n {2}# edgewise: 未迁移：spec\.selector：NodePool 不再选择节点/);
		assert.deepEqual(
			notCarriedOver.map(({ path, span }) => [path, span.start]),
			[["spec.selector", 94]],
		);
	});
});
