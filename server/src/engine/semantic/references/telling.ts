import { type GroupKind, groupKindOf, type ManifestObject } from "../objects";
import { PatternTree } from "./pattern";

/** The fields that tell most about an object, by kind. Never a field that may hold a secret. */
const fields: Readonly<Record<GroupKind, readonly string[]>> = {
	"/Node": ["spec.taints[*].key"],
	"/PersistentVolumeClaim": ["spec.storageClassName", "spec.resources.requests.storage"],
	"/Secret": ["type"],
	"/Service": ["spec.type"],
	"app.theriseunion.io/Application": [`metadata.labels["app.theriseunion.io/provisioner"]`, "spec.displayName"],
	"app.theriseunion.io/ApplicationVersion": ["spec.applicationRef", "spec.version", "status.reviewPhase"],
	"apps.openyurt.io/NodePool": ["spec.type"],
	"apps.kubeedge.io/NodeGroup": ["spec.nodes[*]"],
	"apps/DaemonSet": ["spec.template.spec.containers[*].image"],
	"apps/Deployment": ["spec.replicas", "spec.template.spec.containers[*].image"],
	"apps/StatefulSet": ["spec.replicas", "spec.template.spec.containers[*].image"],
	"cert-manager.io/ClusterIssuer": ["spec.acme.server"],
	"devices.kubeedge.io/Device": ["spec.deviceModelRef.name", "spec.nodeName", "spec.protocol.protocolName"],
	"devices.kubeedge.io/DeviceModel": ["spec.protocol"],
	"iam.theriseunion.io/IAMRole": [
		`metadata.labels["iam.theriseunion.io/scope"]`,
		`metadata.labels["iam.theriseunion.io/scope-value"]`,
		"spec.aggregationRoleTemplates.templateNames[*]",
	],
	"iam.theriseunion.io/RoleTemplate": [
		`metadata.labels["iam.theriseunion.io/scope"]`,
		`metadata.labels["iam.theriseunion.io/category"]`,
		`metadata.annotations["iam.theriseunion.io/dependencies"]`,
	],
	"scope.theriseunion.io/Cluster": ["spec.connection.type", "spec.provider"],
	"scope.theriseunion.io/NodeGroup": [`metadata.labels["scope.theriseunion.io/cluster"]`],
	"scope.theriseunion.io/Workspace": [`metadata.labels["scope.theriseunion.io/cluster"]`, "spec.manager"],
	"sedna.io/Dataset": ["spec.url", "spec.format", "spec.nodeName"],
	"sedna.io/Model": ["spec.url", "spec.format"],
	"storage.k8s.io/StorageClass": ["provisioner", "volumeBindingMode"],
};

const trees: ReadonlyMap<GroupKind, PatternTree<string>> = new Map(
	Object.entries(fields).map(([kind, patterns]) => {
		const tree = new PatternTree<string>();
		for (const pattern of patterns) tree.add(pattern, pattern);
		return [kind, tree];
	}),
);

/** What a field that tells much about an object is called, and what it says. */
export interface TellingField {
	readonly name: string;
	readonly values: readonly string[];
}

/** The fields that tell most about an object, in the order of its text. */
export function tellingFields(object: ManifestObject): TellingField[] {
	const found = new Map<string, string[]>();
	trees.get(groupKindOf(object))?.walk(object.data, [], (_, { path, value }) => {
		if (typeof value === "object" || value === undefined) return;
		const name = String(path.findLast((step) => typeof step === "string"));
		const known = found.get(name);
		if (known === undefined) found.set(name, [String(value)]);
		else known.push(String(value));
	});
	return [...found].map(([name, values]) => ({ name, values }));
}
