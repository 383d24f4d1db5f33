import { type PropertyRule, propertyRules } from "./deviceModels";
import { type KubernetesObject, listAt, parseApiVersion, stringAt, valueAt } from "./objects";

/** One side of a twin: a value, and when it was set where that is told. */
export interface TwinValue {
	readonly value: string;
	/** Milliseconds since the epoch. */
	readonly at?: number;
}

/** How far the desired value of a property has come. */
export type TwinSync =
	/** The device reports what is desired. */
	| "inSync"
	/** The mapper has not taken the desired value over (`observedDesired` is missing or older). */
	| "notDelivered"
	/** The mapper has the desired value; the device reports another. */
	| "notReached"
	/** The device reports another value; this release of KubeEdge does not say at which step it lags. */
	| "differs"
	/** A value is desired and none was ever reported. */
	| "notReported"
	/** Nothing is desired; the device reports. */
	| "reportOnly"
	/** Nothing is desired and nothing reported. */
	| "silent"
	/** The device tells of a property that its spec does not have. */
	| "undeclared";

/** Why a property may have no reported value. */
export type SilenceReason = "reportToCloudOff" | "noReportCycle" | "notBound" | "neverReported";

/** What is wrong with a desired value. */
export type DesiredProblem = "readOnly" | "wrongType" | "outOfLimits";

/** One property of a device, desired and reported. */
export interface Twin {
	readonly property: string;
	readonly sync: TwinSync;
	readonly desired?: TwinValue;
	readonly observedDesired?: TwinValue;
	readonly reported?: TwinValue;
	/** Absent where the model does not declare the property, does not exist or may not be read. */
	readonly rule?: PropertyRule;
	/** Set where nothing is reported. */
	readonly silence?: SilenceReason;
	readonly desiredProblem?: DesiredProblem;
}

/** Where a device's twins were read. */
export type TwinSource = "deviceStatus" | "device" | "deviceV1alpha2";

/** A KubeEdge device with its twins. */
export interface DeviceTwins {
	readonly object: KubernetesObject;
	readonly namespace: string;
	readonly name: string;
	readonly source: TwinSource;
	/** What the mapper says: `online` and `offline` are known words; `unknown` where it says nothing. */
	readonly state: string;
	/** Milliseconds since the epoch. */
	readonly lastOnline?: number;
	readonly node?: string;
	/** The model's name, and whether it exists; `unseen` where models may not be read. */
	readonly model?: { readonly name: string; readonly presence: "found" | "missing" | "unseen" };
	readonly twins: readonly Twin[];
}

/** Whether a twin waits for its device: something is desired that is not reported. */
export function lags({ sync }: Twin): boolean {
	return sync === "notDelivered" || sync === "notReached" || sync === "differs" || sync === "notReported";
}

/** A device's model, or why there is none: the device names none, it does not exist, or models may not be read. */
export type Model = KubernetesObject | "missing" | "unseen" | undefined;
/**
 * Reads a device's twins from the three places where releases of KubeEdge keep them. A DeviceStatus wins wherever it
 * exists: after an upgrade the Device's own old status survives and says nothing true.
 *
 * @param model the device's model, or why there is none
 */
export function readDevice(object: KubernetesObject, status: KubernetesObject | undefined, model: Model): DeviceTwins {
	const old = isOld(object);
	const source: TwinSource = status !== undefined ? "deviceStatus" : old ? "deviceV1alpha2" : "device";
	const told = status === undefined ? valueAt(object, "status") : (valueAt(status, "status") ?? status);
	const modelName = stringAt(object, "spec", "deviceModelRef", "name");
	const node = nodeOf(object);
	const rules = typeof model === "object" ? propertyRules(model) : new Map<string, PropertyRule>();
	const lastOnline = timestampOf(valueAt(told, "lastOnlineTime"));
	return {
		object,
		namespace: object.metadata.namespace ?? "",
		name: object.metadata.name ?? "",
		source,
		state: stringAt(told, "state")?.toLowerCase() || "unknown",
		...(lastOnline !== undefined && { lastOnline }),
		...(node !== undefined && { node }),
		...(modelName && {
			model: {
				name: modelName,
				presence: typeof model === "object" ? "found" : model === "missing" ? model : "unseen",
			},
		}),
		twins: readTwins(object, listAt(told, "twins"), rules, { old, bound: node !== undefined }),
	};
}

/** Whether a Device has the shape of v1alpha2, whatever version it is served as: nothing converts between the two. */
function isOld(device: KubernetesObject): boolean {
	if (listAt(device, "spec", "properties").length > 0) return false;
	return (
		parseApiVersion(device.apiVersion).version === "v1alpha2" ||
		valueAt(device, "spec", "propertyVisitors") !== undefined ||
		listAt(device, "status", "twins").some((twin) => valueAt(twin, "desired") !== undefined)
	);
}

/** The node that a device is bound to: `nodeName`, or what a v1alpha2 `nodeSelector` asks the host name to be. */
function nodeOf(device: KubernetesObject): string | undefined {
	const nodeName = stringAt(device, "spec", "nodeName");
	if (nodeName) return nodeName;
	for (const term of listAt(device, "spec", "nodeSelector", "nodeSelectorTerms")) {
		for (const expression of listAt(term, "matchExpressions")) {
			const values = listAt(expression, "values");
			if (stringAt(expression, "operator") === "In" && values.length > 0) return values.join(", ");
		}
	}
	return undefined;
}

interface Binding {
	readonly old: boolean;
	readonly bound: boolean;
}

