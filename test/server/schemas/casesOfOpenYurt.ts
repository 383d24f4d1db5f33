import type { Case, KindCases } from "./cases";

const taint = { key: "edge", value: "true", effect: "NoSchedule", timeAdded: "2025-03-01T08:00:00Z" };
const timeAdded = "/spec/taints/0/timeAdded";

const wrongTimes = [
	"2025-02-30T08:00:00Z",
	"2025-03-01 08:00:00Z",
	"2025-03-01T08:00:00",
	"2025-03-01T08:00Z",
	"2025-03-01T24:00:00Z",
	"2025-03-01T08:00:60Z",
	"2025-03-01",
	"yesterday",
];
const rightTimes = ["2024-02-29T08:00:00+08:00", "2025-03-01t08:00:00.123z"];

const commonCases: readonly Case[] = [
	...wrongTimes.map((time) => ({
		title: `the time ${time}`,
		change: { [timeAdded]: time },
		errors: [`${timeAdded} format`],
	})),
	...rightTimes.map((time) => ({ title: `the time ${time}`, change: { [timeAdded]: time } })),
	{ title: "any type of pool", change: { "/spec/type": "Fog" } },
	{
		title: "a taint without an effect",
		change: { "/spec/taints/0/effect": undefined },
		errors: ["/spec/taints/0 required effect"],
	},
	{ title: "a label that is a number", change: { "/spec/labels": { site: 42 } }, errors: ["/spec/labels/site type"] },
];
const noSelector: Case = {
	title: "a selector",
	change: { "/spec/selector": {} },
	errors: ["/spec additionalProperties selector"],
};

/** Kinds of OpenYurt. */
export const casesOfOpenYurt: readonly KindCases[] = [
	{
		id: "apps.openyurt.io/v1beta2/NodePool",
		object: {
			apiVersion: "apps.openyurt.io/v1beta2",
			kind: "NodePool",
			metadata: { name: "store-042" },
			spec: {
				type: "Edge",
				taints: [taint],
				interConnectivity: true,
				enableLeaderElection: true,
				leaderReplicas: 1,
				poolScopeMetadata: [{ group: "discovery.k8s.io", version: "v1", resource: "endpointslices" }],
			},
		},
		cases: [
			...commonCases,
			noSelector,
			{ title: "replicas in quotes", change: { "/spec/leaderReplicas": "1" }, errors: ["/spec/leaderReplicas type"] },
			{
				title: "replicas beyond 32 bits",
				change: { "/spec/leaderReplicas": 3_000_000_000 },
				errors: ["/spec/leaderReplicas format"],
				server: { accepts: true, reason: "only the controller, which is written in Go, chokes on it" },
			},
			{
				title: "a resource without its version",
				change: { "/spec/poolScopeMetadata/0/version": undefined },
				errors: ["/spec/poolScopeMetadata/0 required version"],
			},
		],
	},
	{
		id: "apps.openyurt.io/v1beta1/NodePool",
		object: {
			apiVersion: "apps.openyurt.io/v1beta1",
			kind: "NodePool",
			metadata: { name: "store-042" },
			spec: { type: "Edge", taints: [taint], hostNetwork: false },
		},
		cases: [...commonCases, noSelector],
	},
	{
		id: "apps.openyurt.io/v1alpha1/NodePool",
		object: {
			apiVersion: "apps.openyurt.io/v1alpha1",
			kind: "NodePool",
			metadata: { name: "store-042" },
			spec: { type: "Edge", taints: [taint], selector: { matchLabels: { site: "store-042" } } },
		},
		cases: [
			...commonCases,
			{
				title: "host network, which came later",
				change: { "/spec/hostNetwork": true },
				errors: ["/spec additionalProperties hostNetwork"],
			},
		],
	},
];
