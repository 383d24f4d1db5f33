import type { Workspace } from "../../engine";
import {
	type AccessRequest,
	type Question,
	type RequestPlace,
	readResource,
	type Subject,
} from "../../engine/permissions";
import type { Call } from "../command";
import { UsageError } from "../parseOptions";
import { words } from "./words";

/**
 * What a call asks, without looking at files.
 *
 * @throws UsageError where it asks nothing, or contradicts itself
 */
export function checkCall({ paths, values, text }: Call): void {
	const has = (name: string) => values.has(name);
	if (!paths.some((path) => !path.startsWith("!"))) throw new UsageError(text(words.noPaths));
	if (has("user") && has("service-account")) throw new UsageError(text(words.oneSubject));
	const object = has("resource") || has("url");
	if (has("verb") !== object) throw new UsageError(text(words.verbAndObject));
	if ((has("resource") && has("url")) || (has("name") && !has("resource"))) {
		throw new UsageError(text(words.resourceOrUrl));
	}
	if (!has("verb") && subjectOf({ values, text }) === undefined) throw new UsageError(text(words.noQuestion));
}

/**
 * The question of a call that was found to be in order.
 *
 * @param workspace tells which resources there are
 * @throws UsageError where the resource is unknown or ambiguous
 */
export function questionOf(call: Call, workspace: Workspace): Question {
	const { values } = call;
	const subject = subjectOf(call);
	const verb = values.get("verb")?.at(-1);
	const groups = (values.get("group") ?? []).filter((name) => subject?.kind !== "Group" || subject.name !== name);
	if (verb === undefined) {
		if (subject === undefined) throw new UsageError(call.text(words.noQuestion));
		return { ask: "what", subject, groups };
	}
	const request = requestOf(call, verb, workspace);
	const place = placeOf(call);
	return subject === undefined ? { ask: "who", request, place } : { ask: "may", subject, groups, request, place };
}

function subjectOf({ values, text }: Pick<Call, "values" | "text">): Subject | undefined {
	const one = (name: string) => values.get(name)?.at(-1);
	const [user, account, group] = [one("user"), one("service-account"), values.get("group")?.[0]];
	if (user !== undefined) return { kind: "User", name: user };
	if (account !== undefined) {
		const [, namespace, name] = /^([^/:]+)[/:]([^/:]+)$/.exec(account) ?? [];
		if (namespace === undefined || name === undefined) throw new UsageError(text(words.badAccount(account)));
		return { kind: "ServiceAccount", namespace, name };
	}
	return group === undefined ? undefined : { kind: "Group", name: group };
}

function requestOf({ values, text }: Call, verb: string, workspace: Workspace): AccessRequest {
	const url = values.get("url")?.at(-1);
	if (url !== undefined) return { kind: "url", verb, url };
	const resource = values.get("resource")?.at(-1) ?? "";
	const found = readResource(resource, workspace);
	if (found.kind === "ambiguous") {
		const choices = found.groups.map((group) => `${resource.split("/")[0]}.${group}`);
		throw new UsageError(text(words.ambiguous(resource, choices)));
	}
	if (found.kind === "unknown") throw new UsageError(text(words.unknownResource(resource, found.meant)));
	return { kind: "resource", verb, ...found.name, name: values.get("name")?.at(-1) ?? "" };
}

function placeOf({ values }: Call): RequestPlace {
	const levels = ["namespace", "workspace", "nodegroup", "node", "cluster"] as const;
	return Object.fromEntries(levels.flatMap((level) => (values.has(level) ? [[level, values.get(level)?.at(-1)]] : [])));
}
