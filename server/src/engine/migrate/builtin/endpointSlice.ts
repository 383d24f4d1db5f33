import type { Draft } from "../draft";
import type { Migration } from "../migration";
import { entryOf, mapIn, mapsIn, putAt, removeEntry, rename, take } from "../tree/edit";
import { type MapNode, toData } from "../tree/nodes";
import { builtin as reasons } from "./reasons";

/** The labels in an endpoint's topology that have a field of their own. */
const fields: Readonly<Record<string, string>> = {
	"kubernetes.io/hostname": "nodeName",
	"topology.kubernetes.io/zone": "zone",
};

/** EndpointSlice: endpoints say `nodeName` and `zone` instead of `topology`. */
export const endpointSliceMigration: Migration = {
	id: "endpoint-slice",
	from: ["discovery.k8s.io/v1alpha1/EndpointSlice", "discovery.k8s.io/v1beta1/EndpointSlice"],
	to: "discovery.k8s.io/v1/EndpointSlice",
	about: {
		en: "an endpoint's topology becomes nodeName and zone",
		"zh-cn": "端点的 topology 改为 nodeName 和 zone",
	},
	rewrite(draft) {
		const type = entryOf(draft.root, "addressType");
		if (type !== undefined && toData(type.value) === "IP") {
			const addresses = JSON.stringify(mapsIn(draft.root, "endpoints").map((endpoint) => toData(endpoint)));
			draft.setText(type, /"[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*"/i.test(addresses) ? "IPv6" : "IPv4");
			draft.note(type, reasons.addressType);
		}
		for (const endpoint of mapsIn(draft.root, "endpoints")) rewriteTopology(draft, endpoint);
	},
};

function rewriteTopology(draft: Draft, endpoint: MapNode): void {
	const topology = entryOf(endpoint, "topology");
	const map = mapIn(topology);
	if (topology === undefined) return;
	const index = endpoint.entries.indexOf(topology);
	const moved = (map?.entries ?? []).filter(({ key }) => {
		const field = fields[key];
		return field !== undefined && entryOf(endpoint, field) === undefined;
	});
	for (const entry of moved) {
		if (map !== undefined) take(map, entry.key);
		// A key may be quoted for its slash; a field is not.
		rename(entry, fields[entry.key] ?? entry.key);
	}
	const rest = map?.entries.some(({ key }) => fields[key] === undefined) === true;
	if (rest) draft.drop(endpoint, topology, reasons.topology, true);
	else removeEntry(endpoint, topology);
	putAt(endpoint, index, ...moved);
}
