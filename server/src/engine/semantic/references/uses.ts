import type { ManifestObject } from "../objects";
import type { Workspace } from "../workspace";
import { offersOf } from "./collect";
import { originsByTarget, type PlacedOrigin } from "./lookup";
import { resolve, type TargetPlace } from "./match";

/** All values in the workspace that lead to a target, by kind, file and place. */
export function usesOf(target: TargetPlace, workspace: Workspace): PlacedOrigin[] {
	const keys = keysOf(target);
	const found = workspace
		.kinds()
		.flatMap((kind) => {
			const origins = workspace.derived(originsByTarget, kind);
			return keys.flatMap((key) => origins.get(key) ?? []);
		})
		.filter(({ object, origin }) => resolve(origin, object, workspace).targets.some((one) => isSame(one, target)));
	return [...new Set(found)];
}

/** Whether two targets are the same thing. */
export function isSame(a: TargetPlace, b: TargetPlace): boolean {
	return (
		a.object === b.object && a.path.length === b.path.length && a.path.every((step, index) => step === b.path[index])
	);
}

/** What origins may look for that lead to a target. */
function keysOf({ object, kind, name, part, by }: TargetPlace): string[] {
	if (part !== undefined) {
		const keys = [`part ${part.part} ${name}`];
		return part.group === undefined ? keys : [...keys, `part ${part.part} `];
	}
	const own = [`name ${kind} ${name}`];
	return by === "made" ? own : [...own, ...labelKeysOf(object)];
}

function labelKeysOf(object: ManifestObject): string[] {
	const sets = [object.labels, ...offersOf(object).pods.map(({ labels }) => labels)];
	const pairs = sets.flatMap((labels) => Object.entries(labels).map(([key, value]) => `labels ${key}=${value}`));
	return ["labels", ...new Set(pairs)];
}
