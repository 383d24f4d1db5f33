import type { CommandTools } from "./context";
import { requireTrust } from "./target";

/** Reads the kubeconfig again and asks clusters again for what they did not give. */
export async function reloadFleet({ fleet }: CommandTools): Promise<void> {
	if (await requireTrust()) fleet.reload();
}
