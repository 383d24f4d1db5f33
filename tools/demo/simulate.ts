import type { ApiClient } from "../kubernetes/apiClient";
import { type DemoFreezer, demoFreezers, demoNodes } from "./fleet";
import { deviceStatus } from "./seed";

/** Milliseconds between two reports of a freezer. */
const reportInterval = 2_000;
/** Milliseconds between two signs of life of a node; the controller manager waits 40 s for one. */
const leaseInterval = 10_000;

/**
 * Plays the part of mappers and kubelets: temperatures drift around the set point, doors open now and then, a new
 * desired value reaches the device a little later, nodes renew their leases.
 *
 * @param what `twins`: whether devices report; nodes always show that they live
 * @param onError told of each round that failed; the simulation goes on
 * @returns ends the simulation
 */
export function simulate(
	hub: ApiClient,
	what: { readonly twins: boolean },
	onError: (error: unknown) => void,
): () => void {
	const freezers = demoFreezers.filter((freezer) => freezer.online).map((freezer) => new Freezer(freezer));
	const guarded = (round: () => Promise<void>) => () => void round().catch(onError);
	const report = guarded(async () => {
		for (const freezer of freezers) await freezer.report(hub);
	});
	const renew = guarded(async () => {
		for (const node of demoNodes) if (node.ready) await renewLease(hub, node.name);
	});
	renew();
	const timers = [setInterval(renew, leaseInterval)];
	if (what.twins) timers.push(setInterval(report, reportInterval));
	return () => {
		for (const timer of timers) clearInterval(timer);
	};
}

class Freezer {
	private temperature: number;
	private setpoint: number;
	private doorOpen = false;
	private roundsUntilObeyed = 2;

	constructor(private readonly start: DemoFreezer) {
		this.temperature = start.reported;
		this.setpoint = start.observed;
	}

	async report(hub: ApiClient): Promise<void> {
		const desired = await this.desiredSetpoint(hub);
		// The second freezer's mapper is stuck, so that a lag is there to be seen.
		if (desired !== undefined && desired !== this.setpoint && this.start.observed === this.start.setpoint) {
			this.roundsUntilObeyed--;
			if (this.roundsUntilObeyed <= 0) {
				this.setpoint = desired;
				this.roundsUntilObeyed = 2;
			}
		}
		if (Math.random() < 0.08) this.doorOpen = !this.doorOpen;
		const goal = this.doorOpen ? this.setpoint + 6 : this.setpoint;
		this.temperature += (goal - this.temperature) * 0.15 + (Math.random() - 0.5) * 0.4;
		await hub.apply(deviceStatus(this.start.name, true, this.setpoint, this.temperature, this.doorOpen));
	}

	private async desiredSetpoint(hub: ApiClient): Promise<number | undefined> {
		const path = `/apis/devices.kubeedge.io/v1beta1/namespaces/stores/devices/${this.start.name}`;
		const { body } = await hub.request("GET", path);
		const device = body as { spec?: { properties?: { name?: string; desired?: { value?: string } }[] } };
		const value = device.spec?.properties?.find(({ name }) => name === "setpoint")?.desired?.value;
		return value === undefined ? undefined : Number(value);
	}
}

async function renewLease(hub: ApiClient, node: string): Promise<void> {
	await hub.apply({
		apiVersion: "coordination.k8s.io/v1",
		kind: "Lease",
		metadata: { name: node, namespace: "kube-node-lease" },
		spec: { holderIdentity: node, leaseDurationSeconds: 40, renewTime: new Date().toISOString().replace("Z", "000Z") },
	});
}
