import type { Fleet } from "../fleet/fleet";

/** What there is to show at all, for welcome texts and menus (context key `edgewise.fleet.state`). */
export type FleetState = "untrusted" | "noKubeconfig" | "noContexts" | "notConnected" | "connecting" | "ready";

/** @param trusted false where the workspace is not trusted, so that no cluster may be contacted */
export function fleetState({ files, connections }: Pick<Fleet, "files" | "connections">, trusted: boolean): FleetState {
	if (!trusted) return "untrusted";
	if (files.length === 0) return "noKubeconfig";
	if (connections.length === 0) return "noContexts";
	const phases = connections.map(({ state }) => state.phase.kind).filter((phase) => phase !== "idle");
	if (phases.length === 0) return "notConnected";
	return phases.every((phase) => phase === "connecting") ? "connecting" : "ready";
}
