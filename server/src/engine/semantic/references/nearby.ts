import { hasPlaceholder } from "../../features/unfinished";
import { firstWhere } from "../../text/search";
import type { GroupKind, ManifestObject } from "../objects";
import type { Workspace } from "../workspace";
import { distanceOf, folderOf } from "./folders";
import { kustomizationsOver, reachedFiles } from "./kustomizations";
import { LikenessIndex } from "./likenessIndex";
import { byLabel, sameList, withLabel } from "./lookup";

/*
 * Looks for objects around a file. A workspace can hold thousands of objects of a kind, and as many names that lead
 * nowhere, so nothing here compares each with each.
 */

/** Whether people apply two objects together, as far as one can tell. */
export function isClose(object: ManifestObject, other: ManifestObject, workspace: Workspace): boolean {
	const distance = distanceOf(object.uri, other.uri);
	return distance === "file" || distance === "folder" || kustomizedTogether(object, other, workspace);
}

/** Whether some kustomization puts both objects in. */
export function kustomizedTogether(object: ManifestObject, other: ManifestObject, workspace: Workspace): boolean {
	const over = kustomizationsOver(workspace, object.uri);
	if (over.length === 0) return false;
	const overOther = kustomizationsOver(workspace, other.uri);
	return over.some((kustomization) => overOther.includes(kustomization));
}

/** The objects of a kind that are close to a file, or in a folder near its own. */
export function nearOfKind(workspace: Workspace, kind: GroupKind, uri: string): readonly ManifestObject[] {
	return merged([
		workspace.derived(aroundFolder, `${kind}\n${folderOf(uri)}`),
		...kustomizationsOver(workspace, uri).map((over) => workspace.derived(underKustomization, `${kind}\n${over}`)),
	]);
}

/** The objects of a kind, wherever they are, for whose names another one looks like a typing error. */
export function meantByName(workspace: Workspace, kind: GroupKind, written: string): readonly ManifestObject[] {
	const names = listed(workspace.derived(namesLike, `${kind}\n${written}`));
	return merged(names.map((name) => workspace.named(kind, name)));
}

/** The objects of a kind, wherever they are, that a label would fit if it had not been mistyped. */
export function meantByLabel(
	workspace: Workspace,
	of: "object" | "pods",
	kind: GroupKind,
	key: string,
	value: string,
): readonly ManifestObject[] {
	const head = `${of} ${kind}`;
	const pairs = [
		...listed(workspace.derived(valuesLike, `${head}\n${key}\n${value}`)).map((other) => `${key}=${other}`),
		...listed(workspace.derived(keysLike, `${head}\n${key}`)).map((other) => `${other}=${value}`),
	];
	return merged(pairs.map((pair) => workspace.derived(withLabel, `${head} ${pair}`)));
}

/** Lists as one, each object once, by file. */
function merged(lists: readonly (readonly ManifestObject[])[]): readonly ManifestObject[] {
	const [first, ...others] = lists.filter((list) => list.length > 0);
	if (first === undefined) return [];
	if (others.length === 0) return first;
	return [...new Set([...first, ...others.flat()])].sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
}

interface ByFolder {
	readonly inside: ReadonlyMap<string, readonly ManifestObject[]>;
	/** By the folder above. */
	readonly below: ReadonlyMap<string, readonly ManifestObject[]>;
}

/** The objects of a kind by folder. A derivation. */
function byFolder(workspace: Workspace, kind: string): ByFolder {
	const inside = new Map<string, ManifestObject[]>();
	const below = new Map<string, ManifestObject[]>();
	for (const object of workspace.ofKind(kind)) {
		const folder = folderOf(object.uri);
		push(inside, folder, object);
		push(below, folderOf(folder), object);
	}
	return { inside, below };
}

function push(map: Map<string, ManifestObject[]>, key: string, object: ManifestObject): void {
	const list = map.get(key);
	if (list === undefined) map.set(key, [object]);
	else list.push(object);
}

