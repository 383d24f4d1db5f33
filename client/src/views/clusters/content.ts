import type * as vscode from "vscode";
import type { Connection, Fleet } from "../../fleet/fleet";
import type { UnreadableKubeconfig } from "../../fleet/kubeconfig";
import { memberClusterFacts } from "../../fleet/memberClusters";
import type { ConnectionPhase } from "../../fleet/model";
import { compareNames } from "../../fleet/naming";
import { nodeFacts } from "../../fleet/nodes";
import type { KubernetesObject } from "../../fleet/objects";
import { failureText } from "../../ui/failureText";
import { markdownTable, plain, timeText, type Words } from "../../ui/words";
import { failureNote, resourceFailures } from "../failureItems";
import { type Entry, inRanges, note, type Tone, type TreeContent } from "../tree/content";
import { memberClusterContent } from "./memberClusterContent";
import { nodeContent } from "./nodeContent";

type Localize = Pick<typeof vscode.l10n, "t">;

/** The roots of the Clusters view: a context each, then the kubeconfig files that cannot be read. */
export function clusterRoots(fleet: Pick<Fleet, "connections" | "unreadable">, words: Words): readonly TreeContent[] {
	return [
		...fleet.connections.map((connection) => contextContent(connection, words)),
		...fleet.unreadable.map((file) => unreadableContent(file, words.l10n)),
	];
}

function unreadableContent({ file, reason }: UnreadableKubeconfig, l10n: Localize): TreeContent {
	return note(`unreadable/${file}`, "", file, {
		icon: "warning",
		tone: "doubtful",
		description: l10n.t("cannot be read: {0}", reason),
		tooltip: plain(l10n.t("The kubeconfig file {0} cannot be read: {1}. The other files are used.", file, reason)),
		contextValue: "edgewise.kubeconfig.unreadable",
	});
}

function contextContent(connection: Connection, words: Words): TreeContent {
	const { context, state } = connection;
	const { phase } = state;
	const readiness = nodeReadiness(connection, words.l10n);
	const look = contextLook(phase, readiness);
	return {
		id: `context/${context.name}`,
		contextName: context.name,
		label: context.name,
		description: contextDescription(connection, readiness?.text, words),
		icon: look.icon,
		tone: look.tone,
		tooltip: contextTooltip(connection, words),
		contextValue: `edgewise.context.${phase.kind}`,
		children: () => contextChildren(connection, words),
		// One that is not connected connects when it is opened.
		expanded: context.current && phase.kind !== "idle",
	};
}

function contextLook(phase: ConnectionPhase, readiness: NodeReadiness | undefined): { icon: string; tone: Tone } {
	switch (phase.kind) {
		case "idle":
			return { icon: "vm", tone: "plain" };
		case "connecting":
			return { icon: "loading~spin", tone: "plain" };
		case "connected":
			return { icon: "vm-active", tone: readiness?.all === false ? "doubtful" : "good" };
		case "offline":
			return { icon: "vm-outline", tone: "doubtful" };
		case "failed":
			return { icon: "error", tone: "bad" };
	}
}

function contextDescription({ context, state }: Connection, readiness: string | undefined, words: Words): string {
	const { l10n } = words;
	const { phase } = state;
	switch (phase.kind) {
		case "idle":
			return l10n.t("not connected");
		case "connecting":
			return l10n.t("connecting…");
		case "connected":
			return [shortVersion(phase.version), readiness].filter(Boolean).join(" · ") || l10n.t("connected");
		case "offline":
			return phase.lastSeen === undefined
				? l10n.t("offline")
				: l10n.t("offline, last seen {0}", timeText(phase.lastSeen, words));
		case "failed": {
			const { brief } = failureText(phase.failure, { contextName: context.name, server: context.server }, l10n);
			return l10n.t("failed: {0}", brief);
		}
	}
}

/** `v1.31` of `v1.31.2+k3s1`. */
function shortVersion(version: string): string {
	return /^v\d+\.\d+/.exec(version)?.[0] ?? version;
}

interface NodeReadiness {
	readonly text: string;
	readonly all: boolean;
}

function nodeReadiness({ state }: Connection, l10n: Localize): NodeReadiness | undefined {
	const { nodes } = state.resources;
	if (nodes.kind !== "known") return undefined;
	let ready = 0;
	for (const node of nodes.objects.values()) if (nodeFacts(node).readiness === "ready") ready += 1;
	const total = nodes.objects.size;
	return {
		text: total === 0 ? l10n.t("no nodes") : l10n.t("{0}/{1} nodes ready", ready, total),
		all: ready === total,
	};
}

