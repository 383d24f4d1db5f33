/** The nodes of the example fleet: what a hub would see of three stores. */
export interface DemoNode {
	readonly name: string;
	readonly region: "north" | "south";
	/** The OpenYurt NodePool that it belongs to, if any. */
	readonly pool?: string;
	/** False for a node whose link is down. */
	readonly ready: boolean;
	readonly labels?: Readonly<Record<string, string>>;
}

export const demoNodes: readonly DemoNode[] = [
	{ name: "store-001-node-1", region: "north", ready: true, labels: { "has-freezer": "yes" } },
	{ name: "store-001-node-2", region: "north", ready: true, labels: { "has-freezer": "yes" } },
	{ name: "store-002-node-1", region: "south", ready: false, labels: { "has-freezer": "yes" } },
	{ name: "store-003-node-1", region: "south", ready: true, pool: "store-003" },
	{ name: "store-003-node-2", region: "south", ready: true, pool: "store-003" },
];

/** A freezer and what it starts from; temperatures are degrees Celsius. */
export interface DemoFreezer {
	readonly name: string;
	readonly setpoint: number;
	/** What the device holds; differs from the set point where a command has not reached it. */
	readonly observed: number;
	readonly reported: number;
	readonly online: boolean;
}

export const demoFreezers: readonly DemoFreezer[] = [
	{ name: "freezer-001", setpoint: -18, observed: -18, reported: -17.6, online: true },
	{ name: "freezer-002", setpoint: -20, observed: -18, reported: -18.1, online: true },
	{ name: "freezer-003", setpoint: -18, observed: -18, reported: -12.4, online: false },
];
