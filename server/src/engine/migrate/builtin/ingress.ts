import type { Draft } from "../draft";
import type { Migration } from "../migration";
import { entryOf, has, mapAt, mapIn, mapsIn, putAt, rename, take } from "../tree/edit";
import { type Entry, type MapNode, toData } from "../tree/nodes";
import { builtin as reasons } from "./reasons";

/** Ingress: backends say `service.name` and `service.port`, and each path has its type. */
export const ingressMigration: Migration = {
	id: "ingress",
	from: ["extensions/v1beta1/Ingress", "networking.k8s.io/v1beta1/Ingress"],
	to: "networking.k8s.io/v1/Ingress",
	about: {
		en: "each path gets a pathType (ImplementationSpecific, as so far), backends become service.name and service.port",
		"zh-cn": "为每条路径补充 pathType（与此前一致，为 ImplementationSpecific），后端改为 service.name 和 service.port",
	},
	rewrite(draft) {
		const spec = mapAt(draft.root, "spec");
		if (spec === undefined) return;
		const backend = entryOf(spec, "backend");
		if (backend !== undefined && has(spec, "defaultBackend")) {
			draft.drop(spec, backend, reasons.bothBackends, true);
		} else if (backend !== undefined) {
			rename(backend, "defaultBackend");
			rewriteBackend(draft, backend);
		}
		for (const rule of mapsIn(spec, "rules")) {
			for (const path of mapsIn(rule, "http", "paths")) {
				const own = entryOf(path, "backend");
				if (own !== undefined) rewriteBackend(draft, own);
				if (has(path, "pathType")) continue;
				const index = path.entries.findIndex(({ key }) => key === "path");
				putAt(path, index + 1, draft.make.entry("pathType", "ImplementationSpecific"));
			}
		}
	},
};

function rewriteBackend(draft: Draft, backend: Entry): void {
	const map = mapIn(backend);
	const name = entryOf(map, "serviceName");
	const port = entryOf(map, "servicePort");
	if (map === undefined || (name === undefined && port === undefined)) return;
	const index = Math.min(...[name, port].flatMap((one) => (one === undefined ? [] : [map.entries.indexOf(one)])));
	const service = draft.make.map();
	// Written as the backend is: a short one on one line stays so.
	service.flow = map.flow;
	service.padded = map.padded;
	for (const entry of [...map.entries]) {
		if (entry === name) {
			take(map, "serviceName");
			rename(entry, "name");
			service.entries.push(entry);
		} else if (entry === port) {
			take(map, "servicePort");
			service.entries.push(portOf(draft, entry, map));
		}
	}
	putAt(map, index, draft.make.entry("service", service));
}

/** `servicePort: 80` becomes `port: {number: 80}`, `servicePort: http` becomes `port: {name: http}`. */
function portOf(draft: Draft, entry: Entry, around: MapNode): Entry {
	const value = toData(entry.value);
	const isNumber = typeof value === "number" || /^\d+$/.test(String(value));
	if (typeof value === "string" && isNumber) {
		entry.value = draft.make.scalar(Number(value));
		draft.note(entry, reasons.numericPort);
	}
	const inner: Entry = { ...entry, lead: [], tail: "" };
	rename(inner, isNumber ? "number" : "name");
	const port = draft.make.map([inner]);
	port.flow = around.flow;
	port.padded = around.padded;
	const { lead, tail } = entry;
	const outer = draft.make.entry("port", port);
	if (around.flow) return { ...outer, lead, tail, column: entry.column };
	return { ...outer, lead, column: entry.column, value: draft.make.map([{ ...inner, tail }]) };
}
