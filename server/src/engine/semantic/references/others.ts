import { podKinds } from "../pods";
import type { ReferenceDeclarations } from "./relation";

const secret = { sort: "name", kinds: ["/Secret"] } as const;
const configMap = { sort: "name", kinds: ["/ConfigMap"] } as const;
const machines = ["kubevirt.io/VirtualMachine", "kubevirt.io/VirtualMachineInstance"];

/** K3s: charts that its Helm controller installs, and clusters at the edge. */
export const k3sReferences: ReferenceDeclarations = {
	relations: [
		{
			from: ["helm.cattle.io/HelmChartConfig"],
			at: "metadata.name",
			to: { sort: "name", kinds: ["helm.cattle.io/HelmChart"] },
		},
		{ from: ["helm.cattle.io/HelmChart"], at: "spec.authSecret.name", to: secret },
		{ from: ["helm.cattle.io/HelmChart"], at: "spec.dockerRegistrySecret.name", to: secret },
		{ from: ["helm.cattle.io/HelmChart"], at: "spec.repoCAConfigMap.name", to: configMap },
		...["helm.cattle.io/HelmChart", "helm.cattle.io/HelmChartConfig"].map(
			(kind) => ({ from: [kind], at: "spec.valuesSecrets[*].name", to: secret }) as const,
		),
		{ from: ["management.k3s.io/EdgeCluster"], at: "spec.credentials.secretName", to: secret },
	],
	given: [
		// What K3s installs by itself.
		{ kind: "helm.cattle.io/HelmChart", names: /^(?:traefik|traefik-crd|rke2-.*)$/ },
	],
};

/** KubeVirt: what a machine's volumes stand on, and what its devices name. */
export const kubeVirtReferences: ReferenceDeclarations = {
	relations: (["spec.template.spec", "spec"] as const).flatMap((spec, index) => {
		const from = [machines[index] ?? ""];
		return [
			{
				from,
				at: `${spec}.volumes[*].persistentVolumeClaim.claimName`,
				to: { sort: "name", kinds: ["/PersistentVolumeClaim"] },
			},
			{
				from,
				at: `${spec}.volumes[*].dataVolume.name`,
				to: { sort: "name", kinds: ["cdi.kubevirt.io/DataVolume"] },
			},
			{ from, at: `${spec}.volumes[*].configMap.name`, to: configMap, optionalAt: "./optional" },
			{ from, at: `${spec}.volumes[*].secret.secretName`, to: secret, optionalAt: "./optional" },
			{ from, at: `${spec}.volumes[*].cloudInitNoCloud.secretRef.name`, to: secret },
			{ from, at: `${spec}.volumes[*].cloudInitNoCloud.networkDataSecretRef.name`, to: secret },
			{ from, at: `${spec}.volumes[*].cloudInitConfigDrive.secretRef.name`, to: secret },
			{ from, at: `${spec}.volumes[*].sysprep.secret.name`, to: secret },
			{ from, at: `${spec}.volumes[*].sysprep.configMap.name`, to: configMap },
			{
				from,
				at: `${spec}.volumes[*].serviceAccount.serviceAccountName`,
				to: { sort: "name", kinds: ["/ServiceAccount"] },
			},
			{ from, at: `${spec}.accessCredentials[*].sshPublicKey.source.secret.secretName`, to: secret },
			{ from, at: `${spec}.accessCredentials[*].userPassword.source.secret.secretName`, to: secret },
			{
				from,
				at: `${spec}.domain.devices.disks[*].name`,
				to: { sort: "own", part: "volume", within: "/" },
				expected: "always",
			},
			{
				from,
				at: `${spec}.domain.devices.interfaces[*].name`,
				to: { sort: "own", part: "interface", within: "/" },
				expected: "always",
			},
			{ from, at: `${spec}.nodeSelector`, to: { sort: "labels", kinds: ["/Node"], of: "object" } },
			{
				from,
				at: `${spec}.priorityClassName`,
				to: { sort: "name", kinds: ["scheduling.k8s.io/PriorityClass"] },
			},
		] as const;
	}),
	parts: (["spec.template.spec", "spec"] as const).flatMap((spec, index) => [
		{ part: "volume", in: [machines[index] ?? ""], at: `${spec}.volumes[*].name` } as const,
		{ part: "interface", in: [machines[index] ?? ""], at: `${spec}.networks[*].name` } as const,
	]),
	makers: (["/PersistentVolumeClaim", "cdi.kubevirt.io/DataVolume"] as const).flatMap((makes) => [
		{ from: ["kubevirt.io/VirtualMachine"], at: "spec.dataVolumeTemplates[*].metadata.name", makes },
		...(makes === "/PersistentVolumeClaim"
			? [{ from: ["cdi.kubevirt.io/DataVolume"], at: "metadata.name", makes }]
			: []),
	]),
};

/** KubeFed: a workload spread over clusters. */
export const kubeFedReferences: ReferenceDeclarations = {
	relations: [
		{
			from: ["types.kubefed.io/FederatedDeployment"],
			at: "spec.placement.clusters[*].name",
			to: { sort: "name", kinds: ["core.kubefed.io/KubeFedCluster", "scope.theriseunion.io/Cluster"] },
		},
		{
			from: ["types.kubefed.io/FederatedDeployment"],
			at: "spec.overrides[*].clusterName",
			to: { sort: "name", kinds: ["core.kubefed.io/KubeFedCluster", "scope.theriseunion.io/Cluster"] },
		},
	],
	pods: [{ in: ["types.kubefed.io/FederatedDeployment"], at: "spec.template.spec.template.spec" }],
};

/** Prometheus Operator: what is to be scraped. */
export const monitoringReferences: ReferenceDeclarations = {
	relations: [
		{
			from: ["monitoring.coreos.com/ServiceMonitor"],
			at: "spec.selector",
			to: { sort: "labels", kinds: ["/Service"], of: "object" },
			namespace: "any",
		},
		{
			from: ["monitoring.coreos.com/ServiceMonitor"],
			at: "spec.endpoints[*].port",
			to: { sort: "part", part: "port", of: "/spec/selector" },
			expected: "always",
		},
		{
			from: ["monitoring.coreos.com/PodMonitor"],
			at: "spec.selector",
			to: { sort: "labels", kinds: podKinds, of: "pods" },
			namespace: "any",
		},
		{
			from: ["monitoring.coreos.com/PodMonitor"],
			at: "spec.podMetricsEndpoints[*].port",
			to: { sort: "part", part: "port", of: "/spec/selector" },
			expected: "always",
		},
		...(["spec.endpoints[*]", "spec.podMetricsEndpoints[*]"] as const).flatMap((endpoint, index) => {
			const from = [`monitoring.coreos.com/${index === 0 ? "ServiceMonitor" : "PodMonitor"}`];
			return ["basicAuth.username", "basicAuth.password", "bearerTokenSecret", "authorization.credentials"].map(
				(field) => ({ from, at: `${endpoint}.${field}.name`, to: secret }) as const,
			);
		}),
	],
};

/** Helm charts that lie in the workspace. */
export const helmReferences: ReferenceDeclarations = {
	relations: [
		{
			from: ["helm.sh/Chart"],
			at: "dependencies[*].name",
			to: { sort: "name", kinds: ["helm.sh/Chart"] },
			// A chart from elsewhere is another one, even if it has the name of one in the workspace.
			only: { at: "./repository", is: /^file:/ },
			acyclic: true,
		},
	],
};
