import type * as vscode from "vscode";
import type { ApiFailure } from "../fleet/failures";
import type { Connection } from "../fleet/fleet";
import type { KubeContext } from "../fleet/kubeconfig";
import type { FollowedKind } from "../fleet/model";
import { failureText } from "../ui/failureText";
import { plain, type Words } from "../ui/words";
import { note, type TreeContent } from "./tree/content";

/** What the followed resources are called. */
export function resourceName(resource: FollowedKind, l10n: Pick<typeof vscode.l10n, "t">): string {
	switch (resource) {
		case "nodes":
			return l10n.t("Nodes");
		case "clusters":
			return l10n.t("Member clusters");
		case "edgePlatformNodeGroups":
			return l10n.t("Edge Platform node groups");
		case "kubeEdgeNodeGroups":
			return l10n.t("KubeEdge node groups");
		case "nodePools":
			return l10n.t("OpenYurt node pools");
		case "deviceModels":
			return l10n.t("Device models");
		case "devices":
			return l10n.t("Devices");
		case "deviceStatuses":
			return l10n.t("Device states");
	}
}

/** A failure as an item of its own: what happened, and what to do in the tooltip. */
export function failureNote(
	id: string,
	failure: ApiFailure,
	context: Pick<KubeContext, "name" | "server">,
	{ l10n }: Words,
): TreeContent {
	const { what, remedy } = failureText(failure, { contextName: context.name, server: context.server }, l10n);
	return note(id, context.name, what, {
		icon: "warning",
		tone: "doubtful",
		description: remedy,
		tooltip: `${plain(what)}\n\n${plain(remedy)}`,
		contextValue: "edgewise.failure",
	});
}

/**
 * What could not be had, as items: one for all that the user may not list, one for each that failed for another reason
 * (`Devices: no answer`).
 */
export function resourceFailures(
	parentId: string,
	{ context, state }: Connection,
	resources: readonly FollowedKind[],
	words: Words,
): readonly TreeContent[] {
	const { l10n } = words;
	const place = { contextName: context.name, server: context.server };
	const forbidden: { readonly name: string; readonly what: string; readonly remedy: string }[] = [];
	const others: TreeContent[] = [];
	for (const resource of resources) {
		const found = state.resources[resource];
		const failure = found.kind === "denied" ? found.failure : found.kind === "known" ? found.trouble : undefined;
		if (failure === undefined) continue;
		const name = resourceName(resource, l10n);
		const { brief, what, remedy } = failureText(failure, place, l10n);
		if (failure.kind === "forbidden") {
			forbidden.push({ name, what, remedy });
			continue;
		}
		others.push(
			note(`${parentId}/failure/${resource}`, context.name, l10n.t("{0}: {1}", name, brief), {
				icon: "warning",
				tone: "doubtful",
				tooltip: `${plain(what)}\n\n${plain(remedy)}`,
				contextValue: "edgewise.failure",
			}),
		);
	}
	const [first] = forbidden;
	if (first === undefined) return others;
	const names = forbidden.map(({ name }) => name).join(", ");
	const list = forbidden.map(({ what }) => `- ${plain(what)}`).join("\n");
	const item = note(`${parentId}/failure/forbidden`, context.name, l10n.t("No permission to list: {0}", names), {
		icon: "lock",
		tone: "doubtful",
		tooltip: `${list}\n\n${plain(first.remedy)}`,
		contextValue: "edgewise.failure",
	});
	return [item, ...others];
}
