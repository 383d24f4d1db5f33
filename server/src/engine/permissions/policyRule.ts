import { listIn } from "../semantic/read";
import type { Path } from "../yaml/path";

/** A rule as Kubernetes roles and those of the Edge Platform write it. It allows; there are none that forbid. */
export interface PolicyRule {
	readonly verbs: readonly string[];
	readonly apiGroups: readonly string[];
	/** `deployments`, `pods/log`, `*`, `*` + `/scale`. */
	readonly resources: readonly string[];
	/** Empty: all objects. */
	readonly resourceNames: readonly string[];
	readonly nonResourceURLs: readonly string[];
}

/** A rule with its path from the object's root. */
export interface LocatedRule {
	readonly rule: PolicyRule;
	readonly path: Path;
}

/** What somebody wants to do. */
export type AccessRequest =
	| {
			readonly kind: "resource";
			readonly verb: string;
			/** Empty for the core group. */
			readonly group: string;
			/** Plural, without a subresource. */
			readonly resource: string;
			readonly subresource: string;
			/** The object's name; empty for a request about a whole collection, or where any object is meant. */
			readonly name: string;
	  }
	| { readonly kind: "url"; readonly verb: string; readonly url: string };

/** The rules in a list of an object, those that are objects, in order. */
export function rulesAt(data: unknown, path: readonly string[]): LocatedRule[] {
	return listIn(data, ...path).flatMap((value, index): LocatedRule[] => {
		if (typeof value !== "object" || value === null) return [];
		const texts = (field: string) => listIn(value, field).filter((one) => typeof one === "string");
		return [
			{
				path: [...path, index],
				rule: {
					verbs: texts("verbs"),
					apiGroups: texts("apiGroups"),
					resources: texts("resources"),
					resourceNames: texts("resourceNames"),
					nonResourceURLs: texts("nonResourceURLs"),
				},
			},
		];
	});
}

/** Which part of a rule a request does not fit. */
export type Misfit = "verb" | "group" | "resource" | "name" | "url" | "kind";

/** The parts of a rule that a request does not fit; none where the rule allows it. Decided as Kubernetes does. */
export function misfits(rule: PolicyRule, request: AccessRequest): Misfit[] {
	const wrong: Misfit[] = [];
	if (!has(rule.verbs, request.verb)) wrong.push("verb");
	if (request.kind === "url") {
		if (rule.nonResourceURLs.length === 0) wrong.push("kind");
		else if (!rule.nonResourceURLs.some((pattern) => urlMatches(pattern, request.url))) wrong.push("url");
		return wrong;
	}
	if (rule.resources.length === 0) return [...wrong, "kind"];
	if (!has(rule.apiGroups, request.group)) wrong.push("group");
	if (!rule.resources.some((resource) => resourceMatches(resource, request))) wrong.push("resource");
	if (rule.resourceNames.length > 0 && !rule.resourceNames.includes(request.name)) wrong.push("name");
	return wrong;
}

/** Whether a rule allows a request: the same as having no misfits, found out faster. */
export function allows(rule: PolicyRule, request: AccessRequest): boolean {
	if (!has(rule.verbs, request.verb)) return false;
	if (request.kind === "url") return rule.nonResourceURLs.some((pattern) => urlMatches(pattern, request.url));
	return (
		has(rule.apiGroups, request.group) &&
		rule.resources.some((resource) => resourceMatches(resource, request)) &&
		(rule.resourceNames.length === 0 || rule.resourceNames.includes(request.name))
	);
}

/** Whether rules together allow all that a rule allows. A rule that allows nothing is covered. */
export function covers(rules: readonly PolicyRule[], { verbs, ...wanted }: PolicyRule): boolean {
	const urls = wanted.nonResourceURLs.every((url) =>
		verbs.every((verb) => rules.some((rule) => allows(rule, { kind: "url", verb, url }))),
	);
	return urls && wanted.apiGroups.every((group) => coversGroup(rules, group, verbs, wanted));
}

function coversGroup(
	rules: readonly PolicyRule[],
	group: string,
	verbs: readonly string[],
	{ resources, resourceNames }: Pick<PolicyRule, "resources" | "resourceNames">,
): boolean {
	if (resources.length === 0) return true;
	const ofGroup = rules.filter(({ apiGroups }) => has(apiGroups, group));
	const names = resourceNames.length > 0 ? resourceNames : [""];
	return resources.every((text) => {
		const [resource = "", ...rest] = text.split("/");
		const subresource = rest.join("/");
		// What a rule with `*` allows, only a rule with `*` covers.
		return verbs.every((verb) =>
			names.every((name) =>
				ofGroup.some((rule) => allows(rule, { kind: "resource", verb, group, resource, subresource, name })),
			),
		);
	});
}

function has(list: readonly string[], wanted: string): boolean {
	return list.includes("*") || list.includes(wanted);
}

function resourceMatches(
	pattern: string,
	request: { readonly resource: string; readonly subresource: string },
): boolean {
	const { resource, subresource } = request;
	if (pattern === "*") return true;
	if (subresource === "") return pattern === resource;
	return pattern === `${resource}/${subresource}` || pattern === `*/${subresource}`;
}

function urlMatches(pattern: string, url: string): boolean {
	return pattern === "*" || pattern === url || (pattern.endsWith("*") && url.startsWith(pattern.slice(0, -1)));
}
