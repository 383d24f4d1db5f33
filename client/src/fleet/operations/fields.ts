import type { KubernetesObject } from "../objects";
import { lastAppliedAnnotation } from "./normalize";

/** A field's path as users write it, for example `spec.containers[web].image`. */
export type FieldPath = string;

/**
 * Fields of a manifest that the server's answer lacks: it accepted the manifest and threw them away, which mostly means
 * that they are misspelt or belong to another version of the kind.
 */
export function droppedFields(manifest: KubernetesObject, answer: KubernetesObject): FieldPath[] {
	// The server folds `stringData` into `data`, and sets what is left out here itself.
	const { metadata, stringData: _folded, ...rest } = manifest;
	const { labels, annotations } = metadata;
	return missing({ ...rest, metadata: { labels, annotations } }, answer, "");
}

/**
 * Fields that `kubectl apply` set once, that the manifest has no longer, and that nevertheless stay: only the one who
 * set a field takes it away by leaving it out, and that was kubectl.
 */
export function keptFields(manifest: KubernetesObject, answer: KubernetesObject): FieldPath[] {
	const text = answer.metadata.annotations?.[lastAppliedAnnotation];
	if (text === undefined) return [];
	let applied: Partial<KubernetesObject>;
	try {
		applied = JSON.parse(text) as Partial<KubernetesObject>;
	} catch {
		return [];
	}
	const { metadata, status: _status, ...rest } = applied;
	const { labels, annotations } = metadata ?? {};
	const source = { ...rest, metadata: { labels, annotations } };
	const gone = new Set(missing(source, answer, ""));
	return missing(source, manifest, "").filter((path) => !gone.has(path));
}

/** The highest paths of `source` that lead nowhere in `target`. Null and empty values ask for nothing. */
function missing(source: unknown, target: unknown, path: FieldPath): FieldPath[] {
	if (source === null || source === undefined) return [];
	if (Array.isArray(source)) {
		if (source.length === 0) return [];
		if (!Array.isArray(target)) return [path];
		return source.flatMap((item, index) => {
			if (isObject(item) && typeof item.name === "string") {
				const other = target.find((candidate) => isObject(candidate) && candidate.name === item.name);
				const at = `${path}[${item.name}]`;
				return other === undefined ? [at] : missing(item, other, at);
			}
			const at = `${path}[${index}]`;
			return index >= target.length ? [at] : missing(item, target[index], at);
		});
	}
	if (!isObject(source)) return target === undefined || target === null ? [path] : [];
	if (Object.keys(source).length === 0) return [];
	if (target === undefined || target === null) return holdsValue(source) ? [path] : [];
	return Object.entries(source).flatMap(([key, value]) => {
		const at = path === "" ? key : /[./]/.test(key) ? `${path}[${key}]` : `${path}.${key}`;
		return missing(value, isObject(target) ? target[key] : undefined, at);
	});
}

function holdsValue(value: unknown): boolean {
	if (value === null || value === undefined) return false;
	if (typeof value !== "object") return true;
	return Object.values(value).some(holdsValue);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
