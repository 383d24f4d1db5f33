import type { ManifestDocument, PlacedDocument } from "../document";
import { isTemplate } from "../features/unfinished";
import { groupOf } from "../schema/apiVersion";
import { dataAt, type Path } from "../yaml/path";
import { isK3sConfiguration } from "./k3sConfiguration";

/** Any value of a manifest, as plain data. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One object that a manifest declares. A document has one; a `List` has one for each item besides. */
export interface ManifestObject {
	readonly uri: string;
	/** The document that it stands in; positions in it count from its own start. */
	readonly document: ManifestDocument;
	/** From the document's root to the object: empty, or `items` and an index. */
	readonly path: Path;
	readonly apiVersion: string;
	/** Empty for the core group. */
	readonly group: string;
	readonly version: string;
	readonly kind: string;
	/** Empty where the object has none. */
	readonly name: string;
	/** As the manifest says it; whoever applies the manifest may add one. */
	readonly namespace: string | undefined;
	readonly labels: Readonly<Record<string, string>>;
	readonly annotations: Readonly<Record<string, string>>;
	/** The whole object as plain data. */
	readonly data: JsonObject;
}

/** Identifies a kind in whatever version: `group/Kind`; the core group is empty: `/Secret`. */
export type GroupKind = string;

export function groupKindOf(object: Pick<ManifestObject, "group" | "kind">): GroupKind {
	return object instanceof DeclaredObject ? object.groupKind : `${object.group}/${object.kind}`;
}

const none: readonly ManifestObject[] = [];

const known = new WeakMap<ManifestDocument, { readonly uri: string; readonly objects: readonly ManifestObject[] }>();

/**
 * The objects that a document declares; the same ones as long as the document is the same. A template that is still to
 * be filled in declares none.
 */
export function objectsIn(document: ManifestDocument, uri: string): readonly ManifestObject[] {
	if (document.tooLarge || (document.facts.kind === undefined && impliedHeader(uri) === undefined)) return none;
	const cached = known.get(document);
	if (cached?.uri === uri) return cached.objects;
	const objects = isTemplate(document) ? none : read(document, uri);
	known.set(document, { uri, objects });
	return objects;
}

/** The objects of a file, in order. */
export function objectsOfFile(uri: string, documents: readonly PlacedDocument[]): readonly ManifestObject[] {
	const found: ManifestObject[] = [];
	for (const { document } of documents) {
		for (const object of objectsIn(document, uri)) found.push(object);
	}
	return found.length === 0 ? none : found;
}

function read(document: ManifestDocument, uri: string): readonly ManifestObject[] {
	const data = document.data?.value;
	if (!isObject(data)) return none;
	const own = objectFrom(data, [], document, uri);
	const { items } = data;
	const isList = typeof data.kind === "string" && data.kind.endsWith("List") && Array.isArray(items);
	const inner = isList ? items.flatMap((item, index) => objectFrom(item, ["items", index], document, uri) ?? []) : [];
	return own === undefined ? inner : [own, ...inner];
}

function objectFrom(data: unknown, path: Path, document: ManifestDocument, uri: string): ManifestObject | undefined {
	if (!isObject(data)) return undefined;
	const { apiVersion, kind, metadata } = { ...data, ...(path.length === 0 && impliedHeader(uri, data)) };
	if (typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
	const meta = isObject(metadata) ? metadata : {};
	return new DeclaredObject(uri, () => document, {
		path,
		apiVersion,
		kind,
		name: typeof meta.name === "string" ? meta.name : "",
		namespace: typeof meta.namespace === "string" && meta.namespace !== "" ? meta.namespace : undefined,
		labels: texts(meta.labels),
		annotations: texts(meta.annotations),
	});
}

/**
 * What a file is by its name alone, where it says it otherwise than objects do, or not at all: what Kustomize builds, charts
 * of Helm, and the configuration of K3s.
 */
function impliedHeader(uri: string, data: JsonObject = {}): JsonObject | undefined {
	const file = uri.slice(uri.lastIndexOf("/") + 1);
	if (data.kind !== undefined) return undefined;
	if (/^kustomization\.ya?ml$/.test(file)) {
		return { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" };
	}
	if (isK3sConfiguration(uri, data)) return { apiVersion: "file/v1", kind: "k3s" };
	return file === "Chart.yaml" ? { apiVersion: "helm.sh/v2", kind: "Chart", metadata: { name: data.name } } : undefined;
}

/** What tells an object from others, without its data. */
export interface ObjectHeader {
	readonly path: Path;
	readonly apiVersion: string;
	readonly kind: string;
	readonly name: string;
	readonly namespace: string | undefined;
	readonly labels: Readonly<Record<string, string>>;
	readonly annotations: Readonly<Record<string, string>>;
}

/** Holds no data itself, so that a document that nobody looks at can let go of its own. */
class DeclaredObject implements ManifestObject {
	readonly path: Path;
	readonly apiVersion: string;
	readonly group: string;
	readonly version: string;
	readonly kind: string;
	readonly name: string;
	readonly namespace: string | undefined;
	readonly labels: Readonly<Record<string, string>>;
	readonly annotations: Readonly<Record<string, string>>;
	readonly groupKind: GroupKind;

	constructor(
		readonly uri: string,
		private readonly documentOf: () => ManifestDocument,
		header: ObjectHeader,
	) {
		this.path = header.path;
		this.apiVersion = header.apiVersion;
		this.group = groupOf(header.apiVersion);
		this.version = header.apiVersion.slice(header.apiVersion.lastIndexOf("/") + 1);
		this.kind = header.kind;
		this.name = header.name;
		this.namespace = header.namespace;
		this.labels = header.labels;
		this.annotations = header.annotations;
		this.groupKind = `${this.group}/${this.kind}`;
	}

	get document(): ManifestDocument {
		return this.documentOf();
	}

	get data(): JsonObject {
		const value = dataAt(this.document.data?.value, this.path);
		return isObject(value) ? value : {};
	}
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

const noTexts: Readonly<Record<string, string>> = {};

function texts(value: unknown): Readonly<Record<string, string>> {
	if (!isObject(value)) return noTexts;
	const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
	return entries.length === 0 ? noTexts : Object.fromEntries(entries);
}

/** The header of an object, as plain data that can go to another thread. */
export function headerOf(object: ManifestObject): ObjectHeader {
	const { path, apiVersion, kind, name, namespace, labels, annotations } = object;
	return { path, apiVersion, kind, name, namespace, labels, annotations };
}

/** An object of which only the header is at hand. @param documentOf gives its document, when somebody looks into it */
export function objectOf(uri: string, header: ObjectHeader, documentOf: () => ManifestDocument): ManifestObject {
	return new DeclaredObject(uri, documentOf, header);
}
