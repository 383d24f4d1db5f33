import type { ClusterState, ResourceState } from "./model";
import { type NodeGroup, nodeGroups } from "./nodeGroups";

/** Reads the node groups of one cluster, keeping what was read as long as groups and nodes stay the same. */
export class NodeGroupReader {
	private last: { readonly key: readonly ResourceState[]; readonly groups: readonly NodeGroup[] } | undefined;

	/** All groups. The same list as before where nothing changed. */
	groups(state: ClusterState): readonly NodeGroup[] {
		const { nodes, edgePlatformNodeGroups, kubeEdgeNodeGroups, nodePools } = state.resources;
		const key = [nodes, edgePlatformNodeGroups, kubeEdgeNodeGroups, nodePools];
		if (this.last?.key.every((resource, index) => resource === key[index])) return this.last.groups;
		const groups = nodeGroups(state);
		this.last = { key, groups };
		return groups;
	}
}
