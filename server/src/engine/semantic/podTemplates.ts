import { type GroupKind, groupKindOf, isObject, type JsonObject, type ManifestObject } from "./objects";
import { type Container, containersOf, podKinds, podSpecsOf } from "./pods";
import { type At, itemsAt, objectIn, textIn } from "./read";

/** The pods that an object makes, or has others make. */
export interface PodTemplate {
	readonly spec: At<JsonObject>;
	/** Labels of the pods. */
	readonly labels: JsonObject;
	/** Annotations of the pods. */
	readonly annotations: JsonObject;
	readonly containers: readonly Container[];
	/** What makes the pods: the object, or a manifest within it. */
	readonly workload: At<JsonObject>;
	/** Of the workload; of the object where the workload is only a part of one. */
	readonly kind: GroupKind;
}

/** Kinds that hold a list of deployments. */
const deploymentLists: ReadonlyMap<GroupKind, readonly string[]> = new Map([
	["app.theriseunion.io/ApplicationVersion", ["spec", "workloadConfig", "deployments"]],
]);

const sednaKinds: readonly GroupKind[] = [
	"sedna.io/FederatedLearningJob",
	"sedna.io/IncrementalLearningJob",
	"sedna.io/JointInferenceService",
	"sedna.io/LifelongLearningJob",
	"sedna.io/FeatureExtractionService",
	"sedna.io/ObjectSearchService",
	"sedna.io/ObjectTrackingService",
	"sedna.io/ReidJob",
	"sedna.io/VideoAnalyticsJob",
];

/** The kinds whose objects have pod templates somewhere: built-in workloads, and what wraps them at the edge. */
export const podTemplateKinds: readonly GroupKind[] = [
	...podKinds,
	"apps.kubeedge.io/EdgeApplication",
	"types.kubefed.io/FederatedDeployment",
	...deploymentLists.keys(),
	...sednaKinds,
];

const known = new WeakMap<JsonObject, readonly PodTemplate[]>();

/** The pod templates of an object, in order; the same list as long as the object's data is the same. */
export function podTemplatesOf(object: ManifestObject): readonly PodTemplate[] {
	const { data } = object;
	const cached = known.get(data);
	if (cached !== undefined) return cached;
	const found = read(object, data);
	known.set(data, found);
	return found;
}

function read(object: ManifestObject, data: JsonObject): readonly PodTemplate[] {
	const kind = groupKindOf(object);
	const whole: At<JsonObject> = { value: data, path: [] };
	const direct = podSpecsOf(object).map((spec) => templateAt(data, spec, whole, kind));
	if (direct.length > 0) return direct;
	if (kind === "apps.kubeedge.io/EdgeApplication") {
		return itemsAt(data, ["spec", "workloadTemplate", "manifests"]).flatMap((manifest) => embedded(data, manifest));
	}
	if (kind === "types.kubefed.io/FederatedDeployment") {
		const workload = objectIn(data, "spec", "template");
		return workload === undefined
			? []
			: partsOf(data, { value: workload, path: ["spec", "template"] }, "apps/Deployment");
	}
	const list = deploymentLists.get(kind);
	if (list !== undefined) return itemsAt(data, list).flatMap((item) => partsOf(data, item, "apps/Deployment"));
	return object.group === "sedna.io" ? workersOf(data, whole, kind) : [];
}

/** The pods of a manifest within another object. */
function embedded(data: JsonObject, manifest: At<JsonObject>): readonly PodTemplate[] {
	const { apiVersion, kind } = manifest.value;
	if (typeof apiVersion !== "string" || typeof kind !== "string") return [];
	const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
	const groupKind = groupKindOf({ group, kind });
	if (groupKind === "/Pod") {
		const value = objectIn(manifest.value, "spec");
		return value === undefined
			? []
			: [templateAt(data, { value, path: [...manifest.path, "spec"] }, manifest, groupKind)];
	}
	return partsOf(data, manifest, groupKind);
}

/** The pods of a part that has `spec.template.spec`. */
function partsOf(data: JsonObject, workload: At<JsonObject>, kind: GroupKind): readonly PodTemplate[] {
	const steps = kind === "batch/CronJob" ? ["spec", "jobTemplate", "spec"] : ["spec"];
	const value = objectIn(workload.value, ...steps, "template", "spec");
	if (value === undefined) return [];
	const path = [...workload.path, ...steps, "template", "spec"];
	return [templateAt(data, { value, path }, workload, kind)];
}

/** Sedna's workers: each is an object with a `template`, directly in `spec` or one or two levels below it. */
function workersOf(data: JsonObject, whole: At<JsonObject>, kind: GroupKind): readonly PodTemplate[] {
	const found: PodTemplate[] = [];
	const visit = (value: unknown, path: readonly (string | number)[], depth: number): void => {
		if (Array.isArray(value)) {
			for (const [index, item] of value.entries()) visit(item, [...path, index], depth);
			return;
		}
		if (!isObject(value)) return;
		const spec = objectIn(value, "template", "spec");
		if (spec !== undefined) {
			found.push(templateAt(data, { value: spec, path: [...path, "template", "spec"] }, whole, kind));
		} else if (depth > 0) {
			for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name], depth - 1);
		}
	};
	visit(data.spec, ["spec"], 2);
	return found;
}

function templateAt(data: JsonObject, spec: At<JsonObject>, workload: At<JsonObject>, kind: GroupKind): PodTemplate {
	const meta = objectIn(data, ...spec.path.slice(0, -1), "metadata");
	return {
		spec,
		labels: objectIn(meta, "labels") ?? {},
		annotations: objectIn(meta, "annotations") ?? {},
		containers: containersOf(spec, data),
		workload,
		kind,
	};
}

/** How many pods a workload runs at a time; `undefined` where that depends on nodes or on moments. */
export function replicasOf({ kind, workload }: PodTemplate): number | undefined {
	switch (kind) {
		case "/Pod":
			return 1;
		case "apps/Deployment":
		case "apps/StatefulSet":
		case "apps/ReplicaSet":
		case "/ReplicationController": {
			const replicas = objectIn(workload.value, "spec")?.replicas;
			return typeof replicas === "number" ? replicas : replicas === undefined ? 1 : undefined;
		}
		default:
			return undefined;
	}
}

/** A container's name for messages; its place in the list where it has none. */
export function containerName({ value, path }: Container): string {
	return textIn(value, "name") ?? `#${Number(path.at(-1)) + 1}`;
}