/**
 * The objects of a kind in a folder, above it, below it, and in folders beside it. A derivation; the list stays the same while
 * nothing in it changes.
 */
function aroundFolder(workspace: Workspace, key: string): readonly ManifestObject[] {
	const [kind, folder] = halves(key);
	const { inside, below } = workspace.derived(byFolder, kind);
	const lists = [below.get(folderOf(folder)) ?? [], startingWith(workspace.ofKind(kind), `${folder}/`)];
	for (let above = folder; above !== ""; above = folderOf(above)) lists.push(inside.get(above) ?? []);
	return sameList(merged([...lists, inside.get("") ?? []]));
}

/** @param objects by file */
function startingWith(objects: readonly ManifestObject[], start: string): readonly ManifestObject[] {
	const first = firstWhere(objects.length, (at) => (objects[at]?.uri ?? "") >= start);
	const rest = firstWhere(objects.length - first, (at) => objects[first + at]?.uri.startsWith(start) === false);
	return objects.slice(first, first + rest);
}

/** The objects of a kind that a kustomization puts in. A derivation. */
function underKustomization(workspace: Workspace, key: string): readonly ManifestObject[] {
	const [kind, kustomization] = halves(key);
	const files = reachedFiles(workspace, kustomization);
	return sameList(workspace.ofKind(kind).filter(({ uri }) => files.has(uri)));
}

/** The names of a kind, as one text, which stays the same while they do. A derivation. */
function namesOf(workspace: Workspace, kind: string): string {
	const names = new Set<string>();
	for (const { name } of workspace.ofKind(kind)) if (name !== "" && !hasPlaceholder(name)) names.add(name);
	return [...names].join("\n");
}

function nameIndex(workspace: Workspace, kind: string): LikenessIndex {
	return new LikenessIndex(listed(workspace.derived(namesOf, kind)));
}

function namesLike(workspace: Workspace, key: string): string {
	const [kind, written] = halves(key);
	return workspace.derived(nameIndex, kind).meantBy(written).join("\n");
}

/** The values of each label of a kind's objects, or of their pods. A derivation. */
function valuesByKey(workspace: Workspace, head: string): ReadonlyMap<string, string> {
	const found = new Map<string, string[]>();
	for (const pair of workspace.derived(byLabel, head).keys()) {
		const end = pair.indexOf("=");
		const key = pair.slice(0, end);
		const values = found.get(key);
		if (values === undefined) found.set(key, [pair.slice(end + 1)]);
		else values.push(pair.slice(end + 1));
	}
	return new Map([...found].map(([key, values]) => [key, values.join("\n")]));
}

function valuesOf(workspace: Workspace, key: string): string {
	const [head, label] = halves(key);
	return workspace.derived(valuesByKey, head).get(label) ?? "";
}

function valueIndex(workspace: Workspace, key: string): LikenessIndex {
	return new LikenessIndex(listed(workspace.derived(valuesOf, key)));
}

function valuesLike(workspace: Workspace, key: string): string {
	const end = key.lastIndexOf("\n");
	const index = workspace.derived(valueIndex, key.slice(0, end));
	return index.meantBy(key.slice(end + 1)).join("\n");
}

function keysOf(workspace: Workspace, head: string): string {
	return [...workspace.derived(valuesByKey, head).keys()].join("\n");
}

function keyIndex(workspace: Workspace, head: string): LikenessIndex {
	return new LikenessIndex(listed(workspace.derived(keysOf, head)));
}

function keysLike(workspace: Workspace, key: string): string {
	const [head, written] = halves(key);
	return workspace.derived(keyIndex, head).meantBy(written).join("\n");
}

function halves(key: string): readonly [string, string] {
	const end = key.indexOf("\n");
	return [key.slice(0, end), key.slice(end + 1)];
}

function listed(text: string): readonly string[] {
	return text === "" ? [] : text.split("\n");
}
