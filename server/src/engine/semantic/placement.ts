import type { JsonObject } from "./objects";
import type { PodTemplate } from "./podTemplates";
import { type At, itemsAt, listIn, objectIn, textIn } from "./read";

/** One thing that a pod asks of its node: a label that must be there, with one of some values. */
export interface NodeDemand {
	readonly key: string;
	/** Any of these; empty where any value will do. */
	readonly values: readonly string[];
	readonly how: "nodeSelector" | "nodeAffinity";
	/** From the object's root. */
	readonly path: At<unknown>["path"];
}

/** A taint of a node. */
export interface Taint {
	readonly key: string;
	readonly value: string;
	readonly effect: string;
}

const hostname = "kubernetes.io/hostname";

/**
 * The labels that a pod's node must have: by `nodeSelector`, and by a required affinity that has one term (of several,
 * none must hold by itself). Demands that a label be absent are left out.
 */
export function nodeDemandsOf({ spec }: PodTemplate): readonly NodeDemand[] {
	const { nodeSelector, affinity } = spec.value;
	if (nodeSelector === undefined && affinity === undefined) return [];
	const demands: NodeDemand[] = [];
	for (const [key, value] of Object.entries(objectIn(spec.value, "nodeSelector") ?? {})) {
		const path = [...spec.path, "nodeSelector", key];
		demands.push({ key, values: [String(value ?? "")], how: "nodeSelector", path });
	}
	const steps = ["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"];
	const terms = itemsAt(spec.value, steps);
	const [term] = terms;
	if (term === undefined || terms.length > 1) return demands;
	for (const { value, path } of itemsAt(term.value, ["matchExpressions"])) {
		const key = textIn(value, "key");
		const operator = textIn(value, "operator");
		if (key === undefined || (operator !== "In" && operator !== "Exists")) continue;
		const values = operator === "In" ? listIn(value, "values").filter((item) => typeof item === "string") : [];
		demands.push({ key, values, how: "nodeAffinity", path: [...spec.path, ...term.path, ...path] });
	}
	return demands;
}

/** The one node that a pod can only run on, with where that is said; `undefined` where there is a choice. */
export function pinnedNodeOf(pod: PodTemplate): (At<string> & { readonly how: string }) | undefined {
	const { spec } = pod;
	const nodeName = textIn(spec.value, "nodeName");
	if (nodeName !== undefined && nodeName !== "") {
		return { value: nodeName, path: [...spec.path, "nodeName"], how: "nodeName" };
	}
	for (const { key, values, how, path } of nodeDemandsOf(pod)) {
		const [node] = values;
		if (key === hostname && values.length === 1 && node !== undefined && node !== "") return { value: node, path, how };
	}
	return undefined;
}

/** The taints in a list, as nodes and node pools have it. */
export function taintsIn(list: readonly unknown[]): readonly Taint[] {
	return list.flatMap((item) => {
		const key = textIn(item, "key");
		if (key === undefined) return [];
		return [{ key, value: textIn(item, "value") ?? "", effect: textIn(item, "effect") ?? "NoSchedule" }];
	});
}

/** Whether a pod's specification tolerates a taint, for however short a time. */
export function tolerates(spec: JsonObject, taint: Taint): boolean {
	return itemsAt(spec, ["tolerations"]).some(({ value }) => {
		const { key = "", operator = "Equal", effect = "" } = value;
		if (effect !== "" && effect !== taint.effect) return false;
		if (key === "") return operator === "Exists";
		if (key !== taint.key) return false;
		return operator === "Exists" || (textIn(value, "value") ?? "") === taint.value;
	});
}