function readTwins(
	device: KubernetesObject,
	told: readonly unknown[],
	rules: ReadonlyMap<string, PropertyRule>,
	binding: Binding,
): readonly Twin[] {
	const declared = listAt(device, "spec", "properties").map((p) => [stringAt(p, "name"), p] as const);
	const visited = listAt(device, "spec", "propertyVisitors").map((v) => [stringAt(v, "propertyName"), v] as const);
	const specs = new Map<string, unknown>();
	for (const [name, spec] of [...declared, ...visited]) if (name) specs.set(name, spec);
	const twins = new Map<string, unknown>();
	for (const twin of told) {
		const name = stringAt(twin, "propertyName");
		if (name) twins.set(name, twin);
	}
	const names = new Set([...specs.keys(), ...twins.keys()]);
	return [...names].map((name) => readTwin(name, specs, twins.get(name), rules.get(name), binding));
}

function readTwin(
	property: string,
	specs: ReadonlyMap<string, unknown>,
	twin: unknown,
	rule: PropertyRule | undefined,
	{ old, bound }: Binding,
): Twin {
	const spec = specs.get(property);
	const desired = twinValue(valueAt(spec, "desired")) ?? (old ? twinValue(valueAt(twin, "desired")) : undefined);
	const observedDesired = old ? undefined : twinValue(valueAt(twin, "observedDesired"));
	const reported = twinValue(valueAt(twin, "reported"));
	// A v1alpha2 device that lost its visitors still declares its properties through the twins alone.
	const declared = spec !== undefined || (old && specs.size === 0);
	const silence = reported === undefined && declared ? silenceOf(spec, old, bound) : undefined;
	const desiredProblem = desired && problemOf(desired.value, rule);
	return {
		property,
		sync: declared ? syncOf(desired, observedDesired, reported, rule, old) : "undeclared",
		...(desired && { desired }),
		...(observedDesired && { observedDesired }),
		...(reported && { reported }),
		...(rule && { rule }),
		...(silence && { silence }),
		...(desiredProblem && { desiredProblem }),
	};
}

function syncOf(
	desired: TwinValue | undefined,
	observed: TwinValue | undefined,
	reported: TwinValue | undefined,
	rule: PropertyRule | undefined,
	old: boolean,
): TwinSync {
	if (desired === undefined) return reported === undefined ? "silent" : "reportOnly";
	if (reported !== undefined && sameValue(desired.value, reported.value, rule)) return "inSync";
	if (old) return reported === undefined ? "notReported" : "differs";
	if (observed === undefined || !sameValue(desired.value, observed.value, rule)) return "notDelivered";
	return reported === undefined ? "notReported" : "notReached";
}

function silenceOf(spec: unknown, old: boolean, bound: boolean): SilenceReason {
	if (!bound) return "notBound";
	if (!old && valueAt(spec, "reportToCloud") !== true) return "reportToCloudOff";
	return Number(valueAt(spec, "reportCycle") ?? 0) > 0 ? "neverReported" : "noReportCycle";
}

const numeric = new Set(["INT", "FLOAT", "DOUBLE"]);

/** Whether two values mean the same: `22.50` is `22.5` where the model says that the property is a number. */
function sameValue(a: string, b: string, rule: PropertyRule | undefined): boolean {
	if (a === b) return true;
	const type = rule?.type;
	if (type === "BOOLEAN") return a.trim().toLowerCase() === b.trim().toLowerCase();
	return type !== undefined && numeric.has(type) && a.trim() !== "" && b.trim() !== "" && Number(a) === Number(b);
}

/** What keeps a value from being desired of a property; `undefined` where it fits, or where the model does not say. */
export function problemOf(value: string, rule: PropertyRule | undefined): DesiredProblem | undefined {
	if (rule === undefined) return undefined;
	if (rule.accessMode === "ReadOnly") return "readOnly";
	if (rule.type === "BOOLEAN" && !/^(true|false)$/i.test(value.trim())) return "wrongType";
	if (rule.type === undefined || !numeric.has(rule.type)) return undefined;
	const number = value.trim() === "" ? Number.NaN : Number(value);
	if (!Number.isFinite(number) || (rule.type === "INT" && !Number.isInteger(number))) return "wrongType";
	const tooLow = rule.minimum !== undefined && number < rule.minimum;
	const tooHigh = rule.maximum !== undefined && number > rule.maximum;
	return tooLow || tooHigh ? "outOfLimits" : undefined;
}

function twinValue(side: unknown): TwinValue | undefined {
	const value = stringAt(side, "value");
	// An empty value is what a property has before it was ever read.
	if (value === undefined || value === "") return undefined;
	const at = timestampOf(valueAt(side, "metadata", "timestamp"));
	return { value, ...(at !== undefined && { at }) };
}

/**
 * A point in time from a string whose unit nobody states: seconds, milliseconds, microseconds or nanoseconds since the
 * epoch, told apart by size, or a date. @returns milliseconds since the epoch
 */
export function timestampOf(value: unknown): number | undefined {
	if (typeof value !== "string" || value.trim() === "") return undefined;
	const number = Number(value);
	if (Number.isNaN(number)) {
		const date = Date.parse(value);
		return Number.isNaN(date) ? undefined : date;
	}
	if (number <= 0) return undefined;
	if (number < 1e11) return number * 1e3;
	if (number < 1e14) return number;
	return Math.floor(number < 1e17 ? number / 1e3 : number / 1e6);
}
