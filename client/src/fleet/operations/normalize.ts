import { stringify } from "yaml";
import type { KubernetesObject } from "../objects";
import { maskSensitive, maskSensitivePair } from "./sensitive";

/** The annotation in which `kubectl apply` keeps the whole manifest, credentials included. */
export const lastAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration";

/** Metadata that the server sets and that says nothing about what somebody wants of the object. */
const serverMetadata = new Set([
	"managedFields",
	"uid",
	"resourceVersion",
	"generation",
	"creationTimestamp",
	"selfLink",
]);

const firstKeys = ["apiVersion", "kind", "metadata", "name", "namespace", "labels", "annotations", "type", "spec"];
const lastKeys = ["status"];

/**
 * The part of a live object that a user means when reading a diff: without what the server adds, keys in a stable order.
 *
 * @param options.status keeps the status, for the kinds whose manifests write one (KubeEdge v1alpha2 devices do)
 */
export function normalize(object: KubernetesObject, options: { status?: boolean } = {}): KubernetesObject {
	const { metadata, ...rest } = object;
	const kept: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(metadata)) {
		if (!serverMetadata.has(key)) kept[key] = value;
	}
	const annotations = Object.fromEntries(
		Object.entries(metadata.annotations ?? {}).filter(([key]) => key !== lastAppliedAnnotation),
	);
	if (Object.keys(annotations).length > 0) kept.annotations = annotations;
	else delete kept.annotations;
	const result: Record<string, unknown> = { ...rest, metadata: kept };
	if (options.status !== true) delete result.status;
	return ordered(result) as KubernetesObject;
}

/** Whether two objects say the same to a user; see {@link normalize}. */
export function sameForUser(a: KubernetesObject, b: KubernetesObject, options: { status?: boolean } = {}): boolean {
	return JSON.stringify(normalize(a, options)) === JSON.stringify(normalize(b, options));
}

/** An object as YAML with its credentials hidden: what an editor may show. */
export function visibleYaml(object: KubernetesObject, options: { status?: boolean } = {}): string {
	return toYaml(maskSensitive(normalize(object, options)));
}

/** Both sides of a diff as YAML with credentials hidden; a side without object is empty. */
export function visibleDiff(
	before: KubernetesObject | undefined,
	after: KubernetesObject,
	options: { status?: boolean } = {},
): { before: string; after: string } {
	if (before === undefined) return { before: "", after: visibleYaml(after, options) };
	const masked = maskSensitivePair(normalize(before, options), normalize(after, options));
	return { before: toYaml(masked.before), after: toYaml(masked.after) };
}

/** YAML that reads back the same under YAML 1.1 (as kubectl reads it) and 1.2; lines are not wrapped. */
export function toYaml(value: unknown): string {
	return stringify(value, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}

function ordered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(ordered);
	if (typeof value !== "object" || value === null) return value;
	// A template's empty creation time is an artefact of how servers write objects.
	const told = Object.entries(value).filter(([key, item]) => key !== "creationTimestamp" || item !== null);
	const entries = told.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item)]));
}

function rank(key: string): number {
	const first = firstKeys.indexOf(key);
	if (first >= 0) return first;
	return lastKeys.includes(key) ? firstKeys.length + 1 : firstKeys.length;
}
