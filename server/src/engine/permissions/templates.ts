import type { ManifestObject } from "../semantic/objects";
import { listIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import { dependenciesAnnotation, roleTemplateKind } from "./kinds";
import { type LocatedRule, rulesAt } from "./policyRule";
import { matchesSelector } from "./selector";
import { wholeObjects } from "./whole";

/** A RoleTemplate, read. */
export interface Template {
	readonly object: ManifestObject;
	readonly rules: readonly LocatedRule[];
	readonly uiPermissions: readonly string[];
	/** Names of the templates that it needs besides. */
	readonly dependencies: readonly string[];
}

/** The RoleTemplates of a name: one, unless files contradict each other. */
export function templatesNamed(workspace: Workspace, name: string): readonly Template[] {
	return wholeObjects(workspace, workspace.named(roleTemplateKind, name)).map(
		(object): Template => ({
			object,
			rules: rulesAt(object.data, ["spec", "rules"]),
			uiPermissions: listIn(object.data, "spec", "uiPermissions").filter((text) => typeof text === "string"),
			dependencies: dependenciesOf(object),
		}),
	);
}

/**
 * The names of the templates whose labels match a selector, sorted.
 *
 * @param selector as JSON
 * @returns one a line, so that whoever asks is not worked out anew as long as they are the same
 */
export function selectedTemplates(workspace: Workspace, selector: string): string {
	const wanted: unknown = JSON.parse(selector);
	const names = wholeObjects(
		workspace,
		workspace.ofKind(roleTemplateKind).filter(({ labels }) => matchesSelector(labels, wanted)),
	);
	return [...new Set(names.map(({ name }) => name))].sort().join("\n");
}

/** What a template's annotation names, each once: a list separated by commas, or a JSON array as older templates have. */
export function dependenciesOf({ annotations }: ManifestObject): readonly string[] {
	const text = annotations[dependenciesAnnotation]?.trim() ?? "";
	return [...new Set(namesIn(text))];
}

function namesIn(text: string): string[] {
	if (text.startsWith("[")) {
		try {
			const list: unknown = JSON.parse(text);
			if (Array.isArray(list))
				return list.flatMap((one) => (typeof one === "string" && one !== "" ? [one.trim()] : []));
		} catch {
			// No JSON after all: the brackets are taken off below.
		}
	}
	return text
		.replace(/^\[|\]$/g, "")
		.split(",")
		.map((name) => name.trim().replace(/^["']|["']$/g, ""))
		.filter((name) => name !== "");
}

/** The names of all templates that a template needs, directly and through others, each once; circles end where they close. */
export function dependencyClosure(workspace: Workspace, name: string): readonly string[] {
	const met = new Set([name]);
	// The set grows while it is looked through.
	for (const one of met) {
		for (const { dependencies } of workspace.derived(templatesNamed, one)) {
			for (const needed of dependencies) met.add(needed);
		}
	}
	met.delete(name);
	return [...met];
}
