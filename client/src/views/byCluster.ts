import type * as vscode from "vscode";
import type { Connection, Fleet } from "../fleet/fleet";
import type { FollowedKind } from "../fleet/model";
import { failureText } from "../ui/failureText";
import { timeText, type Words } from "../ui/words";
import type { TreeContent } from "./tree/content";

/** The connections whose clusters are followed, however that goes. */
export function followed({ connections }: Pick<Fleet, "connections">): readonly Connection[] {
	return connections.filter(({ state }) => state.phase.kind !== "idle");
}

/**
 * The items of each followed cluster: under a heading each where several clusters are followed, flat otherwise. Clusters
 * without items get no heading.
 */
export function byCluster(
	view: string,
	fleet: Pick<Fleet, "connections">,
	items: (connection: Connection) => readonly TreeContent[],
	summary: (connection: Connection) => string | undefined,
	words: Words,
): readonly TreeContent[] {
	const connections = followed(fleet);
	const [only] = connections;
	if (connections.length === 1 && only !== undefined) return items(only);
	return connections
		.filter((connection) => items(connection).length > 0)
		.map((connection): TreeContent => {
			const { name } = connection.context;
			const description = [staleness(connection, words), summary(connection)].filter(Boolean).join(" · ");
			return {
				id: `${view}/${name}`,
				contextName: name,
				label: name,
				...(description !== "" && { description }),
				icon: connection.state.phase.kind === "connected" ? "vm-active" : "vm-outline",
				tone: connection.state.phase.kind === "connected" ? "plain" : "doubtful",
				contextValue: `edgewise.context.${connection.state.phase.kind}`,
				children: () => items(connection),
				expanded: true,
			};
		});
}

/** Says that what is shown is old; `undefined` where it is not. */
export function staleness({ context, state }: Connection, words: Words): string | undefined {
	const { phase } = state;
	const l10n: Pick<typeof vscode.l10n, "t"> = words.l10n;
	if (phase.kind === "offline") {
		return phase.lastSeen === undefined
			? l10n.t("offline")
			: l10n.t("offline, last seen {0}", timeText(phase.lastSeen, words));
	}
	if (phase.kind !== "failed") return undefined;
	return l10n.t(
		"failed: {0}",
		failureText(phase.failure, { contextName: context.name, server: context.server }, l10n).brief,
	);
}

/**
 * The line above a tree: what is under way or wrong with the clusters that it shows. `undefined` where all is well, so
 * that an empty tree shows its welcome text.
 */
export function viewMessage(
	fleet: Pick<Fleet, "connections">,
	resources: readonly FollowedKind[],
	words: Words,
): string | undefined {
	const l10n: Pick<typeof vscode.l10n, "t"> = words.l10n;
	const connections = followed(fleet);
	const connecting = connections.filter(({ state }) => state.phase.kind === "connecting");
	if (connecting.length > 0) {
		return l10n.t("Connecting to {0}…", connecting.map(({ context }) => context.name).join(", "));
	}
	const stale = connections.flatMap((connection) => {
		const text = staleness(connection, words);
		return text === undefined ? [] : [l10n.t("{0}: {1}", connection.context.name, text)];
	});
	// Several clusters say it in their headings.
	if (stale.length > 0 && connections.length === 1) return stale[0];
	const loading = connections.some(
		({ state }) =>
			state.phase.kind === "connected" && resources.some((resource) => state.resources[resource].kind === "loading"),
	);
	return loading ? l10n.t("Loading…") : undefined;
}
