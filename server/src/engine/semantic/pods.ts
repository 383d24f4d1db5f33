import type { Path } from "../yaml/path";
import { type GroupKind, groupKindOf, type JsonObject, type ManifestObject } from "./objects";
import { type At, itemsAt, objectIn } from "./read";

/** Where kinds hold the specification of their pods. */
const podSpecPaths: ReadonlyMap<GroupKind, Path> = new Map([
	["/Pod", ["spec"]],
	["/PodTemplate", ["template", "spec"]],
	["/ReplicationController", ["spec", "template", "spec"]],
	["apps/Deployment", ["spec", "template", "spec"]],
	["apps/StatefulSet", ["spec", "template", "spec"]],
	["apps/DaemonSet", ["spec", "template", "spec"]],
	["apps/ReplicaSet", ["spec", "template", "spec"]],
	["batch/Job", ["spec", "template", "spec"]],
	["batch/CronJob", ["spec", "jobTemplate", "spec", "template", "spec"]],
	["apps.openyurt.io/YurtAppDaemon", ["spec", "workloadTemplate", "deploymentTemplate", "spec", "template", "spec"]],
	["apps.openyurt.io/YurtStaticSet", ["spec", "template", "spec"]],
]);

/** Kinds that hold pods, or make them. */
export const podKinds: readonly GroupKind[] = [...podSpecPaths.keys(), "apps.openyurt.io/YurtAppSet"];

/** The kinds that keep a number of pods running. */
export const workloadKinds: readonly GroupKind[] = [
	"apps/Deployment",
	"apps/StatefulSet",
	"apps/DaemonSet",
	"apps/ReplicaSet",
	"/ReplicationController",
	"batch/Job",
	"batch/CronJob",
];

/** A container, with where it stands in the object. */
export interface Container extends At<JsonObject> {
	readonly sort: "container" | "init" | "ephemeral";
}

/** The specifications of an object's pods; mostly one. */
export function podSpecsOf(object: Pick<ManifestObject, "group" | "kind" | "data">): At<JsonObject>[] {
	const { data } = object;
	const paths: Path[] = [];
	const path = podSpecPaths.get(groupKindOf(object));
	if (path !== undefined) paths.push(path);
	else if (groupKindOf(object) === "apps.openyurt.io/YurtAppSet") {
		for (const template of ["deploymentTemplate", "statefulSetTemplate"]) {
			paths.push(
				["spec", "workload", "workloadTemplate", template, "spec", "template", "spec"],
				["spec", "workloadTemplate", template, "spec", "template", "spec"],
			);
		}
	}
	return paths.flatMap((at) => {
		const value = objectIn(data, ...at);
		return value === undefined ? [] : [{ value, path: at }];
	});
}

/** The containers of a pod's specification, in order. */
export function containersOf(spec: At<JsonObject>, data: JsonObject): Container[] {
	const sorts = [
		["initContainers", "init"],
		["containers", "container"],
		["ephemeralContainers", "ephemeral"],
	] as const;
	return sorts.flatMap(([field, sort]) =>
		itemsAt(data, [...spec.path, field]).map((item): Container => ({ ...item, sort })),
	);
}
