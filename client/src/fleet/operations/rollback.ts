import { ApiError } from "../failures";
import type { KubernetesApi } from "../kubernetesApi";
import { type ApplyOptions, type ApplyOutcome, executeApply } from "./apply";
import type { Manifest } from "./manifests";
import { type Plan, type PlanItem, planApply } from "./plan";
import type { Revision } from "./revisionCarrier";
import type { HistoryOptions } from "./revisions";

/** What going back to a revision would do. */
export interface RollbackPlan {
	readonly revision: Revision;
	readonly plan: Plan;
	/** The only item of the plan. */
	readonly item: PlanItem;
}

/**
 * Asks the server what going back to a revision would do; nothing changes. Fields that Edgewise set later go away,
 * fields that others set stay. An object that was deleted would be created again.
 *
 * @param options.takeOver takes fields back from those who set them to something else meanwhile
 * @throws ApiError where the server cannot be asked, or the revision cannot be read
 */
export async function planRollback(
	api: KubernetesApi,
	revision: Revision,
	options: { readonly takeOver?: ReadonlySet<string>; readonly history?: HistoryOptions } = {},
	signal?: AbortSignal,
): Promise<RollbackPlan> {
	let object: Manifest["object"];
	try {
		object = revision.manifest();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new ApiError({ kind: "protocol", detail: `revision ${revision.number} cannot be read: ${reason}` });
	}
	const manifest: Manifest = {
		object,
		range: { start: 0, end: 0 },
		...(revision.file !== undefined && { file: revision.file }),
	};
	const namespace = revision.object.namespace ?? "default";
	const plan = await planApply(api, [manifest], { ...options, namespace }, signal);
	const [item] = plan.items;
	if (item === undefined) throw new Error("a plan of one manifest has one item");
	return { revision, plan, item };
}

/**
 * Goes back to a revision and keeps that as a new revision. Where the server refuses, everything stays as it was.
 *
 * @returns what became of the object; nothing where there was nothing to do
 */
export async function executeRollback(
	api: KubernetesApi,
	rollback: RollbackPlan,
	options: Omit<ApplyOptions, "message">,
): Promise<ApplyOutcome | undefined> {
	const message = rollbackMessage(rollback.revision);
	const [outcome] = await executeApply(api, rollback.plan, { ...options, message });
	return outcome;
}

/** What the history says of a roll back. */
export function rollbackMessage(revision: Revision): string {
	return revision.baseline
		? `rolled back to revision ${revision.number}, the state before Edgewise`
		: `rolled back to revision ${revision.number}`;
}
