import { parseApiVersion } from "../objects";
import type { Manifest } from "./manifests";

/** Kinds that others need, in the order in which they are needed. Everything else comes behind, as it stands in the file. */
const early: readonly (readonly string[])[] = [
	["/Namespace"],
	["apiextensions.k8s.io/CustomResourceDefinition"],
	["devices.kubeedge.io/DeviceModel", "iot.openyurt.io/DeviceProfile", "iam.theriseunion.io/RoleTemplate"],
	[
		"iam.theriseunion.io/IAMRole",
		"rbac.authorization.k8s.io/ClusterRole",
		"rbac.authorization.k8s.io/Role",
		"/ServiceAccount",
	],
];

/** Manifests in the order in which a server can take them. */
export function inApplyOrder(manifests: readonly Manifest[]): Manifest[] {
	return manifests.toSorted((a, b) => rank(a) - rank(b));
}

function rank(manifest: Manifest): number {
	const { apiVersion, kind } = manifest.object;
	const name = `${parseApiVersion(apiVersion).group}/${kind}`;
	const index = early.findIndex((kinds) => kinds.includes(name));
	return index < 0 ? early.length : index;
}
