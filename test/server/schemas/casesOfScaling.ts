import type { KindCases } from "./cases";
import { acrossFields, each, newerRule, right, wrong } from "./casesHelpers";

const metric = "/spec/metrics/0";
const target = `${metric}/resource/target`;

/** Autoscalers, disruption budgets, and classes of pods. */
export const casesOfScaling: readonly KindCases[] = [
	{
		id: "autoscaling/v2/HorizontalPodAutoscaler",
		servedAs: "autoscaling/v2beta2",
		object: {
			apiVersion: "autoscaling/v2",
			kind: "HorizontalPodAutoscaler",
			metadata: { name: "gateway" },
			spec: {
				scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "gateway" },
				minReplicas: 1,
				maxReplicas: 5,
				metrics: [
					{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } },
				],
				behavior: {
					scaleDown: {
						stabilizationWindowSeconds: 300,
						policies: [{ type: "Percent", value: 50, periodSeconds: 60 }],
					},
				},
			},
		},
		cases: [
			wrong("no spec", { "/spec": undefined }, "/ required spec"),
			wrong("no target", { "/spec/scaleTargetRef": undefined }, "/spec required scaleTargetRef"),
			wrong("a target without name", { "/spec/scaleTargetRef/name": undefined }, "/spec/scaleTargetRef required name"),
			wrong("no maximum", { "/spec/maxReplicas": undefined }, "/spec required maxReplicas"),
			...each("/spec/maxReplicas", [0], "minimum"),
			acrossFields("a minimum above the maximum", { "/spec/minReplicas": 6 }),
			right("no metrics", { "/spec/metrics": undefined }),
			...each(`${metric}/type`, ["CPU"], "enum"),
			wrong("a metric without type", { [`${metric}/type`]: undefined }, `${metric} required type`),
			wrong("a metric that its type does not fit", { [`${metric}/type`]: "Pods" }, `${metric} required pods`),
			wrong(
				"two metrics in one",
				{ [`${metric}/pods`]: { metric: { name: "a" }, target: { type: "AverageValue", averageValue: 1 } } },
				`${metric}/resource not`,
			),
			...each(`${target}/type`, ["Average"], "enum"),
			wrong(
				"a target without value",
				{ [target]: { type: "Utilization" } },
				`${target} anyOf`,
				`${target} required averageUtilization`,
				`${target} required averageValue`,
			),
			wrong("a target with two values", { [`${target}/averageValue`]: "1" }, `${target}/averageValue not`),
			...each(`${target}/averageUtilization`, [0], "minimum"),
			...each(`${target}/averageUtilization`, ["80"], "type"),
			right("a metric of pods", {
				[metric]: {
					type: "Pods",
					pods: { metric: { name: "a" }, target: { type: "AverageValue", averageValue: "100m" } },
				},
			}),
			wrong(
				"a metric of pods without average",
				{ [metric]: { type: "Pods", pods: { metric: { name: "a" }, target: { type: "Value", value: "1" } } } },
				`${metric}/pods/target required averageValue`,
			),
			wrong(
				"a value of nothing",
				{
					[metric]: {
						type: "Pods",
						pods: { metric: { name: "a" }, target: { type: "AverageValue", averageValue: 0 } },
					},
				},
				`${metric}/pods/target/averageValue exclusiveMinimum`,
			),
			right("a metric from outside", {
				[metric]: { type: "External", external: { metric: { name: "a" }, target: { type: "Value", value: 5 } } },
			}),
			...each("/spec/behavior/scaleDown/stabilizationWindowSeconds", [3601], "maximum"),
			...each("/spec/behavior/scaleDown/selectPolicy", ["Max", "Disabled"]),
			...each("/spec/behavior/scaleDown/selectPolicy", ["max"], "enum"),
			...each("/spec/behavior/scaleDown/policies", [[]], "minItems"),
			...each("/spec/behavior/scaleDown/policies/0/type", ["percent"], "enum"),
			...each("/spec/behavior/scaleDown/policies/0/value", [0], "minimum"),
			...each("/spec/behavior/scaleDown/policies/0/periodSeconds", [0], "minimum"),
			...each("/spec/behavior/scaleDown/policies/0/periodSeconds", [1801], "maximum"),
		],
	},
	{
		id: "policy/v1/PodDisruptionBudget",
		servedAs: "policy/v1beta1",
		object: {
			apiVersion: "policy/v1",
			kind: "PodDisruptionBudget",
			metadata: { name: "gateway" },
			spec: { minAvailable: 1, selector: { matchLabels: { app: "gateway" } } },
		},
		cases: [
			...each("/spec/minAvailable", [0, "50%", "100%"]),
			...each("/spec/minAvailable", ["1", "101%", "half"], "pattern"),
			...each("/spec/minAvailable", [-1], "minimum"),
			wrong("both limits", { "/spec/maxUnavailable": 1 }, "/spec/maxUnavailable not"),
			right("the other limit", { "/spec/minAvailable": undefined, "/spec/maxUnavailable": "10%" }),
			wrong("a wrong selector", { "/spec/selector/matchLabels/app": "a b" }, "/spec/selector/matchLabels/app pattern"),
			...newerRule("1.27", ...each("/spec/unhealthyPodEvictionPolicy", ["Always"], "enum")),
		],
	},
	{
		id: "scheduling.k8s.io/v1/PriorityClass",
		object: {
			apiVersion: "scheduling.k8s.io/v1",
			kind: "PriorityClass",
			metadata: { name: "edge-critical" },
			value: 1000,
			globalDefault: false,
			preemptionPolicy: "Never",
			description: "Keeps the site running",
		},
		cases: [
			...each("/value", [-5, 1_000_000_000]),
			...each("/value", [1_000_000_001], "maximum"),
			...each("/value", ["1000"], "type"),
			...each("/metadata/name", ["system-mine"], "enum"),
			...each("/preemptionPolicy", ["Always"], "enum"),
			wrong("a spec", { "/spec": {} }, "/ additionalProperties spec"),
		],
	},
	{
		id: "node.k8s.io/v1/RuntimeClass",
		object: {
			apiVersion: "node.k8s.io/v1",
			kind: "RuntimeClass",
			metadata: { name: "wasm" },
			handler: "wasmedge",
			overhead: { podFixed: { memory: "64Mi" } },
			scheduling: { nodeSelector: { runtime: "wasm" }, tolerations: [{ key: "wasm", operator: "Exists" }] },
		},
		cases: [
			wrong("no handler", { "/handler": undefined }, "/ required handler"),
			...each("/handler", ["a.b", "A"], "pattern"),
			wrong("a spec", { "/spec": { runtimeHandler: "a" } }, "/ additionalProperties spec"),
			wrong("a wrong amount", { "/overhead/podFixed/memory": "64MB" }, "/overhead/podFixed/memory pattern"),
			wrong("a wrong label", { "/scheduling/nodeSelector/runtime": "a b" }, "/scheduling/nodeSelector/runtime pattern"),
		],
	},
];
