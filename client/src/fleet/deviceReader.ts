import { type DeviceTwins, type Model, readDevice } from "./deviceTwins";
import type { ClusterState, ResourceState } from "./model";
import { compareNames } from "./naming";
import { type KubernetesObject, stringAt } from "./objects";

type ByName = ReadonlyMap<string, KubernetesObject>;

/** Reads the devices of one cluster, keeping what was read as long as device, status and model stay the same objects. */
export class DeviceReader {
	private readonly kept = new WeakMap<
		KubernetesObject,
		{ readonly status: KubernetesObject | undefined; readonly model: Model; readonly twins: DeviceTwins }
	>();
	private last: { readonly key: readonly ResourceState[]; readonly devices: readonly DeviceTwins[] } | undefined;
	/** The last order by uid: sorting many names is what costs. */
	private order: readonly string[] = [];

	/** All devices by namespace and name. The same list as before where nothing changed. */
	devices({ resources }: ClusterState): readonly DeviceTwins[] {
		const key = [resources.devices, resources.deviceStatuses, resources.deviceModels];
		if (this.last?.key.every((state, index) => state === key[index])) return this.last.devices;
		const statuses = byName(resources.deviceStatuses) ?? new Map();
		const models = byName(resources.deviceModels);
		const devices = this.sorted(resources.devices).map((device) => this.device(device, statuses, models));
		this.last = { key, devices };
		return devices;
	}

	private device(object: KubernetesObject, statuses: ByName, models: ByName | undefined): DeviceTwins {
		const { namespace = "", name = "" } = object.metadata;
		const status = statuses.get(`${namespace}/${name}`);
		const modelName = stringAt(object, "spec", "deviceModelRef", "name");
		const model = modelName
			? models === undefined
				? "unseen"
				: (models.get(`${namespace}/${modelName}`) ?? "missing")
			: undefined;
		const kept = this.kept.get(object);
		if (kept !== undefined && kept.status === status && kept.model === model) return kept.twins;
		const twins = readDevice(object, status, model);
		this.kept.set(object, { status, model, twins });
		return twins;
	}

	private sorted(state: ResourceState): readonly KubernetesObject[] {
		if (state.kind !== "known") return [];
		const inOrder = this.order.map((uid) => state.objects.get(uid)).filter((object) => object !== undefined);
		if (inOrder.length === state.objects.size) return inOrder;
		const entries = [...state.objects].sort(([, a], [, b]) => compareObjects(a, b));
		this.order = entries.map(([uid]) => uid);
		return entries.map(([, object]) => object);
	}
}

function compareObjects(a: KubernetesObject, b: KubernetesObject): number {
	return (
		compareNames(a.metadata.namespace ?? "", b.metadata.namespace ?? "") ||
		compareNames(a.metadata.name ?? "", b.metadata.name ?? "")
	);
}

function byName(state: ResourceState): ByName | undefined {
	if (state.kind === "absent") return new Map();
	if (state.kind !== "known") return undefined;
	return new Map(
		[...state.objects.values()].map((object) => [
			`${object.metadata.namespace ?? ""}/${object.metadata.name ?? ""}`,
			object,
		]),
	);
}
