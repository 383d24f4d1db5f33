import { isRecord } from "../../schema/record";
import { dataAt } from "../../yaml/path";
import type { Draft } from "../draft";
import { asTrivia, commentsIn, footComments, ownComments } from "../tree/comments";
import { entryOf, listAt, listIn, mapAt, mapIn, mapsIn, rename, take } from "../tree/edit";
import { type Plain, plain } from "../tree/make";
import { type Entry, type Item, type ListNode, type MapNode, toData, Unsupported } from "../tree/nodes";
import { openyurt as reasons } from "./reasons";

/** Labels by which a node belongs to a NodePool. */
const poolLabels = new Set(["apps.openyurt.io/nodepool", "apps.openyurt.io/desired-nodepool"]);

/** What the pools of a topology become. */
export interface Pools {
	readonly names: ListNode;
	readonly tweaks: ListNode;
}

/** Takes a topology apart: the names of its pools, and what each has for itself. */
export function rewritePools(draft: Draft, spec: MapNode, template: MapNode | undefined): Pools {
	for (const path of [["topology"], ["topology", "pools"]]) {
		const entry = entryOf(mapAt(spec, ...path.slice(0, -1)), path.at(-1) ?? "");
		const fits = path.length === 1 ? mapIn(entry) : listIn(entry);
		if (entry !== undefined && fits === undefined && toData(entry.value) !== null) {
			throw new Unsupported("shape", `spec.${path.join(".")}`);
		}
	}
	const pools = listAt(spec, "topology", "pools");
	const names = draft.make.list();
	const tweaks = draft.make.list();
	for (const item of pools?.items ?? []) {
		const pool = mapIn(item);
		if (pool === undefined) continue;
		const own = namesOf(draft, pool, item);
		const tweak = tweakOf(draft, pool, template);
		const [first] = own;
		// What is left of the pool are its comments.
		if (first !== undefined) first.lead.unshift(...asTrivia(commentsIn(item), first.column));
		else names.foot.push(...asTrivia(commentsIn(item), 0));
		names.items.push(...own);
		if (tweak === undefined) continue;
		const values = own.map(({ value }) => draft.make.item(String(toData(value))));
		tweaks.items.push(
			draft.make.item(
				draft.make.map([draft.make.entry("pools", draft.make.list(values)), draft.make.entry("tweaks", tweak)]),
			),
		);
	}
	const topology = mapAt(spec, "topology");
	for (const entry of topology?.entries ?? []) {
		if (entry.key !== "pools") draft.dropped(spec, entry, reasons.unknownField);
		else names.foot.push(...asTrivia([...commentsIn({ ...entry, value: draft.make.map() })], 0));
	}
	for (const node of [pools, topology]) {
		if (node !== undefined) names.foot.push(...asTrivia(footComments(node), 0));
	}
	return { names, tweaks };
}

/** The NodePools of a pool: those that its label names; else the pool's own name. */
function namesOf(draft: Draft, pool: MapNode, item: Item): Item[] {
	const name = take(pool, "name");
	const term = take(pool, "nodeSelectorTerm");
	const labelled = term === undefined ? undefined : poolValues(term);
	if (labelled !== undefined) {
		// The name only told the pools of this object apart.
		const [first] = labelled;
		const comments = [...(name === undefined ? [] : commentsIn(name)), ...(term === undefined ? [] : commentsIn(term))];
		return labelled.map((one) => ({
			...draft.make.item(String(toData(one.value))),
			lead: one === first ? asTrivia(comments, 0) : [],
		}));
	}
	const lead = term === undefined ? [] : asTrivia(draft.droppedComment(pool, term, reasons.byLabels), 0);
	const inner = term === undefined ? [] : asTrivia(commentsIn(term), 0);
	if (name === undefined) {
		item.lead.push(...lead, ...inner);
		return [];
	}
	const { value, tail } = name;
	const above = asTrivia(commentsIn({ ...name, tail: "" }), 0);
	const leaf = value.kind === "leaf" ? { ...value, base: 0 } : value;
	return [{ ...draft.make.item(leaf), tail, lead: [...lead, ...above, ...inner] }];
}

function poolValues(term: Entry): Item[] | undefined {
	const map = mapIn(term);
	const [only, ...others] = mapsIn(map, "matchExpressions");
	if (only === undefined || others.length > 0 || (listAt(map, "matchFields")?.items.length ?? 0) > 0) return undefined;
	const data = toData(only);
	if (!isRecord(data) || data.operator !== "In" || !poolLabels.has(String(data.key))) return undefined;
	const values = listAt(only, "values")?.items ?? [];
	return values.length > 0 ? values : undefined;
}

