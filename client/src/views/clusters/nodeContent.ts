import type * as vscode from "vscode";
import { type NodeFacts, nodeFacts, type Readiness } from "../../fleet/nodes";
import type { KubernetesObject } from "../../fleet/objects";
import { markdownTable, plain, timeText, type Words } from "../../ui/words";
import type { Tone, TreeContent } from "../tree/content";

/** A core Node: ready or not first, then what it is. */
export function nodeContent(node: KubernetesObject, contextName: string, words: Words): TreeContent {
	const facts = nodeFacts(node);
	const { l10n } = words;
	return {
		id: `context/${contextName}/node/${facts.name}`,
		contextName,
		label: facts.name,
		description: [
			readinessText(facts.readiness, l10n),
			facts.schedulable ? undefined : l10n.t("cordoned"),
			facts.problems.length > 0 ? facts.problems.map(({ type }) => type).join(", ") : undefined,
			placeText(facts.place, l10n),
			facts.roles.filter((role) => role !== "edge").join(", "),
			facts.kubelet,
		]
			.filter(Boolean)
			.join(" · "),
		...readinessLook(facts.readiness, facts.schedulable && facts.problems.length === 0),
		tooltip: nodeTooltip(facts, words),
		contextValue: "edgewise.node",
		reference: { apiVersion: "v1", kind: "Node", name: facts.name },
	};
}

/** The words for a readiness. */
export function readinessText(readiness: Readiness, l10n: Pick<typeof vscode.l10n, "t">): string {
	switch (readiness) {
		case "ready":
			return l10n.t("ready");
		case "notReady":
			return l10n.t("not ready");
		case "unknown":
			return l10n.t("unknown");
	}
}

/** The icon for a readiness, another for each. @param sound false where something else is not as it should be */
export function readinessLook(readiness: Readiness, sound = true): { readonly icon: string; readonly tone: Tone } {
	switch (readiness) {
		case "ready":
			return sound ? { icon: "pass", tone: "good" } : { icon: "warning", tone: "doubtful" };
		case "notReady":
			return { icon: "error", tone: "bad" };
		case "unknown":
			return { icon: "question", tone: "doubtful" };
	}
}

/** What is known of a node, as Markdown. */
export function nodeTooltip(facts: NodeFacts, words: Words): string {
	const { l10n } = words;
	const rows = markdownTable([
		[l10n.t("State"), readinessText(facts.readiness, l10n)],
		[l10n.t("Reason"), facts.reason],
		[l10n.t("Since"), facts.since === undefined ? undefined : timeText(Date.parse(facts.since), words)],
		[
			l10n.t("Problems"),
			facts.problems.map(({ type, message }) => (message ? `${type}: ${message}` : type)).join("; "),
		],
		[l10n.t("Scheduling"), facts.schedulable ? undefined : l10n.t("cordoned")],
		[l10n.t("Place"), placeText(facts.place, l10n)],
		[l10n.t("Roles"), facts.roles.join(", ")],
		[l10n.t("Kubelet"), facts.kubelet],
		[l10n.t("System"), [facts.system, facts.architecture].filter(Boolean).join(", ")],
		[l10n.t("Address"), facts.address],
	]);
	return `**${plain(facts.name)}**\n\n${rows}`;
}

function placeText(place: NodeFacts["place"], l10n: Pick<typeof vscode.l10n, "t">): string {
	return place === "edge" ? l10n.t("edge") : l10n.t("cloud");
}
