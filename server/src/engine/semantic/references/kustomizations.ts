import type { JsonObject, ManifestObject } from "../objects";
import { listIn, objectIn, textIn } from "../read";
import type { Workspace } from "../workspace";
import { folderOf, resolveUri } from "./folders";

/** The kind of a `kustomization.yaml`. */
export const kustomizationKind = "kustomize.config.k8s.io/Kustomization";

/** What kustomizations of a workspace do to its files. */
interface Kustomizations {
	/** Files that hold patches. */
	readonly patches: ReadonlySet<string>;
	/** The kustomizations that put a file in, directly or through others. */
	readonly governing: ReadonlyMap<string, ReadonlySet<ManifestObject>>;
	/** The kustomizations that name a file themselves. */
	readonly naming: ReadonlyMap<string, ReadonlySet<ManifestObject>>;
	/** The files that each puts in, by its own URI. */
	readonly files: ReadonlyMap<string, ReadonlySet<string>>;
	/** What they put before and behind names. */
	readonly affixes: readonly { readonly prefix: string; readonly suffix: string }[];
}

const none: Kustomizations = {
	patches: new Set(),
	governing: new Map(),
	naming: new Map(),
	files: new Map(),
	affixes: [],
};

const noTexts: readonly string[] = [];

/** Reads all kustomizations. A derivation. */
function kustomizations(workspace: Workspace): Kustomizations {
	const all = workspace.ofKind(kustomizationKind);
	if (all.length === 0) return none;
	const byFolder = new Map(all.map((object) => [folderOf(object.uri), object]));
	const patches = new Set<string>();
	const governing = new Map<string, Set<ManifestObject>>();
	const naming = new Map<string, Set<ManifestObject>>();
	const files = new Map<string, Set<string>>();
	for (const object of all) {
		for (const uri of patchFiles(object)) patches.add(uri);
		const its = reached(object, byFolder);
		files.set(object.uri, its);
		for (const uri of its) put(governing, uri, object);
		for (const path of texts(object.data, "resources")) put(naming, resolveUri(folderOf(object.uri), path), object);
	}
	const affixes = all.flatMap(({ data }) => {
		const prefix = textIn(data, "namePrefix") ?? "";
		const suffix = textIn(data, "nameSuffix") ?? "";
		return prefix === "" && suffix === "" ? [] : [{ prefix, suffix }];
	});
	return { patches, governing, naming, files, affixes };
}

function put(map: Map<string, Set<ManifestObject>>, uri: string, object: ManifestObject): void {
	const known = map.get(uri);
	if (known === undefined) map.set(uri, new Set([object]));
	else known.add(object);
}

function patchFiles({ uri, data }: ManifestObject): string[] {
	const paths = [
		...["patches", "patchesJson6902"].flatMap((field) =>
			listIn(data, field).flatMap((item) => textIn(item, "path") ?? []),
		),
		...texts(data, "patchesStrategicMerge").filter((text) => !text.includes("\n")),
	];
	return paths.map((path) => resolveUri(folderOf(uri), path));
}

/** All files that a kustomization puts in. */
function reached(start: ManifestObject, byFolder: ReadonlyMap<string, ManifestObject>): Set<string> {
	const files = new Set<string>();
	const seen = new Set<ManifestObject>();
	const open = [start];
	for (let current = open.pop(); current !== undefined; current = open.pop()) {
		if (seen.has(current)) continue;
		seen.add(current);
		files.add(current.uri);
		const folder = folderOf(current.uri);
		for (const field of ["resources", "bases", "components"]) {
			for (const path of texts(current.data, field)) {
				const uri = resolveUri(folder, path);
				const inner = byFolder.get(uri.replace(/\/$/, ""));
				if (inner === undefined) files.add(uri);
				else open.push(inner);
			}
		}
	}
	return files;
}

function texts(data: JsonObject, field: string): string[] {
	return listIn(data, field).filter((item): item is string => typeof item === "string");
}

