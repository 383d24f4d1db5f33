import { strict as assert } from "node:assert";
import { hoverOf } from "../support/engine";

const device = (line: string) =>
	`apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: a\nspec:\n  properties:\n  - name: temperature\n    ${line}\n`;

describe("hover", () => {
	it("explains a field with its type and limits", () => {
		const text = hoverOf(device("collect<|>Cycle: 1000"));
		assert.match(text, /spec\.properties\[0\]\.collectCycle/);
		assert.match(text, /milliseconds/i);
		assert.match(text, /\*\*Type\*\*: integer \(int64\)/);
	});

	it("explains a kind with its system and version", () => {
		const text = hoverOf("apiVersion: devices.kubeedge.io/v1beta1\nkind: Dev<|>ice\n");
		assert.match(text, /\*\*Device\*\* · KubeEdge · `devices\.kubeedge\.io\/v1beta1` · namespaced/);
	});

	it("lists allowed values and the default", () => {
		const model =
			"apiVersion: devices.kubeedge.io/v1beta1\nkind: DeviceModel\nmetadata: {name: a}\nspec:\n  properties:\n";
		assert.match(hoverOf(`${model}  - access<|>Mode: ReadOnly\n`), /\*\*Allowed\*\*: `ReadWrite`, `ReadOnly`/);
		const component = "apiVersion: ext.theriseunion.io/v1alpha1\nkind: Component\nmetadata: {name: a}\nspec:\n";
		assert.match(hoverOf(`${component}  enab<|>led: true\n`), /\*\*Default\*\*: `true`/);
	});

	it("marks a required field", () => {
		const binding = "apiVersion: iam.theriseunion.io/v1alpha1\nkind: IAMRoleBinding\nmetadata: {name: a}\nspec:\n";
		assert.match(hoverOf(`${binding}  role<|>Ref: {}\n`), /required/);
	});

	it("says nothing about unknown fields, unknown kinds and white space", () => {
		assert.equal(hoverOf(device("un<|>known: 1")), "");
		assert.equal(hoverOf("apiVersion: example.com/v1\nkind: Toas<|>ter\n"), "");
		assert.equal(hoverOf(device("collectCycle: 1000\n<|>")), "");
	});

	it("speaks Chinese", () => {
		const text = hoverOf(device("collect<|>Cycle: 1000"), "zh-cn");
		assert.match(text, /\*\*类型\*\*/);
		assert.match(text, /毫秒/);
		const pod =
			"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - image<|>PullPolicy: Always\n";
		assert.match(hoverOf(pod, "zh-cn"), /何时拉取镜像/);
	});

	it("knows configuration files, by their place or their kind", () => {
		assert.match(hoverOf("#- rancher/k3s/config.yaml\nwrite-kube<|>config-mode: 644\n"), /K3s configuration/);
		const kubelet = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";
		assert.match(hoverOf(`${kubelet}max<|>Pods: 20\n`), /\*\*Type\*\*: integer/);
	});
});
