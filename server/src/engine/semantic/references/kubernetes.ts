import { podKinds } from "../pods";
import type { ReferenceDeclarations } from "./relation";

const rbac = "rbac.authorization.k8s.io";
const service = { sort: "name", kinds: ["/Service"] } as const;
const secret = { sort: "name", kinds: ["/Secret"] } as const;
const storageClass = { sort: "name", kinds: ["storage.k8s.io/StorageClass"] } as const;
const podsByLabel = { sort: "labels", kinds: podKinds, of: "pods" } as const;
const webhooks = [
	"admissionregistration.k8s.io/MutatingWebhookConfiguration",
	"admissionregistration.k8s.io/ValidatingWebhookConfiguration",
];

/** Kinds that a reference with `apiVersion` and `kind` usually names. */
const scalable = {
	Deployment: "apps/Deployment",
	StatefulSet: "apps/StatefulSet",
	DaemonSet: "apps/DaemonSet",
	ReplicaSet: "apps/ReplicaSet",
	ReplicationController: "/ReplicationController",
	Job: "batch/Job",
	CronJob: "batch/CronJob",
} as const;

/** What the built-in kinds refer to, beside pods. */
export const kubernetesReferences: ReferenceDeclarations = {
	relations: [
		{ from: ["/Service"], at: "spec.selector", to: podsByLabel },
		{
			from: ["/Service"],
			at: "spec.ports[*].targetPort",
			to: { sort: "part", part: "port", of: "/spec/selector" },
			expected: "always",
			toldElsewhere: true,
		},
		{ from: ["apps/StatefulSet"], at: "spec.serviceName", to: service },
		{
			from: ["/PersistentVolumeClaim"],
			at: "spec.storageClassName",
			to: storageClass,
		},
		{ from: ["apps/StatefulSet"], at: "spec.volumeClaimTemplates[*].spec.storageClassName", to: storageClass },
		{ from: ["/PersistentVolume"], at: "spec.storageClassName", to: storageClass },
		{
			from: ["/PersistentVolume"],
			at: "spec.claimRef.name",
			to: { sort: "name", kinds: ["/PersistentVolumeClaim"] },
			namespace: { at: "./namespace" },
		},
		{
			from: ["/PersistentVolumeClaim"],
			at: "spec.volumeName",
			to: { sort: "name", kinds: ["/PersistentVolume"] },
		},
		{
			from: ["/PersistentVolumeClaim"],
			at: "spec.dataSource.name",
			to: {
				sort: "kinded",
				kindAt: "./kind",
				groupAt: "./apiGroup",
				kinds: {
					PersistentVolumeClaim: "/PersistentVolumeClaim",
					VolumeSnapshot: "snapshot.storage.k8s.io/VolumeSnapshot",
				},
			},
		},
		{
			from: ["/PersistentVolumeClaim", "/PersistentVolume"],
			at: `metadata.annotations["volume.beta.kubernetes.io/storage-class"]`,
			to: storageClass,
		},
		...["spec.rules[*].http.paths[*].backend", "spec.defaultBackend", "spec.backend"].flatMap(
			(backend) =>
				[
					{ from: ["networking.k8s.io/Ingress", "extensions/Ingress"], at: `${backend}.service.name`, to: service },
					{ from: ["networking.k8s.io/Ingress", "extensions/Ingress"], at: `${backend}.serviceName`, to: service },
					...["name", "number"].map(
						(field) =>
							({
								from: ["networking.k8s.io/Ingress"],
								at: `${backend}.service.port.${field}`,
								to: { sort: "part", part: "port", of: "../name" },
								expected: "always",
							}) as const,
					),
					{
						from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
						at: `${backend}.servicePort`,
						to: { sort: "part", part: "port", of: "./serviceName" },
						expected: "always",
					},
				] as const,
		),
		{ from: ["networking.k8s.io/Ingress", "extensions/Ingress"], at: "spec.tls[*].secretName", to: secret },
		{
			from: ["networking.k8s.io/Ingress"],
			at: "spec.ingressClassName",
			to: { sort: "name", kinds: ["networking.k8s.io/IngressClass"] },
		},
		{
			from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
			at: `metadata.annotations["cert-manager.io/cluster-issuer"]`,
			to: { sort: "name", kinds: ["cert-manager.io/ClusterIssuer"] },
		},
		{
			from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
			at: `metadata.annotations["cert-manager.io/issuer"]`,
			to: { sort: "name", kinds: ["cert-manager.io/Issuer"] },
		},
		{
			from: ["autoscaling/HorizontalPodAutoscaler"],
			at: "spec.scaleTargetRef.name",
			to: { sort: "kinded", kindAt: "./kind", groupAt: "./apiVersion", kinds: scalable },
		},
		{ from: ["policy/PodDisruptionBudget"], at: "spec.selector", to: podsByLabel },
		{ from: ["networking.k8s.io/NetworkPolicy"], at: "spec.podSelector", to: podsByLabel },
		...(["ingress[*].from[*]", "egress[*].to[*]"] as const).map(
			(peer) =>
				({
					from: ["networking.k8s.io/NetworkPolicy"],
					at: `spec.${peer}.podSelector`,
					to: podsByLabel,
					// With a selector for namespaces the pods may be in any.
					only: { at: "./namespaceSelector", is: [undefined] },
				}) as const,
		),
		{
			from: [`${rbac}/RoleBinding`, `${rbac}/ClusterRoleBinding`],
			at: "roleRef.name",
			to: {
				sort: "kinded",
				kindAt: "./kind",
				kinds: { Role: `${rbac}/Role`, ClusterRole: `${rbac}/ClusterRole` },
			},
			confusedWith: [`${rbac}/Role`, `${rbac}/ClusterRole`],
		},
		{
			from: [`${rbac}/RoleBinding`, `${rbac}/ClusterRoleBinding`],
			at: "subjects[*].name",
			to: { sort: "kinded", kindAt: "./kind", kinds: { ServiceAccount: "/ServiceAccount" } },
			namespace: { at: "./namespace" },
		},
		{
			from: [`${rbac}/ClusterRole`],
			at: "aggregationRule.clusterRoleSelectors[*]",
			to: { sort: "labels", kinds: [`${rbac}/ClusterRole`], of: "object" },
		},
		{ from: ["/ServiceAccount"], at: "secrets[*].name", to: secret },
		{ from: ["/ServiceAccount"], at: "imagePullSecrets[*].name", to: secret },
		{
			from: ["/Secret"],
			at: `metadata.annotations["kubernetes.io/service-account.name"]`,
			to: { sort: "name", kinds: ["/ServiceAccount"] },
		},
		{
			from: webhooks,
			at: "webhooks[*].clientConfig.service.name",
			to: service,
			namespace: { at: "./namespace" },
		},
		{
			from: ["apiregistration.k8s.io/APIService"],
			at: "spec.service.name",
			to: service,
			namespace: { at: "./namespace" },
		},
		{
			from: ["apiextensions.k8s.io/CustomResourceDefinition"],
			at: "spec.conversion.webhook.clientConfig.service.name",
			to: service,
			namespace: { at: "./namespace" },
		},
		{ from: ["/Endpoints"], at: "metadata.name", to: service },
		{
			from: ["discovery.k8s.io/EndpointSlice"],
			at: `metadata.labels["kubernetes.io/service-name"]`,
			to: service,
		},
		{
			from: ["/Pod", "apps/ReplicaSet", "batch/Job"],
			at: "metadata.ownerReferences[*].name",
			to: { sort: "kinded", kindAt: "./kind", groupAt: "./apiVersion", kinds: scalable },
		},
		{
			from: ["admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding"],
			at: "spec.policyName",
			to: { sort: "name", kinds: ["admissionregistration.k8s.io/ValidatingAdmissionPolicy"] },
		},
	],
	parts: [
		...(["data{key}", "binaryData{key}"] as const).map((at) => ({ part: "key", in: ["/ConfigMap"], at }) as const),
		...(["data{key}", "stringData{key}"] as const).map((at) => ({ part: "key", in: ["/Secret"], at }) as const),
		{ part: "port", in: ["/Service"], at: "spec.ports[*].name", details: ["./port", "./targetPort"] },
		{ part: "port", in: ["/Service"], at: "spec.ports[*].port", details: ["./name", "./targetPort"] },
		{ part: "volume", in: ["apps/StatefulSet"], at: "spec.volumeClaimTemplates[*].metadata.name" },
	],
	makers: [
		{
			from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
			at: "spec.tls[*].secretName",
			makes: "/Secret",
			needs: ["metadata", "annotations", "cert-manager.io/cluster-issuer"],
		},
		{
			from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
			at: "spec.tls[*].secretName",
			makes: "/Secret",
			needs: ["metadata", "annotations", "cert-manager.io/issuer"],
		},
		{
			from: ["networking.k8s.io/Ingress", "extensions/Ingress"],
			at: "spec.tls[*].secretName",
			makes: "/Secret",
			needs: ["metadata", "annotations", "kubernetes.io/tls-acme"],
		},
		{ from: ["bitnami.com/SealedSecret"], at: "metadata.name", makes: "/Secret" },
		{ from: ["bitnami.com/SealedSecret"], at: "spec.template.metadata.name", makes: "/Secret" },
		{ from: ["external-secrets.io/ExternalSecret"], at: "spec.target.name", makes: "/Secret" },
		{ from: ["external-secrets.io/ExternalSecret"], at: "metadata.name", makes: "/Secret" },
	],
	given: [
		{ kind: "/ServiceAccount", names: /^default$/ },
		{ kind: "/ConfigMap", names: /^(?:kube-root-ca\.crt|extension-apiserver-authentication)$/ },
		{ kind: `${rbac}/ClusterRole`, names: /^(?:cluster-admin|admin|edit|view|system:.*)$/ },
		{ kind: `${rbac}/Role`, names: /^(?:system:.*|extension-apiserver-authentication-reader)$/ },
		{ kind: "scheduling.k8s.io/PriorityClass", names: /^system-(?:cluster|node)-critical$/ },
		{ kind: "storage.k8s.io/StorageClass", names: /^(?:|local-path|standard|default)$/ },
		{ kind: "/Service", names: /^(?:kubernetes|kube-dns)$/ },
		{ kind: "/Namespace", names: /^(?:default|kube-(?:system|public|node-lease))$/ },
	],
};