function contextTooltip({ context, state }: Connection, words: Words): string {
	const { l10n } = words;
	const { phase } = state;
	const version = "version" in phase ? phase.version : undefined;
	const rows = markdownTable([
		[l10n.t("Server"), context.server || l10n.t("not defined")],
		[l10n.t("Namespace"), context.namespace],
		[l10n.t("Version"), version],
		[l10n.t("Current context"), context.current ? l10n.t("yes") : undefined],
		[l10n.t("Last seen"), "lastSeen" in phase ? timeText(phase.lastSeen, words) : undefined],
		[l10n.t("Next attempt"), phase.kind === "offline" ? timeText(phase.retryAt, words) : undefined],
	]);
	const title = `**${plain(context.name)}**`;
	if (phase.kind !== "offline" && phase.kind !== "failed") return `${title}\n\n${rows}`;
	const { what, remedy } = failureText(phase.failure, { contextName: context.name, server: context.server }, l10n);
	return `${title}\n\n${plain(what)} ${plain(remedy)}\n\n${rows}`;
}

function contextChildren(connection: Connection, words: Words): readonly TreeContent[] {
	const { context, state } = connection;
	const { l10n } = words;
	const id = `context/${context.name}`;
	const { phase } = state;
	if (phase.kind === "idle") {
		return [
			note(`${id}/idle`, context.name, l10n.t("Not connected"), {
				description: l10n.t("connect to see its nodes"),
			}),
		];
	}
	const said: TreeContent[] = [];
	if (phase.kind === "offline" || phase.kind === "failed") {
		said.push(failureNote(`${id}/failure`, phase.failure, context, words));
	}
	const { nodes, clusters } = state.resources;
	const nodeEntries =
		nodes.kind === "known" ? entries([...nodes.objects.values()], connection, words, nodeContent) : [];
	const members =
		clusters.kind === "known" ? entries([...clusters.objects.values()], connection, words, memberClusterContent) : [];
	const shown: TreeContent[] = [];
	if (members.length > 0) {
		shown.push(
			heading(`${id}/clusters`, context.name, l10n.t("Member clusters"), members, readyMembers(connection, l10n), l10n),
			heading(`${id}/nodes`, context.name, l10n.t("Nodes"), nodeEntries, nodeReadiness(connection, l10n)?.text, l10n),
		);
	} else {
		shown.push(...inRanges(`${id}/nodes`, context.name, nodeEntries, l10n));
	}
	const failures = resourceFailures(
		id,
		connection,
		[
			"nodes",
			"clusters",
			"edgePlatformNodeGroups",
			"kubeEdgeNodeGroups",
			"nodePools",
			"devices",
			"deviceModels",
			"deviceStatuses",
		],
		words,
	);
	if (said.length + shown.length + failures.length > 0) return [...said, ...shown, ...failures];
	const waiting = phase.kind === "connecting" || nodes.kind === "loading";
	return [
		waiting
			? note(`${id}/waiting`, context.name, l10n.t("Connecting…"), { icon: "loading~spin" })
			: note(`${id}/empty`, context.name, l10n.t("This cluster has no nodes")),
	];
}

function entries(
	objects: readonly KubernetesObject[],
	{ context }: Connection,
	words: Words,
	content: (object: KubernetesObject, contextName: string, words: Words) => TreeContent,
): readonly Entry[] {
	return objects
		.map((object) => ({ name: object.metadata.name ?? "", content: () => content(object, context.name, words) }))
		.sort((a, b) => compareNames(a.name, b.name));
}

function readyMembers({ state }: Connection, l10n: Localize): string | undefined {
	const { clusters } = state.resources;
	if (clusters.kind !== "known") return undefined;
	const members = [...clusters.objects.values()].map(memberClusterFacts);
	return l10n.t("{0}/{1} ready", members.filter(({ readiness }) => readiness === "ready").length, members.length);
}

function heading(
	id: string,
	contextName: string,
	label: string,
	below: readonly Entry[],
	description: string | undefined,
	l10n: Localize,
): TreeContent {
	return {
		id,
		contextName,
		label,
		...(description !== undefined && { description }),
		icon: "list-tree",
		tone: "plain",
		children: () => inRanges(id, contextName, below, l10n),
		expanded: true,
	};
}