/** Whether there are any. A derivation, and what all others ask first: most workspaces have none. */
function haveAny(workspace: Workspace): boolean {
	return workspace.ofKind(kustomizationKind).length > 0;
}

/** Whether a kustomization takes a file for patches. */
export function isPatchOfKustomization(workspace: Workspace, uri: string): boolean {
	return workspace.derived(haveAny) && workspace.derived(isPatch, uri);
}

function isPatch(workspace: Workspace, uri: string): boolean {
	return workspace.derived(kustomizations).patches.has(uri);
}

/** Whether a kustomization gives the objects of a file a namespace. */
export function movesNamespace(workspace: Workspace, uri: string): boolean {
	return workspace.derived(haveAny) && workspace.derived(effects, uri).includes("n");
}

/** Whether a kustomization adds labels to the objects of a file, and to their selectors. */
export function addsLabels(workspace: Workspace, uri: string): boolean {
	return workspace.derived(haveAny) && workspace.derived(effects, uri).includes("l");
}

/** What kustomizations do to the objects of a file, as letters: `n` for namespaces, `l` for labels. */
function effects(workspace: Workspace, uri: string): string {
	let found = "";
	for (const { data } of workspace.derived(kustomizations).governing.get(uri) ?? []) {
		if (textIn(data, "namespace") !== undefined && !found.includes("n")) found += "n";
		const labelled = objectIn(data, "commonLabels") !== undefined || listIn(data, "labels").length > 0;
		if (labelled && !found.includes("l")) found += "l";
	}
	return found;
}

/** The kustomizations that put a file in, by their URIs. */
export function kustomizationsOver(workspace: Workspace, uri: string): readonly string[] {
	if (!workspace.derived(haveAny)) return noTexts;
	return listed(workspace.derived(governors, uri));
}

function governors(workspace: Workspace, uri: string): string {
	return joined(workspace.derived(kustomizations).governing.get(uri));
}

/** The files that a kustomization puts in. */
export function reachedFiles(workspace: Workspace, kustomization: string): ReadonlySet<string> {
	return workspace.derived(kustomizations).files.get(kustomization) ?? new Set();
}

/** Whether some kustomization names both files itself. */
export function namedTogether(workspace: Workspace, a: string, b: string): boolean {
	if (!workspace.derived(haveAny)) return false;
	const naming = listed(workspace.derived(namers, a));
	if (naming.length === 0) return false;
	const others = listed(workspace.derived(namers, b));
	return naming.some((kustomization) => others.includes(kustomization));
}

function namers(workspace: Workspace, uri: string): string {
	return joined(workspace.derived(kustomizations).naming.get(uri));
}

/** As one text, which stays the same while it says the same. */
function joined(objects: ReadonlySet<ManifestObject> | undefined): string {
	return objects === undefined ? "" : [...objects].map(({ uri }) => uri).join("\n");
}

function listed(text: string): readonly string[] {
	return text === "" ? noTexts : text.split("\n");
}

/** Whether a kustomization puts a file in. */
export function isKustomized(workspace: Workspace, uri: string): boolean {
	return workspace.derived(haveAny) && workspace.derived(isGoverned, uri);
}

function isGoverned(workspace: Workspace, uri: string): boolean {
	return workspace.derived(kustomizations).governing.has(uri);
}

/** The names that a name may have had before a kustomization put something before or behind it. */
export function namesBefore(workspace: Workspace, name: string): readonly string[] {
	if (!workspace.derived(haveAny)) return [];
	const names = workspace.derived(unaffixed, name);
	return names === "" ? [] : names.split("\n");
}

/** As one text, which stays the same while it says the same. */
function unaffixed(workspace: Workspace, name: string): string {
	const names = workspace.derived(kustomizations).affixes.flatMap(({ prefix, suffix }) => {
		const fits = name.startsWith(prefix) && name.endsWith(suffix) && name.length > prefix.length + suffix.length;
		return fits ? [name.slice(prefix.length, name.length - suffix.length)] : [];
	});
	return names.join("\n");
}
