import type { Migration } from "../migration";

/** Versions whose fields are those of their successor: the apiVersion is all that changes. */
const unchanged: readonly (readonly [from: string, kinds: readonly string[], to: string])[] = [
	["admissionregistration.k8s.io/v1alpha1", ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"], "v1"],
	["admissionregistration.k8s.io/v1beta1", ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"], "v1"],
	["apiregistration.k8s.io/v1beta1", ["APIService"], "v1"],
	["apps/v1beta1", ["ControllerRevision"], "v1"],
	["apps/v1beta2", ["ControllerRevision"], "v1"],
	["authentication.k8s.io/v1alpha1", ["SelfSubjectReview"], "v1"],
	["authentication.k8s.io/v1beta1", ["SelfSubjectReview", "TokenReview"], "v1"],
	["authorization.k8s.io/v1beta1", ["SelfSubjectAccessReview", "SelfSubjectRulesReview"], "v1"],
	["autoscaling/v2beta2", ["HorizontalPodAutoscaler"], "v2"],
	["batch/v1beta1", ["CronJob"], "v1"],
	["batch/v2alpha1", ["CronJob"], "v1"],
	["coordination.k8s.io/v1beta1", ["Lease"], "v1"],
	["flowcontrol.apiserver.k8s.io/v1alpha1", ["FlowSchema"], "v1"],
	["flowcontrol.apiserver.k8s.io/v1beta1", ["FlowSchema"], "v1"],
	["flowcontrol.apiserver.k8s.io/v1beta2", ["FlowSchema"], "v1"],
	["flowcontrol.apiserver.k8s.io/v1beta3", ["FlowSchema"], "v1"],
	["networking.k8s.io/v1alpha1", ["IPAddress"], "v1"],
	["networking.k8s.io/v1beta1", ["IngressClass"], "v1"],
	["node.k8s.io/v1beta1", ["RuntimeClass"], "v1"],
	["scheduling.k8s.io/v1alpha1", ["PriorityClass"], "v1"],
	["scheduling.k8s.io/v1beta1", ["PriorityClass"], "v1"],
	["storage.k8s.io/v1alpha1", ["CSIStorageCapacity", "VolumeAttachment", "VolumeAttributesClass"], "v1"],
	["storage.k8s.io/v1beta1", ["CSIDriver", "CSINode", "CSIStorageCapacity", "StorageClass", "VolumeAttachment"], "v1"],
];

/** A migration for each kind that only changes its apiVersion. */
export const sameShapeMigrations: readonly Migration[] = renamings([
	...unchanged.map(([from, kinds, to]) => [from, kinds, `${from.slice(0, from.indexOf("/"))}/${to}`] as const),
	["extensions/v1beta1", ["NetworkPolicy"], "networking.k8s.io/v1"],
]);

function renamings(list: readonly (readonly [string, readonly string[], string])[]): Migration[] {
	const byTarget = new Map<string, string[]>();
	for (const [from, kinds, to] of list) {
		for (const kind of kinds) {
			const target = `${to}/${kind}`;
			byTarget.set(target, [...(byTarget.get(target) ?? []), `${from}/${kind}`]);
		}
	}
	return [...byTarget].map(([to, from]) => ({
		id: idOf(to),
		from,
		to,
		about: { en: "only the apiVersion changes", "zh-cn": "只有 apiVersion 变化" },
		rewrite: () => {},
	}));
}

/** A name for the command line: `storage.k8s.io/v1/StorageClass` is `storage-class`. */
export function idOf(to: string): string {
	const kind = to.slice(to.lastIndexOf("/") + 1);
	return kind
		.replace(/([a-z0-9])([A-Z])/g, "$1-$2")
		.replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
		.toLowerCase();
}
