import * as vscode from "vscode";
import type { ApiFailure } from "../fleet/failures";
import type { Connection } from "../fleet/fleet";
import type { ObjectReference } from "../fleet/objects";
import type { TailEnd } from "../fleet/operations/logs";
import type { ManifestProblem } from "../fleet/operations/manifests";
import type { BrokenNodeLink } from "../fleet/operations/nodeLink";
import type { Refusal, Unchecked } from "../fleet/operations/plan";
import { failureText } from "./failureText";
import { timeAgo } from "./words";

/** How an object is called in sentences: `Deployment web (namespace edge)`. */
export function objectText(reference: ObjectReference): string {
	const { kind, name, namespace } = reference;
	return namespace === undefined
		? vscode.l10n.t("{0} {1}", kind, name)
		: vscode.l10n.t("{0} {1} (namespace {2})", kind, name, namespace);
}

/** What happened and what to do, in two sentences. */
export function failureSentences(failure: ApiFailure, connection: Connection): string {
	const { name, server } = connection.context;
	const { what, remedy } = failureText(failure, { contextName: name, server }, vscode.l10n);
	return `${what} ${remedy}`;
}

/** Why an object is not applied. */
export function refusalText(refusal: Refusal, connection: Connection): string {
	switch (refusal.kind) {
		case "conflict": {
			const owners = refusal.conflicts.map(({ manager, field }) => vscode.l10n.t("{0} is set by {1}", field, manager));
			return vscode.l10n.t("Others set these fields: {0}", owners.join("; "));
		}
		case "unknownKind":
			return vscode.l10n.t(
				"The cluster does not serve {0} of {1}. Install its CRD, or correct apiVersion and kind.",
				refusal.objectKind,
				refusal.apiVersion,
			);
		case "noNamespace":
			return vscode.l10n.t(
				"There is no namespace {0}. Create it first, or add it to what you apply.",
				refusal.namespace,
			);
		case "duplicate":
			return vscode.l10n.t("The same object stands further above already.");
		case "changedSinceReview":
			return vscode.l10n.t("It changed since you looked; review again.");
		case "notServedYet":
			return vscode.l10n.t(
				"Its CRD was applied, but the cluster did not serve the kind within {0} seconds. Apply again in a moment.",
				Math.round(refusal.milliseconds / 1000),
			);
		case "failure": {
			// What a server says about an object is exact; it is not to be paraphrased.
			const { failure } = refusal;
			if (failure.kind === "invalid" || failure.kind === "refused") return failure.detail;
			return failureSentences(failure, connection);
		}
	}
}

/** Why the server could not try an object beforehand. */
export function uncheckedText(unchecked: Unchecked): string {
	return unchecked.kind === "namespaceInPlan"
		? vscode.l10n.t("not checked by the server: namespace {0} is created first", unchecked.namespace)
		: vscode.l10n.t("not checked by the server: its CRD {0} is created first", unchecked.crd);
}

/** What is wrong with a part of a file, and where. */
export function problemText(problem: ManifestProblem): string {
	const where =
		problem.file === undefined
			? vscode.l10n.t("Line {0}", problem.line)
			: vscode.l10n.t("{0}, line {1}", problem.file, problem.line);
	return `${where}: ${problemReason(problem)}`;
}

function problemReason({ kind, detail }: ManifestProblem): string {
	switch (kind) {
		case "syntax":
			return vscode.l10n.t("not valid YAML: {0}", detail ?? "");
		case "notAnObject":
			return vscode.l10n.t("this is not an object");
		case "noApiVersion":
			return vscode.l10n.t("apiVersion is missing");
		case "noKind":
			return vscode.l10n.t("kind is missing");
		case "noName":
			return vscode.l10n.t("metadata.name is missing or not a text");
		case "generateName":
			return vscode.l10n.t("an object with generateName cannot be applied; give it a name");
	}
}

/** Why following a log is over. */
export function tailEndText(end: TailEnd, connection: Connection): string {
	switch (end.kind) {
		case "stopped":
			return vscode.l10n.t("Stopped.");
		case "podDeleted":
			return vscode.l10n.t("The pod is not there any more.");
		case "terminated":
			return end.reason === ""
				? vscode.l10n.t("The container ended with exit code {0}.", end.exitCode)
				: vscode.l10n.t("The container ended with exit code {0} ({1}).", end.exitCode, end.reason);
		case "nodeUnreachable":
			return brokenLinkText(end);
		case "failed":
			return end.failure.kind === "refused" ? end.failure.detail : failureSentences(end.failure, connection);
	}
}

function brokenLinkText({ node, address, system, detail }: BrokenNodeLink): string {
	const what = vscode.l10n.t("The API server does not reach node {0} at {1}.", node ?? "?", address);
	switch (system) {
		case "kubeEdge":
			return `${what} ${vscode.l10n.t(
				"On KubeEdge nodes, logs come through the stream modules, and both are off by default: set modules.cloudStream.enable: true in CloudCore’s configuration and modules.edgeStream.enable: true in EdgeCore’s on that node (or, from KubeEdge 1.21 on, with a ConfigUpdateJob), then restart both.",
			)}`;
		case "openYurt":
			return `${what} ${vscode.l10n.t("On OpenYurt nodes, logs come through Raven: check that its layer-7 proxy is enabled and that the node’s gateway is up.")}`;
		case "other":
			return `${what} ${detail}`;
	}
}

/** How long ago a time was, in the words of the display language. */
export function agoText(time: string): string {
	return timeAgo(time, { language: vscode.env.language, now: Date.now });
}
