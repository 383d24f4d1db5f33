import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { type Fleet, startFleet } from "../kubernetes/controlPlane";
import { startNode } from "../kubernetes/node";
import { freePort } from "../kubernetes/ports";
import { seedHub } from "./seed";
import { simulate } from "./simulate";

/** The demo's clusters, running. */
export interface Demo {
	/** Path of a kubeconfig with the contexts `hub`, `store-003` and `store-009` (whose server is down). */
	readonly kubeconfig: string;
	readonly fleet: Fleet;
	/** Whether the hub has a real node, on which Deployments roll out. */
	readonly hasNode: boolean;
	stop(): Promise<void>;
}

/**
 * Starts the example fleet: a hub with the CRDs, the objects of `examples/` and moving device twins, a second cluster,
 * and a context whose server is down.
 *
 * @param say told what is being done
 * @param options `simulated`: whether the twins move
 * @throws Error where no Kubernetes can be had here
 */
export async function startDemo(
	say: (line: string) => void,
	{ simulated = true }: { readonly simulated?: boolean } = {},
): Promise<Demo> {
	// A real node needs Linux and root; without, pods stay pending and everything else works.
	const nodePossible = process.platform === "linux" && process.getuid?.() === 0;
	say("Starting the control planes…");
	const fleet = await startFleet(["hub", "store-003"], { controllers: nodePossible });
	const folder = await mkdtemp(join(tmpdir(), "edgewise-demo-"));
	try {
		const hub = fleet.cluster("hub");
		say("Creating the example objects…");
		await seedHub(hub);
		let hasNode = false;
		if (nodePossible) {
			say("Starting a node…");
			await startNode(hub, { name: "hub-node-1" });
			hasNode = true;
		}
		const kubeconfig = join(folder, "kubeconfig.yaml");
		await writeFile(kubeconfig, withDeadContext(fleet.mergedKubeconfig(), await freePort()), { mode: 0o600 });
		const endSimulation = simulate(hub, { twins: simulated }, () => {
			// The hub may be restarted by hand to see what happens; the next round tells.
		});
		return {
			kubeconfig,
			fleet,
			hasNode,
			async stop() {
				endSimulation();
				await fleet.stop();
				await rm(folder, { recursive: true, force: true });
			},
		};
	} catch (error) {
		await fleet.stop();
		await rm(folder, { recursive: true, force: true });
		throw error;
	}
}

function withDeadContext(kubeconfig: string, port: number): string {
	const name = "store-009";
	const config = parse(kubeconfig) as Record<"clusters" | "users" | "contexts", object[]>;
	config.clusters.push({ name, cluster: { server: `https://127.0.0.1:${port}` } });
	config.users.push({ name, user: { token: "none" } });
	config.contexts.push({ name, context: { cluster: name, user: name } });
	return stringify(config);
}
