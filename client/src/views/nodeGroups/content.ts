import type * as vscode from "vscode";
import type { Connection, Fleet } from "../../fleet/fleet";
import type { NodeGroupReader } from "../../fleet/nodeGroupReader";
import type { GroupMember, GroupSystem, NodeGroup } from "../../fleet/nodeGroups";
import { nodeFacts } from "../../fleet/nodes";
import { markdownTable, plain, type Words } from "../../ui/words";
import { byCluster } from "../byCluster";
import { nodeTooltip, readinessLook, readinessText } from "../clusters/nodeContent";
import { resourceFailures } from "../failureItems";
import { inRanges, note, type Tone, type TreeContent } from "../tree/content";

type Localize = Pick<typeof vscode.l10n, "t">;

/** The roots of the Node Groups view. @param reader the reader of a connection's groups */
export function nodeGroupRoots(
	fleet: Pick<Fleet, "connections">,
	reader: (connection: Connection) => NodeGroupReader,
	words: Words,
): readonly TreeContent[] {
	const groups = (connection: Connection) => reader(connection).groups(connection.state);
	return byCluster(
		"groups",
		fleet,
		(connection) => {
			const { name } = connection.context;
			const entries = groups(connection).map((group) => ({
				name: group.name,
				content: () => groupContent(group, connection, words),
			}));
			return [
				...inRanges(`groups/${name}/all`, name, entries, words.l10n),
				...resourceFailures(
					`groups/${name}`,
					connection,
					["edgePlatformNodeGroups", "kubeEdgeNodeGroups", "nodePools"],
					words,
				),
			];
		},
		(connection) => {
			const count = groups(connection).length;
			return count === 0 ? undefined : countText(count, words.l10n);
		},
		words,
	);
}

function countText(count: number, l10n: Localize): string {
	return count === 1 ? l10n.t("1 group") : l10n.t("{0} groups", count);
}

function groupContent(group: NodeGroup, connection: Connection, words: Words): TreeContent {
	const { l10n } = words;
	const contextName = connection.context.name;
	const id = `groups/${contextName}/${group.system}/${group.name}`;
	return {
		id,
		contextName,
		label: group.name,
		description: [
			group.total === 0 ? l10n.t("no nodes") : l10n.t("{0}/{1} ready", group.ready, group.total),
			systemText(group.system, l10n),
			group.type,
		]
			.filter(Boolean)
			.join(" · "),
		...groupLook(group),
		tooltip: groupTooltip(group, l10n),
		contextValue: "edgewise.nodeGroup",
		reference: { apiVersion: group.object.apiVersion, kind: group.object.kind, name: group.name },
		children: () => {
			const entries = group.members.map((member) => ({
				name: member.name,
				content: () => memberContent(id, member, contextName, words),
			}));
			if (entries.length > 0) return inRanges(id, contextName, entries, l10n);
			return [emptyNote(id, group, connection, l10n)];
		},
	};
}

function groupLook({ ready, total }: NodeGroup): { readonly icon: string; readonly tone: Tone } {
	if (total === 0) return { icon: "circle-slash", tone: "plain" };
	if (ready === total) return { icon: "pass", tone: "good" };
	return ready === 0 ? { icon: "error", tone: "bad" } : { icon: "warning", tone: "doubtful" };
}

function groupTooltip(group: NodeGroup, l10n: Localize): string {
	const { counted } = group;
	const rows = markdownTable([
		[l10n.t("System"), systemText(group.system, l10n)],
		[l10n.t("Kind"), `${group.object.kind} (${group.object.apiVersion})`],
		[l10n.t("Nodes"), group.total.toString()],
		[l10n.t("Ready"), group.ready.toString()],
		[
			l10n.t("Counted by the system"),
			counted && l10n.t("{0} of {1} ready", counted.ready?.toString() ?? "?", counted.total?.toString() ?? "?"),
		],
		[l10n.t("Type"), group.type],
		[l10n.t("Cluster"), group.cluster],
	]);
	return `**${plain(group.name)}**\n\n${rows}`;
}

/** A group without nodes says why there is nothing below it. */
function emptyNote(id: string, group: NodeGroup, { context, state }: Connection, l10n: Localize): TreeContent {
	const said = (label: string) => note(`${id}/empty`, context.name, label);
	if (state.resources.nodes.kind !== "known" && group.total > 0) {
		return said(l10n.t("Which nodes these are cannot be told without the right to list nodes"));
	}
	switch (group.system) {
		case "edgePlatform":
			return said(l10n.t("No node matches the selector of this group"));
		case "kubeEdge":
			return said(l10n.t("This group names no nodes, and no node has its labels"));
		case "openYurt":
			return said(l10n.t("No node has joined this pool (label apps.openyurt.io/nodepool)"));
	}
}

function memberContent(groupId: string, member: GroupMember, contextName: string, words: Words): TreeContent {
	const { l10n } = words;
	const { name, node } = member;
	return {
		id: `${groupId}/node/${name}`,
		contextName,
		label: name,
		description: [memberState(member, l10n), member.reason].filter(Boolean).join(" · "),
		...memberLook(member),
		tooltip: [
			node === undefined ? `**${plain(name)}**` : nodeTooltip(nodeFacts(node), words),
			member.reason && plain(member.reason),
		]
			.filter(Boolean)
			.join("\n\n"),
		contextValue: member.readiness === "missing" ? "edgewise.node.missing" : "edgewise.node",
		...(member.readiness !== "missing" && { reference: { apiVersion: "v1", kind: "Node", name } }),
	};
}

function memberState({ readiness, refused }: GroupMember, l10n: Localize): string {
	if (readiness === "missing") return l10n.t("does not exist");
	const text = readinessText(readiness, l10n);
	return refused ? l10n.t("{0}, but not taken into the group", text) : text;
}

function memberLook({ readiness, refused }: GroupMember): { readonly icon: string; readonly tone: Tone } {
	if (readiness === "missing") return { icon: "circle-slash", tone: "bad" };
	return readinessLook(readiness, !refused);
}

/** The systems' own names. */
function systemText(system: GroupSystem, l10n: Localize): string {
	switch (system) {
		case "edgePlatform":
			return l10n.t("Edge Platform");
		case "kubeEdge":
			return l10n.t("KubeEdge");
		case "openYurt":
			return l10n.t("OpenYurt");
	}
}
