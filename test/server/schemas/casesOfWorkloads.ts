import type { Case, KindCases } from "./cases";
import { acrossFields, each, newerRule, right, wrong } from "./casesHelpers";

const labels = { app: "reader" };
const selector = { matchLabels: labels };
const template = {
	metadata: { labels },
	spec: { containers: [{ name: "reader", image: "registry.example.com/reader:1" }] },
};
const onceTemplate = {
	spec: { restartPolicy: "OnFailure", containers: [{ name: "reader", image: "registry.example.com/reader:1" }] },
};

const controllers: readonly Case[] = [
	wrong("no spec", { "/spec": undefined }, "/ required spec"),
	wrong("no selector", { "/spec/selector": undefined }, "/spec required selector"),
	wrong("no template", { "/spec/template": undefined }, "/spec required template"),
	wrong("an empty selector", { "/spec/selector": {} }, "/spec/selector minProperties"),
	wrong(
		"a selector that does not say what",
		{ "/spec/selector": { matchExpressions: [{ key: "app", operator: "In" }] } },
		"/spec/selector/matchExpressions/0 required values",
	),
	...each("/spec/template/spec/restartPolicy", ["Always", ""]),
	...each("/spec/template/spec/restartPolicy", ["OnFailure", "Never", "always"], "enum"),
	...each("/spec/template/spec/activeDeadlineSeconds", [60], "not"),
	...each("/spec/minReadySeconds", [0, 5]),
	acrossFields("labels that the selector misses", { "/spec/template/metadata/labels/app": "b" }),
];

const replicas: readonly Case[] = [...each("/spec/replicas", [0, 3]), ...each("/spec/replicas", [-1], "minimum")];

const job = (path: string): Case[] => [
	wrong(
		"no restart policy",
		{ [`${path}/template/spec/restartPolicy`]: undefined },
		`${path}/template/spec required restartPolicy`,
	),
	...each(`${path}/template/spec/restartPolicy`, ["Never"]),
	...each(`${path}/template/spec/restartPolicy`, ["Always", "", "never"], "enum"),
	wrong("no template", { [`${path}/template`]: undefined }, `${path} required template`),
	...each(`${path}/parallelism`, [0, 2]),
	...each(`${path}/parallelism`, [-1], "minimum"),
	...each(`${path}/completions`, [-1], "minimum"),
	...each(`${path}/backoffLimit`, [-1], "minimum"),
	...each(`${path}/activeDeadlineSeconds`, [-1], "minimum"),
];

const schedules = [
	"*/5 * * * *",
	"0 3 * * 1-5",
	"0,30 0-6/2 1,15 JAN-mar sun",
	"@hourly",
	"@every 1h30m",
	"00 03 * * *",
	" 0  3 ? * ? ",
	"59 23 31 12 6",
	"1, * * * *",
];
const wrongSchedules = [
	"* * * *",
	"0 0 3 * * *",
	"60 * * * *",
	"* 24 * * *",
	"* * 0 * *",
	"* * * 13 *",
	"* * * * 7",
	"daily",
	"@daly",
	"*/0 * * * *",
];