/** What a pool has for itself: replicas, tolerations, a patch. */
function tweakOf(draft: Draft, pool: MapNode, template: MapNode | undefined): MapNode | undefined {
	const { make } = draft;
	const body = template?.entries.map((entry) => mapIn(entry)).find((one) => one !== undefined);
	const workload = body === undefined ? {} : toData(body);
	const tweak = make.map();
	const replicas = take(pool, "replicas");
	if (replicas !== undefined) tweak.entries.push(replicas);
	const patches = make.list();
	const tolerations = take(pool, "tolerations");
	const list = listIn(tolerations);
	if (tolerations !== undefined && list !== undefined && list.items.length > 0) {
		patches.items.push(...tolerationPatches(draft, workload, tolerations, list));
	} else if (tolerations !== undefined) {
		tweak.foot.push(...asTrivia(commentsIn(tolerations), 0));
	}
	const patch = entryOf(pool, "patch");
	const known = patch === undefined ? undefined : jsonPatches(toData(patch.value), workload);
	if (patch !== undefined && known === undefined) draft.drop(pool, patch, reasons.patch, true);
	if (patch !== undefined && known !== undefined) {
		take(pool, "patch");
		tweak.foot.push(...asTrivia(commentsIn(patch), 0));
		if (known.replicas !== undefined && replicas === undefined) {
			tweak.entries.push(make.entry("replicas", known.replicas));
		}
		if (known.images.length > 0) tweak.entries.push(make.entry("containerImages", known.images));
		patches.items.push(...known.patches.map((one) => make.item(one)));
	}
	if (patches.items.length > 0) tweak.entries.push(make.entry("patches", patches));
	return tweak.entries.length > 0 ? tweak : undefined;
}

const tolerationsPath = ["spec", "template", "spec", "tolerations"];

/** Tolerations of a pool came on top of those of the template. */
function tolerationPatches(draft: Draft, workload: unknown, entry: Entry, list: ListNode): Item[] {
	const { make } = draft;
	const path = `/${tolerationsPath.join("/")}`;
	if (!Array.isArray(dataAt(workload, tolerationsPath))) {
		rename(entry, "value");
		return [make.item(make.map([make.entry("path", path), make.entry("operation", "add"), entry]))];
	}
	const around = asTrivia([...ownComments(entry), ...footComments(list)], 0);
	return list.items.map((item, index) => {
		const patch = make.map([make.entry("path", `${path}/-`), make.entry("operation", "add")]);
		patch.entries.push(make.entry("value", item.value));
		return { ...make.item(patch), lead: [...(index === 0 ? around : []), ...asTrivia(ownComments(item), 0)] };
	});
}

interface Patches {
	readonly replicas: number | undefined;
	readonly images: readonly Plain[];
	readonly patches: readonly Plain[];
}

/**
 * A strategic merge patch as the tweaks that do the same.
 *
 * @returns `undefined` where that takes knowing how lists merge
 */
function jsonPatches(patch: unknown, workload: unknown): Patches | undefined {
	const found: { replicas: number | undefined; images: Plain[]; patches: Plain[] } = {
		replicas: undefined,
		images: [],
		patches: [],
	};
	const visit = (value: unknown, path: readonly string[]): boolean => {
		if (isRecord(value)) {
			const target = dataAt(workload, path);
			// An object that is not there has nothing to merge with.
			if (!isRecord(target)) return add(value, path);
			return Object.entries(value).every(([key, inner]) => !key.startsWith("$") && visit(inner, [...path, key]));
		}
		const place = path.join("/");
		if (place === "spec/replicas" && typeof value === "number") {
			found.replicas = value;
			return true;
		}
		if (Array.isArray(value)) {
			if (place !== "spec/template/spec/containers") return false;
			return value.every((container) => {
				if (!isRecord(container)) return false;
				const { name, image, ...rest } = container;
				if (typeof name !== "string" || typeof image !== "string" || Object.keys(rest).length > 0) return false;
				found.images.push({ name, targetImage: image });
				return true;
			});
		}
		return value !== null && add(value, path);
	};
	const add = (value: unknown, path: readonly string[]): boolean => {
		const data = plain(value);
		if (data === undefined || path.length === 0 || !isRecord(dataAt(workload, path.slice(0, -1)))) return false;
		const pointer = path.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
		const operation = dataAt(workload, path) === undefined ? "add" : "replace";
		found.patches.push({ path: pointer, operation, value: data });
		return true;
	};
	return visit(patch, []) ? found : undefined;
}
