import type { ReferenceDeclarations } from "./relation";

const secret = { sort: "name", kinds: ["/Secret"] } as const;
const sources = {
	GitRepository: "source.toolkit.fluxcd.io/GitRepository",
	OCIRepository: "source.toolkit.fluxcd.io/OCIRepository",
	Bucket: "source.toolkit.fluxcd.io/Bucket",
	HelmRepository: "source.toolkit.fluxcd.io/HelmRepository",
	HelmChart: "source.toolkit.fluxcd.io/HelmChart",
	ExternalArtifact: "source.toolkit.fluxcd.io/ExternalArtifact",
} as const;
const source = { sort: "kinded", kindAt: "./kind", kinds: sources } as const;
const release = "helm.toolkit.fluxcd.io/HelmRelease";
const kustomization = "kustomize.toolkit.fluxcd.io/Kustomization";

/** Flux: where releases come from, and what waits for what. */
export const fluxReferences: ReferenceDeclarations = {
	relations: [
		{ from: [release], at: "spec.chart.spec.sourceRef.name", to: source, namespace: { at: "./namespace" } },
		{ from: [release], at: "spec.chartRef.name", to: source, namespace: { at: "./namespace" } },
		{
			from: [release],
			at: "spec.valuesFrom[*].name",
			to: { sort: "kinded", kindAt: "./kind", kinds: { ConfigMap: "/ConfigMap", Secret: "/Secret" } },
			optionalAt: "./optional",
		},
		{
			from: [release],
			at: "spec.dependsOn[*].name",
			to: { sort: "name", kinds: [release] },
			namespace: { at: "./namespace" },
			acyclic: true,
		},
		{ from: [kustomization], at: "spec.sourceRef.name", to: source, namespace: { at: "./namespace" } },
		{
			from: [kustomization],
			at: "spec.dependsOn[*].name",
			to: { sort: "name", kinds: [kustomization] },
			namespace: { at: "./namespace" },
			acyclic: true,
		},
		{ from: [kustomization], at: "spec.decryption.secretRef.name", to: secret },
		{
			from: [kustomization],
			at: "spec.postBuild.substituteFrom[*].name",
			to: { sort: "kinded", kindAt: "./kind", kinds: { ConfigMap: "/ConfigMap", Secret: "/Secret" } },
			optionalAt: "./optional",
		},
		...Object.values(sources).map((kind) => ({ from: [kind], at: "spec.secretRef.name", to: secret }) as const),
		{ from: [sources.GitRepository], at: "spec.verify.secretRef.name", to: secret },
		{ from: [sources.GitRepository], at: "spec.proxySecretRef.name", to: secret },
		{
			from: [sources.GitRepository],
			at: "spec.include[*].repository.name",
			to: { sort: "name", kinds: [sources.GitRepository] },
			expected: "beside",
		},
		{
			from: [sources.GitRepository],
			at: "spec.serviceAccountName",
			to: { sort: "name", kinds: ["/ServiceAccount"] },
		},
	],
};

const issuers = ["cert-manager.io/Issuer", "cert-manager.io/ClusterIssuer"];
const orders = ["cert-manager.io/Certificate", "cert-manager.io/CertificateRequest"];

/** cert-manager: who issues, and where certificates end up. */
export const certManagerReferences: ReferenceDeclarations = {
	relations: [
		{
			from: orders,
			at: "spec.issuerRef.name",
			to: {
				sort: "kinded",
				kindAt: "./kind",
				groupAt: "./group",
				kinds: { Issuer: "cert-manager.io/Issuer", ClusterIssuer: "cert-manager.io/ClusterIssuer" },
				otherwise: "cert-manager.io/Issuer",
			},
			confusedWith: issuers,
		},
		{ from: ["cert-manager.io/Certificate"], at: "spec.keystores.jks.passwordSecretRef.name", to: secret },
		{ from: ["cert-manager.io/Certificate"], at: "spec.keystores.pkcs12.passwordSecretRef.name", to: secret },
		{ from: ["cert-manager.io/Issuer"], at: "spec.ca.secretName", to: secret },
		{ from: ["cert-manager.io/ClusterIssuer"], at: "spec.ca.secretName", to: secret, namespace: "any" },
	],
	makers: [
		{ from: ["cert-manager.io/Certificate"], at: "spec.secretName", makes: "/Secret" },
		...issuers.map((kind) => ({ from: [kind], at: "spec.acme.privateKeySecretRef.name", makes: "/Secret" })),
	],
};

/** Kustomize: what it generates, and which objects its patches are for. */
export const kustomizeReferences: ReferenceDeclarations = {
	relations: [
		...["patches[*].target.name", "patchesJson6902[*].target.name"].map(
			(at) =>
				({
					from: ["kustomize.config.k8s.io/Kustomization"],
					at,
					to: {
						sort: "kinded",
						kindAt: "./kind",
						groupAt: "./group",
						kinds: {
							ConfigMap: "/ConfigMap",
							CronJob: "batch/CronJob",
							DaemonSet: "apps/DaemonSet",
							Deployment: "apps/Deployment",
							Ingress: "networking.k8s.io/Ingress",
							Job: "batch/Job",
							Namespace: "/Namespace",
							PersistentVolumeClaim: "/PersistentVolumeClaim",
							Secret: "/Secret",
							Service: "/Service",
							ServiceAccount: "/ServiceAccount",
							StatefulSet: "apps/StatefulSet",
						},
					},
					namespace: "any",
				}) as const,
		),
	],
	makers: [
		{ from: ["kustomize.config.k8s.io/Kustomization"], at: "configMapGenerator[*].name", makes: "/ConfigMap" },
		{ from: ["kustomize.config.k8s.io/Kustomization"], at: "secretGenerator[*].name", makes: "/Secret" },
	],
};
