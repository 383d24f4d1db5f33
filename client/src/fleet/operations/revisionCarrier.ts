import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { type KubernetesObject, type ObjectReference, parseApiVersion, stringAt } from "../objects";
import { referenceOf } from "./manifests";
import { holdsSensitive, isSensitiveKind } from "./sensitive";

/** The labels of everything that holds a revision. No workload selects its pods by them. */
export const managedByLabel = "app.kubernetes.io/managed-by";
export const managedByValue = "edgewise";
export const objectLabel = "edgewise.dev/object";
/** The type of the Secrets that hold revisions of objects with credentials. */
export const revisionSecretType = "edgewise.dev/revision";

const annotation = {
	apiVersion: "edgewise.dev/api-version",
	kind: "edgewise.dev/kind",
	namespace: "edgewise.dev/namespace",
	name: "edgewise.dev/name",
	revision: "edgewise.dev/revision",
	author: "edgewise.dev/author",
	time: "edgewise.dev/time",
	message: "edgewise.dev/message",
	file: "edgewise.dev/file",
	baseline: "edgewise.dev/baseline",
} as const;

/** What is known of a revision besides its content. */
export interface RevisionInfo {
	readonly author: string;
	/** RFC 3339. */
	readonly time: string;
	readonly message?: string;
	/** The base name of the file that it was applied from. */
	readonly file?: string;
	/** The state in which Edgewise found the object, before it changed it for the first time. */
	readonly baseline: boolean;
}

/** A kept earlier state of an object. */
export interface Revision extends RevisionInfo {
	readonly number: number;
	/** Which object it is of. */
	readonly object: ObjectReference;
	/** The ControllerRevision or Secret that holds it. */
	readonly carrier: ObjectReference;
	/** The manifest; unpacked when asked for. */
	readonly manifest: () => KubernetesObject;
}

/** A short name for an object, whatever its version, that fits into labels and names. */
export function objectHash(reference: ObjectReference): string {
	const { group } = parseApiVersion(reference.apiVersion);
	const text = JSON.stringify([group, reference.kind, reference.namespace ?? "", reference.name]);
	return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The namespace that an object's revisions are in. */
export function historyNamespaceOf(reference: ObjectReference, forClusterScoped: string): string {
	return reference.namespace ?? forClusterScoped;
}

/** Whether a manifest must be kept in a Secret: those who may read ControllerRevisions may not read credentials. */
export function needsSecret(manifest: KubernetesObject): boolean {
	return isSensitiveKind(manifest) || holdsSensitive(manifest);
}

/** The object that holds a revision: a Secret where the manifest has anything that a diff would hide. */
export function makeCarrier(
	manifest: KubernetesObject,
	number: number,
	namespace: string,
	info: RevisionInfo,
): KubernetesObject {
	const reference = referenceOf(manifest);
	const hash = objectHash(reference);
	const annotations: Record<string, string> = {
		[annotation.apiVersion]: reference.apiVersion,
		[annotation.kind]: reference.kind,
		[annotation.name]: reference.name,
		[annotation.revision]: String(number),
		[annotation.author]: info.author,
		[annotation.time]: info.time,
	};
	if (reference.namespace !== undefined) annotations[annotation.namespace] = reference.namespace;
	if (info.message !== undefined) annotations[annotation.message] = info.message;
	if (info.file !== undefined) annotations[annotation.file] = info.file;
	if (info.baseline) annotations[annotation.baseline] = "true";
	const metadata = {
		name: `edgewise-${hash}-${number}`,
		namespace,
		labels: { [managedByLabel]: managedByValue, [objectLabel]: hash },
		annotations,
	};
	if (!needsSecret(manifest)) {
		return { apiVersion: "apps/v1", kind: "ControllerRevision", metadata, revision: number, data: manifest };
	}
	// Packed because a Secret's content is written in base64 twice here, and a server takes no more than a mebibyte.
	const packed = gzipSync(JSON.stringify(manifest)).toString("base64");
	return {
		apiVersion: "v1",
		kind: "Secret",
		metadata,
		type: revisionSecretType,
		immutable: true,
		data: { manifest: packed },
	};
}

/**
 * Reads what {@link makeCarrier} made.
 *
 * @returns nothing where the content is not a revision of the object that the carrier names, or where the carrier is in
 *   a namespace where it does not belong: who may write in one namespace must not slip a manifest into another
 */
export function readCarrier(carrier: KubernetesObject, namespaceForClusterScoped: string): Revision | undefined {
	const notes = carrier.metadata.annotations ?? {};
	const apiVersion = notes[annotation.apiVersion];
	const kind = notes[annotation.kind];
	const name = notes[annotation.name];
	const number = Number(/-(\d+)$/.exec(carrier.metadata.name ?? "")?.[1]);
	if (apiVersion === undefined || kind === undefined || name === undefined || !Number.isInteger(number)) {
		return undefined;
	}
	const namespace = notes[annotation.namespace];
	const object: ObjectReference =
		namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, namespace, name };
	if (carrier.metadata.namespace !== historyNamespaceOf(object, namespaceForClusterScoped)) return undefined;
	if (carrier.metadata.labels?.[objectLabel] !== objectHash(object)) return undefined;
	const message = notes[annotation.message];
	const file = notes[annotation.file];
	return {
		number,
		object,
		carrier: referenceOf(carrier),
		author: notes[annotation.author] ?? "",
		time: notes[annotation.time] ?? carrier.metadata.creationTimestamp ?? "",
		baseline: notes[annotation.baseline] === "true",
		...(message !== undefined && { message }),
		...(file !== undefined && { file }),
		manifest: () => {
			const manifest = contentOf(carrier);
			if (objectHash(referenceOf(manifest)) !== objectHash(object)) {
				throw new Error(`${carrier.metadata.name} holds a manifest of another object`);
			}
			return manifest;
		},
	};
}

function contentOf(carrier: KubernetesObject): KubernetesObject {
	if (carrier.kind !== "Secret") return carrier.data as KubernetesObject;
	const packed = Buffer.from(stringAt(carrier, "data", "manifest") ?? "", "base64");
	return JSON.parse(gunzipSync(packed, { maxOutputLength: 64 * 1024 * 1024 }).toString("utf8")) as KubernetesObject;
}
