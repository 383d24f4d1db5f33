import * as vscode from "vscode";
import type { Connection } from "../fleet/fleet";
import type { ObjectReference } from "../fleet/objects";
import { referenceOf } from "../fleet/operations/manifests";
import { podSelectorOf } from "../fleet/operations/podsOf";
import { tailEndText } from "../ui/operationText";
import { type KnownContainer, pickContainer } from "../ui/podPickers";
import { withProgress } from "../ui/progress";
import type { CommandTools } from "./context";
import { onlyAt, placeOf } from "./place";
import { onCluster, showFailure } from "./report";
import { readManifests } from "./sources";
import { elementOf, resolveConnection } from "./target";

/**
 * Follows the log of a container.
 *
 * @param argument a tree item, or `{ contextName, reference, container }` where the reference is that of a pod or a
 * node; with `{ uri, position }`, only the pods of the manifest that stands there are offered
 */
export async function tailLogs(tools: CommandTools, argument?: unknown): Promise<void> {
	const { contextName, reference } = elementOf(argument);
	const connection = await resolveConnection(tools, vscode.l10n.t("Follow Logs"), contextName);
	if (connection === undefined) return;
	const { container } = (argument ?? {}) as { container?: unknown };
	const known = reference === undefined ? await podsAt(connection, argument) : podsOfReference(connection, reference);
	const target = await onCluster(connection, () =>
		pickContainer(connection, { ...known, ...(typeof container === "string" && { container }) }),
	);
	if (target === undefined) return;
	const log = tools.tails.follow(connection, target);
	const title = vscode.l10n.t("Connecting to the log of {0}…", log.title);
	const end = await withProgress(title, async (signal) => {
		signal.addEventListener("abort", () => log.stop(), { once: true });
		return await log.connected;
	});
	if (end?.kind === "nodeUnreachable" || end?.kind === "failed") await showFailure(tailEndText(end, connection));
}

function podsOfReference({ context }: Connection, { kind, namespace, name }: ObjectReference): KnownContainer {
	if (kind === "Node") return { node: name };
	return kind === "Pod" ? { namespace: namespace ?? context.namespace, pod: name } : {};
}

/** What the manifest at the place of an argument says of its pods. */
async function podsAt(connection: Connection, argument: unknown): Promise<KnownContainer> {
	const place = placeOf(argument);
	if (place === undefined) return {};
	const [manifest] = (await onlyAt(place, await readManifests([place.uri]))).manifests;
	if (manifest === undefined) return {};
	const reference = referenceOf(manifest.object);
	const { namespace = connection.context.namespace } = reference;
	if (reference.kind === "Pod") return podsOfReference(connection, reference);
	const labelSelector = podSelectorOf(manifest.object);
	return { namespace, ...(labelSelector !== undefined && { workload: { name: reference.name, labelSelector } }) };
}
