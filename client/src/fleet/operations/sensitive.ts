import { type KubernetesObject, parseApiVersion } from "../objects";

/** What stands where a value is not to be seen. */
export const hiddenMark = "(hidden)";
/** What stands on the newer side of a diff where a hidden value is another than before. */
export const hiddenChangedMark = "(hidden, changed)";

/** Fields that hold credentials whatever the kind. Only texts count: a `kubeconfig` that is an object is looked into. */
const sensitiveField =
	/(passw(or)?d|passphrase|token|clientsecret|privatekey|secretkey|secretaccesskey|apikey|kubeconfig|dockerconfigjson|dockercfg)$/;
/** Names of environment variables (and other `name`/`value` pairs) whose value is a credential. */
const sensitiveName = /passw(or)?d|passphrase|token|secret|credential|api_?key|private_?key|access_?key/i;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** A copy of an object that can be shown to anybody who may not see its credentials. */
export function maskSensitive<T extends KubernetesObject>(object: T): T {
	return mask(object, undefined, scopeOf(object), []) as T;
}

/**
 * Masks both sides of a diff. A credential that differs is marked on the newer side; neither its old nor its new value
 * shows.
 */
export function maskSensitivePair(
	before: KubernetesObject,
	after: KubernetesObject,
): { before: KubernetesObject; after: KubernetesObject } {
	return {
		before: mask(before, undefined, scopeOf(before), []) as KubernetesObject,
		after: mask(after, before, scopeOf(after), []) as KubernetesObject,
	};
}

/** Whether {@link maskSensitive} would hide anything of the object. */
export function holdsSensitive(object: KubernetesObject): boolean {
	return JSON.stringify(maskSensitive(object)) !== JSON.stringify(object);
}

/** Whether objects of this kind hold credentials by their nature. */
export function isSensitiveKind(object: Pick<KubernetesObject, "apiVersion" | "kind">): boolean {
	return scopeOf(object) !== "any";
}

type Scope = "secret" | "cluster" | "any";

function scopeOf(object: Pick<KubernetesObject, "apiVersion" | "kind">): Scope {
	const { group } = parseApiVersion(object.apiVersion);
	if (group === "" && object.kind === "Secret") return "secret";
	if (group === "scope.theriseunion.io" && object.kind === "Cluster") return "cluster";
	return "any";
}

/** @param earlier the same place in the older object; `undefined` where there is none or no mark of change is wanted */
function mask(value: unknown, earlier: unknown, scope: Scope, path: readonly string[]): unknown {
	if (isSensitivePlace(value, scope, path)) {
		const changed = earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(value);
		return changed ? hiddenChangedMark : hiddenMark;
	}
	if (Array.isArray(value)) {
		return value.map((item, index) => mask(item, counterpart(item, index, earlier), scope, [...path, "[]"]));
	}
	if (!isObject(value)) return value;
	const result: Record<string, unknown> = {};
	for (const [key, item] of Object.entries(value)) {
		const before = isObject(earlier) ? earlier[key] : undefined;
		const named = key === "value" && typeof value.name === "string" && sensitiveName.test(value.name);
		result[key] =
			named && typeof item === "string" && item !== ""
				? mask(item, before, "secret", ["data", key])
				: mask(item, before, scope, [...path, key]);
	}
	return result;
}

function isSensitivePlace(value: unknown, scope: Scope, path: readonly string[]): boolean {
	if (value === null || value === undefined || value === "") return false;
	if (scope === "secret" && path.length === 2 && (path[0] === "data" || path[0] === "stringData")) return true;
	if (scope === "cluster") {
		const at = path.join(".");
		if (at === "spec.config" || at === "spec.connection.kubeconfig" || at === "spec.connection.token") return true;
	}
	if (typeof value !== "string") return false;
	if (privateKey.test(value)) return true;
	const field = path.at(-1) ?? "";
	return field !== "[]" && sensitiveField.test(field.toLowerCase().replace(/[-_]/g, ""));
}

/** The item that a list item was before: the one of the same name, else the one of the same index. */
function counterpart(item: unknown, index: number, earlier: unknown): unknown {
	if (!Array.isArray(earlier)) return undefined;
	if (isObject(item) && typeof item.name === "string") {
		return earlier.find((other) => isObject(other) && other.name === item.name);
	}
	return earlier[index];
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
