import type * as vscode from "vscode";
import { type MemberClusterFacts, memberClusterFacts } from "../../fleet/memberClusters";
import type { KubernetesObject } from "../../fleet/objects";
import { markdownTable, plain, type Words } from "../../ui/words";
import type { TreeContent } from "../tree/content";
import { readinessLook, readinessText } from "./nodeContent";

/** An Edge Platform Cluster: ready or not first, then what it is. */
export function memberClusterContent(cluster: KubernetesObject, contextName: string, words: Words): TreeContent {
	const facts = memberClusterFacts(cluster);
	const { l10n } = words;
	return {
		id: `context/${contextName}/cluster/${facts.name}`,
		contextName,
		label: facts.name,
		description: [
			facts.enabled ? readinessText(facts.readiness, l10n) : l10n.t("disabled"),
			substanceText(facts, l10n),
			facts.kubernetesVersion,
			facts.edgeRuntime,
			facts.provider,
		]
			.filter(Boolean)
			.join(" · "),
		...(facts.enabled ? readinessLook(facts.readiness) : { icon: "circle-slash", tone: "plain" as const }),
		tooltip: tooltip(facts, l10n),
		contextValue: "edgewise.cluster",
		reference: { apiVersion: cluster.apiVersion, kind: cluster.kind, name: facts.name },
	};
}

function tooltip(facts: MemberClusterFacts, l10n: Pick<typeof vscode.l10n, "t">): string {
	const rows = markdownTable([
		[l10n.t("State"), facts.enabled ? readinessText(facts.readiness, l10n) : l10n.t("disabled")],
		[l10n.t("Reason"), facts.reason],
		[
			l10n.t("Problems"),
			facts.problems
				.map(({ type, message, reason }) => [type, message || reason].filter(Boolean).join(": "))
				.join("; "),
		],
		[l10n.t("Kind"), substanceText(facts, l10n)],
		[l10n.t("Role"), facts.host ? l10n.t("host cluster of the platform") : undefined],
		[l10n.t("Kubernetes"), facts.kubernetesVersion],
		[l10n.t("Nodes"), facts.nodeCount?.toString()],
		[l10n.t("Edge runtime"), facts.edgeRuntime],
		[l10n.t("Provider"), facts.provider],
		[l10n.t("Region"), facts.region],
		[l10n.t("Connection"), facts.connection],
	]);
	return `**${plain(facts.name)}**\n\n${rows}`;
}

function substanceText({ substance }: MemberClusterFacts, l10n: Pick<typeof vscode.l10n, "t">): string {
	if (substance.kind === "physical") return l10n.t("physical");
	return substance.distribution === undefined ? l10n.t("virtual") : l10n.t("virtual ({0})", substance.distribution);
}
