import * as vscode from "vscode";
import { failureOf } from "../fleet/failures";
import type { Connection } from "../fleet/fleet";
import {
	type ContainerSummary,
	getPod,
	listNamespaces,
	listPods,
	listPodsOfNode,
	type PodSummary,
} from "../fleet/operations/pods";
import type { LogTarget } from "./output";
import { type Choice, choose } from "./quickPick";

/** What is known already of the container that the user wants. */
export interface KnownContainer {
	readonly node?: string;
	readonly namespace?: string;
	/** Only the pods of an object, which its selector finds. */
	readonly workload?: { readonly name: string; readonly labelSelector: string };
	readonly pod?: string;
	readonly container?: string;
}

/** Lets the user choose namespace, pod and container; what has only one answer is not asked. */
export async function pickContainer(connection: Connection, known: KnownContainer): Promise<LogTarget | undefined> {
	const pod = await pickPod(connection, known);
	if (pod === undefined) return undefined;
	const [only, ...others] = pod.containers;
	const container =
		known.container ??
		(others.length === 0
			? only?.name
			: await choose(containerChoices(pod.containers), {
					title: titleOf(connection),
					placeholder: vscode.l10n.t("Which container of {0}?", pod.name),
				}));
	return container === undefined ? undefined : { namespace: pod.namespace, pod: pod.name, container };
}

async function pickPod(connection: Connection, known: KnownContainer): Promise<PodSummary | undefined> {
	const { api, context } = connection;
	const { node } = known;
	if (node !== undefined) {
		return await choose<PodSummary>(
			async (signal) => podChoices(await listPodsOfNode(api, node, signal), "namespace"),
			{
				title: titleOf(connection),
				placeholder: vscode.l10n.t("Which pod on node {0}?", node),
			},
		);
	}
	const namespace = known.namespace ?? (await pickNamespace(connection));
	if (namespace === undefined) return undefined;
	if (known.workload !== undefined) {
		const { name, labelSelector } = known.workload;
		const pods = await listPods(api, namespace, { labelSelector });
		const [only, ...others] = pods;
		if (only !== undefined && others.length === 0) return only;
		return await choose<PodSummary>(podChoices(pods, "node"), {
			title: titleOf(connection),
			placeholder: vscode.l10n.t("Which pod of {0}?", name),
		});
	}
	if (known.pod === undefined) {
		const load = async (signal: AbortSignal) => podChoices(await listPods(api, namespace, { signal }), "node");
		return await choose<PodSummary>(load, {
			title: titleOf(connection),
			placeholder: vscode.l10n.t("Which pod of namespace {0}?", namespace),
		});
	}
	const pod = await getPod(api, { namespace, name: known.pod });
	if (pod === undefined) {
		void vscode.window.showErrorMessage(
			vscode.l10n.t("There is no pod {0} in namespace {1} of {2}.", known.pod, namespace, context.name),
		);
	}
	return pod;
}

function titleOf({ context }: Connection): string {
	return vscode.l10n.t("Follow logs on {0}", context.name);
}

async function pickNamespace(connection: Connection): Promise<string | undefined> {
	const { namespace: standard } = connection.context;
	const load = async (signal: AbortSignal): Promise<Choice<string>[]> => {
		let names: string[];
		try {
			names = await listNamespaces(connection.api, signal);
		} catch (error) {
			// Who may not list namespaces has one in the kubeconfig.
			if (failureOf(error).kind !== "forbidden") throw error;
			names = [standard];
		}
		return names.map((value) => ({
			label: value,
			description: value === standard ? vscode.l10n.t("namespace of the context") : "",
			value,
		}));
	};
	return await choose(load, {
		title: titleOf(connection),
		placeholder: vscode.l10n.t("Which namespace?"),
		preselect: (value) => value === standard,
	});
}

function podChoices(pods: readonly PodSummary[], where: "node" | "namespace"): Choice<PodSummary>[] {
	if (pods.length === 0) return [{ label: vscode.l10n.t("There are no pods here") }];
	return pods.map((pod) => {
		const restarts = pod.containers.reduce((sum, container) => sum + container.restarts, 0);
		const parts = [
			pod.deleting ? vscode.l10n.t("being deleted") : pod.phase,
			pod[where],
			restarts > 0 ? vscode.l10n.t("{0} restarts", restarts) : undefined,
			waitingReason(pod),
		];
		return { label: pod.name, description: parts.filter((part) => part).join(" · "), value: pod };
	});
}

function waitingReason(pod: PodSummary): string | undefined {
	for (const { state } of pod.containers) if (state.kind === "waiting" && state.reason !== "") return state.reason;
	return undefined;
}

function containerChoices(containers: readonly ContainerSummary[]): Choice<string>[] {
	return containers.map(({ name, type, state, restarts }) => {
		const parts = [
			type === "init" ? vscode.l10n.t("init container") : undefined,
			type === "ephemeral" ? vscode.l10n.t("debug container") : undefined,
			stateText(state),
			restarts > 0 ? vscode.l10n.t("{0} restarts", restarts) : undefined,
		];
		return { label: name, description: parts.filter((part) => part).join(" · "), value: name };
	});
}

function stateText(state: ContainerSummary["state"]): string {
	switch (state.kind) {
		case "running":
			return vscode.l10n.t("running");
		case "waiting":
			return state.reason === "" ? vscode.l10n.t("waiting") : vscode.l10n.t("waiting: {0}", state.reason);
		case "terminated":
			return vscode.l10n.t("ended with exit code {0}", state.exitCode);
	}
}
