import { certManagerReferences, fluxReferences, kustomizeReferences } from "./delivery";
import { edgePlatformReferences } from "./edgePlatform";
import { kubeEdgeReferences } from "./kubeedge";
import { kubernetesReferences } from "./kubernetes";
import { openYurtReferences } from "./openYurt";
import { helmReferences, k3sReferences, kubeFedReferences, kubeVirtReferences, monitoringReferences } from "./others";
import { podReferences } from "./pods";
import type { ReferenceDeclarations } from "./relation";
import { sednaReferences } from "./sedna";

/** How kinds refer to each other, by system. */
export const referenceDeclarations: readonly ReferenceDeclarations[] = [
	podReferences,
	kubernetesReferences,
	edgePlatformReferences,
	kubeEdgeReferences,
	openYurtReferences,
	sednaReferences,
	k3sReferences,
	kubeVirtReferences,
	kubeFedReferences,
	fluxReferences,
	certManagerReferences,
	kustomizeReferences,
	monitoringReferences,
	helmReferences,
];
