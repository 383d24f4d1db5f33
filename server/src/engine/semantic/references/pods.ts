import type { ReferenceDeclarations, Relation } from "./relation";

const secret = { sort: "name", kinds: ["/Secret"] } as const;
const configMap = { sort: "name", kinds: ["/ConfigMap"] } as const;

/** Every container field has three lists to stand in. */
const containerLists = ["containers[*]", "initContainers[*]", "ephemeralContainers[*]"];

const inContainers: readonly Omit<Relation, "from">[] = [
	{
		at: "env[*].valueFrom.configMapKeyRef.name",
		to: configMap,
		optionalAt: "./optional",
		confusedWith: ["/Secret"],
	},
	{ at: "env[*].valueFrom.secretKeyRef.name", to: secret, optionalAt: "./optional" },
	{
		at: "env[*].valueFrom.configMapKeyRef.key",
		to: { sort: "part", part: "key", of: "./name" },
		optionalAt: "./optional",
		expected: "always",
	},
	{
		at: "env[*].valueFrom.secretKeyRef.key",
		to: { sort: "part", part: "key", of: "./name" },
		optionalAt: "./optional",
		expected: "always",
	},
	{ at: "envFrom[*].configMapRef.name", to: configMap, optionalAt: "./optional", confusedWith: ["/Secret"] },
	{ at: "envFrom[*].secretRef.name", to: secret, optionalAt: "./optional" },
	{
		at: "volumeMounts[*].name",
		to: { sort: "own", part: "volume", within: "/" },
		expected: "always",
		toldElsewhere: true,
	},
	{
		at: "volumeDevices[*].name",
		to: { sort: "own", part: "volume", within: "/" },
		expected: "always",
		toldElsewhere: true,
	},
	...["livenessProbe", "readinessProbe", "startupProbe"].flatMap((probe): Omit<Relation, "from">[] =>
		["httpGet", "tcpSocket"].map((check) => ({
			at: `${probe}.${check}.port`,
			to: { sort: "own", part: "port", within: "../.." },
			expected: "always",
			toldElsewhere: true,
		})),
	),
];

/** The keys that a volume takes of its source. */
function keysOf(source: string, nameField: string): Omit<Relation, "from"> {
	return {
		at: `${source}.items[*].key`,
		to: { sort: "part", part: "key", of: `../../${nameField}` },
		optionalAt: "../../optional",
		expected: "always",
	};
}

/** What pods refer to. */
export const podReferences: ReferenceDeclarations = {
	relations: [
		...containerLists.flatMap((list) =>
			inContainers.map((relation): Relation => ({ ...relation, from: "pods", at: `${list}.${relation.at}` })),
		),
		...[
			{
				at: "volumes[*].configMap.name",
				to: configMap,
				optionalAt: "./optional",
				confusedWith: ["/Secret"],
			},
			{ at: "volumes[*].secret.secretName", to: secret, optionalAt: "./optional" },
			keysOf("volumes[*].configMap", "name"),
			keysOf("volumes[*].secret", "secretName"),
			{
				at: "volumes[*].projected.sources[*].configMap.name",
				to: configMap,
				optionalAt: "./optional",
				confusedWith: ["/Secret"],
			},
			{ at: "volumes[*].projected.sources[*].secret.name", to: secret, optionalAt: "./optional" },
			keysOf("volumes[*].projected.sources[*].configMap", "name"),
			keysOf("volumes[*].projected.sources[*].secret", "name"),
			{
				at: "volumes[*].persistentVolumeClaim.claimName",
				to: { sort: "name", kinds: ["/PersistentVolumeClaim"] },
			},
			{ at: "volumes[*].csi.nodePublishSecretRef.name", to: secret },
			{ at: "volumes[*].cephfs.secretRef.name", to: secret },
			{ at: "volumes[*].flexVolume.secretRef.name", to: secret },
			{ at: "volumes[*].iscsi.secretRef.name", to: secret },
			{ at: "volumes[*].rbd.secretRef.name", to: secret },
			{ at: "volumes[*].azureFile.secretName", to: secret },
			{
				at: "volumes[*].ephemeral.volumeClaimTemplate.spec.storageClassName",
				to: { sort: "name", kinds: ["storage.k8s.io/StorageClass"] },
			},
			{ at: "imagePullSecrets[*].name", to: secret },
			{ at: "serviceAccountName", to: { sort: "name", kinds: ["/ServiceAccount"] } },
			{ at: "serviceAccount", to: { sort: "name", kinds: ["/ServiceAccount"] } },
			{ at: "priorityClassName", to: { sort: "name", kinds: ["scheduling.k8s.io/PriorityClass"] } },
			{ at: "runtimeClassName", to: { sort: "name", kinds: ["node.k8s.io/RuntimeClass"] } },
			{ at: "nodeName", to: { sort: "name", kinds: ["/Node"] } },
			{ at: "nodeSelector", to: { sort: "labels", kinds: ["/Node"], of: "object" } },
			{ at: "resourceClaims[*].resourceClaimName", to: { sort: "name", kinds: ["resource.k8s.io/ResourceClaim"] } },
		].map((relation): Relation => ({ ...(relation as Omit<Relation, "from">), from: "pods" })),
	],
	parts: [
		...containerLists.map((list) => ({ part: "container", in: "pods", at: `${list}.name` }) as const),
		...containerLists.map(
			(list) =>
				({
					part: "port",
					in: "pods",
					at: `${list}.ports[*].name`,
					details: ["./containerPort", "./protocol"],
				}) as const,
		),
		{ part: "volume", in: "pods", at: "volumes[*].name" },
	],
};