/** Controllers of pods other than Deployments. */
export const casesOfWorkloads: readonly KindCases[] = [
	{
		id: "apps/v1/DaemonSet",
		object: {
			apiVersion: "apps/v1",
			kind: "DaemonSet",
			metadata: { name: "reader" },
			spec: { selector, updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } }, template },
		},
		cases: [
			...controllers,
			wrong("replicas", { "/spec/replicas": 1 }, "/spec additionalProperties replicas"),
			right("an update by hand", { "/spec/updateStrategy": { type: "OnDelete" } }),
			...each("/spec/updateStrategy/type", ["Recreate"], "enum"),
			...each("/spec/updateStrategy/rollingUpdate/maxUnavailable", ["101%", "1"], "pattern"),
		],
	},
	{
		id: "apps/v1/ReplicaSet",
		object: { apiVersion: "apps/v1", kind: "ReplicaSet", metadata: { name: "reader" }, spec: { selector, template } },
		cases: [...controllers, ...replicas],
	},
	{
		id: "apps/v1/StatefulSet",
		object: {
			apiVersion: "apps/v1",
			kind: "StatefulSet",
			metadata: { name: "reader" },
			spec: {
				selector,
				serviceName: "reader",
				template,
				updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 1 } },
				volumeClaimTemplates: [
					{
						metadata: { name: "data" },
						spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
					},
				],
			},
		},
		cases: [
			...controllers,
			...replicas,
			...each("/spec/podManagementPolicy", ["Parallel", "OrderedReady", ""]),
			...each("/spec/podManagementPolicy", ["Ordered"], "enum"),
			...each("/spec/updateStrategy/rollingUpdate/partition", [-1], "minimum"),
			wrong(
				"a rolling update by hand",
				{ "/spec/updateStrategy/type": "OnDelete" },
				"/spec/updateStrategy/rollingUpdate not",
			),
			right("no service", { "/spec/serviceName": undefined }),
			...newerRule(
				"1.34",
				...each("/spec/serviceName", ["a.b"], "pattern"),
				wrong(
					"a claim for nothing",
					{ "/spec/volumeClaimTemplates/0/spec/resources": undefined },
					"/spec/volumeClaimTemplates/0/spec required resources",
				),
			),
			...newerRule(
				"1.27",
				wrong(
					"a wrong retention",
					{ "/spec/persistentVolumeClaimRetentionPolicy": { whenDeleted: "Keep" } },
					"/spec/persistentVolumeClaimRetentionPolicy/whenDeleted enum",
				),
			),
		],
	},
	{
		id: "batch/v1/Job",
		object: {
			apiVersion: "batch/v1",
			kind: "Job",
			metadata: { name: "reader" },
			spec: { backoffLimit: 2, completions: 1, template: onceTemplate },
		},
		cases: [
			wrong("no spec", { "/spec": undefined }, "/ required spec"),
			...job("/spec"),
			...newerRule(
				"1.21",
				...each("/spec/completionMode", ["indexed"], "enum"),
				wrong(
					"indexes without end",
					{ "/spec/completionMode": "Indexed", "/spec/completions": undefined },
					"/spec required completions",
				),
			),
			...newerRule(
				"1.26",
				wrong(
					"a failure policy for pods that start again",
					{
						"/spec/podFailurePolicy": {
							rules: [{ action: "FailJob", onExitCodes: { operator: "In", values: [42] } }],
						},
					},
					"/spec/template/spec/restartPolicy enum",
				),
				wrong(
					"a failure policy with a wrong action",
					{
						"/spec/template/spec/restartPolicy": "Never",
						"/spec/podFailurePolicy": { rules: [{ action: "Fail", onExitCodes: { operator: "In", values: [42] } }] },
					},
					"/spec/podFailurePolicy/rules/0/action enum",
				),
			),
			right("a failure policy", {
				"/spec/template/spec/restartPolicy": "Never",
				"/spec/podFailurePolicy": { rules: [{ action: "FailJob", onExitCodes: { operator: "In", values: [42] } }] },
			}),
		],
	},
	{
		id: "batch/v1/CronJob",
		servedAs: "batch/v1beta1",
		object: {
			apiVersion: "batch/v1",
			kind: "CronJob",
			metadata: { name: "reader" },
			spec: { schedule: "0 3 * * *", concurrencyPolicy: "Forbid", jobTemplate: { spec: { template: onceTemplate } } },
		},
		cases: [
			wrong("no spec", { "/spec": undefined }, "/ required spec"),
			wrong("no schedule", { "/spec/schedule": undefined }, "/spec required schedule"),
			wrong("no job", { "/spec/jobTemplate": undefined }, "/spec required jobTemplate"),
			wrong("an empty job", { "/spec/jobTemplate": {} }, "/spec/jobTemplate required spec"),
			...job("/spec/jobTemplate/spec"),
			...each("/spec/schedule", schedules),
			...each("/spec/schedule", wrongSchedules, "pattern"),
			wrong("an empty schedule", { "/spec/schedule": "" }, "/spec/schedule minLength", "/spec/schedule pattern"),
			...each("/spec/concurrencyPolicy", ["Allow", "Replace", ""]),
			...each("/spec/concurrencyPolicy", ["forbid"], "enum"),
			...each("/spec/successfulJobsHistoryLimit", [-1], "minimum"),
			...each("/spec/startingDeadlineSeconds", [-1], "minimum"),
			...each("/metadata/name", ["a".repeat(52)]),
			...each("/metadata/name", ["a".repeat(53)], "maxLength"),
			...newerRule("1.27", ...each("/spec/timeZone", ["Local", "Europe Berlin"], "pattern")),
			...each("/spec/timeZone", ["Europe/Berlin", "Etc/GMT+2"]),
		],
	},
];
