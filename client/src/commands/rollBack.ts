import * as vscode from "vscode";
import type { Connection } from "../fleet/fleet";
import { type ObjectReference, parseApiVersion } from "../fleet/objects";
import { manifestAt, parseManifests, referenceOf } from "../fleet/operations/manifests";
import type { Revision } from "../fleet/operations/revisionCarrier";
import { listAllObjectsWithHistory, listHistory } from "../fleet/operations/revisions";
import { planRollback, rollbackMessage } from "../fleet/operations/rollback";
import { objectText } from "../ui/operationText";
import { pickObjectWithHistory, pickRevision } from "../ui/pickers";
import type { CommandTools } from "./context";
import { reportOutcomes } from "./outcome";
import { placeOrCursor } from "./place";
import { onCluster } from "./report";
import { reviewAndApply } from "./reviewAndApply";
import { isManifestDocument } from "./sources";
import { elementOf, resolveConnection } from "./target";

/**
 * Goes back to an earlier revision of an object: that of a tree item, the one at the cursor, or one that is chosen.
 *
 * @param argument a tree item, or `{ contextName, reference }`, or `{ uri, position }` of a manifest
 */
export async function rollBack(tools: CommandTools, argument?: unknown): Promise<void> {
	const { contextName, reference } = elementOf(argument);
	const connection = await resolveConnection(tools, vscode.l10n.t("Roll Back"), contextName);
	if (connection === undefined) return;
	await onCluster(connection, async () => {
		const revision = await chooseRevision(connection, reference ?? (await objectAt(connection, argument)));
		if (revision === undefined) return;
		const outcomes = await reviewAndApply(tools, {
			connection,
			problems: [],
			revision: revision.number,
			message: rollbackMessage(revision),
			plan: async (takeOver, signal) => (await planRollback(connection.api, revision, { takeOver }, signal)).plan,
		});
		if (outcomes === undefined) return;
		const what = objectText(revision.object);
		const done = vscode.l10n.t("{0} is back at revision {1} on {2}.", what, revision.number, connection.context.name);
		reportOutcomes(connection, outcomes, done);
	});
}

async function chooseRevision(
	connection: Connection,
	wanted: ObjectReference | undefined,
): Promise<Revision | undefined> {
	const { api, context } = connection;
	let reference = wanted;
	for (;;) {
		if (reference !== undefined) {
			const history = await listHistory(api, reference);
			const title = vscode.l10n.t("Roll back {0} on {1}", objectText(reference), context.name);
			if (history.revisions.length > 0) {
				const chosen = await pickRevision(history, title);
				if (chosen !== "other") return chosen;
			} else {
				const none = vscode.l10n.t("{0} has no revisions on {1}.", objectText(reference), context.name);
				void vscode.window.showInformationMessage(none);
			}
		}
		const namespaces = [context.namespace];
		reference = await pickObjectWithHistory(
			(signal) => listAllObjectsWithHistory(api, { namespaces }, signal),
			context.name,
		);
		if (reference === undefined) return undefined;
	}
}

/** The object at a place, or at the cursor of the active editor, in the namespace that it would be applied to. */
async function objectAt({ api, context }: Connection, argument: unknown): Promise<ObjectReference | undefined> {
	const place = placeOrCursor(argument);
	const document = place && (await vscode.workspace.openTextDocument(place.uri));
	if (place === undefined || document === undefined || !isManifestDocument(document)) return undefined;
	const { manifests } = parseManifests(document.getText());
	const found = manifestAt(manifests, document.offsetAt(place.position));
	if (found === undefined) return undefined;
	const { apiVersion, kind, name, namespace } = referenceOf(found.object);
	const resource = await api.resource({ ...parseApiVersion(apiVersion), kind });
	if (resource?.namespaced === false) return { apiVersion, kind, name };
	return { apiVersion, kind, namespace: namespace ?? context.namespace, name };
}
