import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { repositoryRoot } from "../lib/paths";
import type { NameRule } from "./metadata";
import { generatedFolder } from "./models";

/** A kind that API servers have built in, in one version, as the client's API classes tell. */
export interface DiscoveredKind {
	/** Empty for the core group. */
	readonly group: string;
	readonly version: string;
	readonly kind: string;
	readonly plural: string;
	readonly namespaced: boolean;
	/** Class in the client that describes the kind. */
	readonly model: string;
	/** Whether the API server keeps such objects; of reviews it only gives an answer. */
	readonly kept: boolean;
	/** Whether users can create objects of the kind. */
	readonly creatable: boolean;
}

/** A built-in kind to make a schema for. */
export interface BuiltinKind extends DiscoveredKind {
	/** Whether this is the version to use: the most stable one, and of those the newest. */
	readonly storage: boolean;
	/** Rule for `metadata.name` where it is not a DNS subdomain. */
	readonly name?: NameRule;
	/** What the API server answers to requests for a deprecated version. */
	readonly deprecated?: string;
}

/** What the client does not tell about kinds; `schemas/builtin/kinds.yaml`. */
interface KindFacts {
	/** Kinds as `group/kind`, without the group where it is the core group, by the rule for their names. */
	readonly names: Readonly<Partial<Record<NameRule, readonly string[]>>>;
	/** Versions of kinds, as their ids, with the warning that API servers give. */
	readonly deprecated: Readonly<Record<string, string>>;
}

/** What a path tells of a kind: paths of all its objects, or of one. */
const collectionPath =
	/^\/(?:api|apis\/(?<group>[^/{]+))\/(?<version>v[^/]+)(?<namespaced>\/namespaces\/\{namespace\})?\/(?<plural>[a-z]+)(?<one>\/\{name\})?$/;

/**
 * Finds the built-in kinds in the API classes of the Kubernetes client: whatever can be created, and whatever can only
 * be read. The classes are read as text, like the models.
 *
 * @returns the kinds, ordered by group, version and kind
 */
export async function discoverKinds(): Promise<DiscoveredKind[]> {
	const index = await readFile(join(generatedFolder, "index.js"), "utf8");
	// Files of classes that the index does not name are left over from earlier releases.
	const classes = [...index.matchAll(/\bas (\w+V\d\w*Api)\b/g)].map(([, name]) => name);
	const texts = await Promise.all(classes.map((name) => readFile(join(generatedFolder, "apis", `${name}.js`), "utf8")));
	return texts.flatMap(kindsOfClass).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/**
 * Completes the built-in kinds with what `schemas/builtin/kinds.yaml` says about them.
 *
 * @throws Error where the file speaks of a kind that the client does not have
 */
export async function readBuiltinKinds(): Promise<BuiltinKind[]> {
	const [kinds, facts] = await Promise.all([
		discoverKinds(),
		readFile(join(repositoryRoot, "schemas", "builtin", "kinds.yaml"), "utf8").then((text) => parse(text) as KindFacts),
	]);
	const rules = new Map(
		Object.entries(facts.names).flatMap(([rule, names]) => names.map((name) => [name, rule as NameRule] as const)),
	);
	const known = new Set(kinds.flatMap((kind) => [groupKind(kind), kindId(kind)]));
	for (const name of [...rules.keys(), ...Object.keys(facts.deprecated)]) {
		if (!known.has(name)) throw new Error(`schemas/builtin/kinds.yaml: there is no kind ${name}`);
	}
	return kinds.map((kind) => {
		const name = rules.get(groupKind(kind));
		const deprecated = facts.deprecated[kindId(kind)];
		const versions = kinds.filter((other) => groupKind(other) === groupKind(kind)).map(({ version }) => version);
		return {
			...kind,
			storage: versions.every((version) => stability(version) <= stability(kind.version)),
			...(name && { name }),
			...(deprecated && { deprecated }),
		};
	});
}

/** The id that a kind has in the catalogue, for example `apps/v1/Deployment` or `v1/Pod`. */
export function kindId({ group, version, kind }: Pick<DiscoveredKind, "group" | "kind" | "version">): string {
	return [group, version, kind].filter(Boolean).join("/");
}

function kindsOfClass(text: string): DiscoveredKind[] {
	const kinds = new Map<string, DiscoveredKind>();
	const readable = new Set<string>();
	for (const method of text.split(/^ {4}async (?=\w+\()/m).slice(1)) {
		const [, verb, kind = ""] = /^(create|read)(?:Namespaced)?((?:Namespace\b)?\w*)\(/.exec(method) ?? [];
		const facts = collectionPath.exec(/localVarPath = '([^']+)'/.exec(method)?.[1] ?? "")?.groups;
		if (!verb || !facts) continue;
		const { group = "", version = "", namespaced, plural = "", one } = facts;
		const found = { group, version, kind, plural, namespaced: namespaced !== undefined };
		if (verb === "read" && one) {
			readable.add(kind);
			if (!kinds.has(kind))
				kinds.set(kind, { ...found, model: readModelName(text, method), kept: true, creatable: false });
		} else if (verb === "create" && !one) {
			const model = /serialize\(body, "(\w+)"/.exec(method)?.[1];
			if (!model) throw new Error(`The Kubernetes client does not say what ${kind} is created from`);
			kinds.set(kind, { ...found, model, kept: false, creatable: true });
		}
	}
	return [...kinds.values()].map((kind) => ({ ...kind, kept: readable.has(kind.kind) }));
}

/** The class of the answer that a method to read an object gets. */
function readModelName(text: string, method: string): string {
	const name = /^\w+/.exec(method)?.[0];
	const answer = new RegExp(`async ${name}WithHttpInfo\\(.*?deserialize\\(.*?, "(\\w+)", ""\\)`, "s").exec(text);
	if (!answer?.[1]) throw new Error(`The Kubernetes client does not say what ${name} gives`);
	return answer[1];
}

function groupKind({ group, kind }: Pick<DiscoveredKind, "group" | "kind">): string {
	return group ? `${group}/${kind}` : kind;
}

function sortKey(kind: DiscoveredKind): string {
	return `${kind.group} ${kind.version} ${kind.kind}`;
}

/** A number that is greater the more a version is to be preferred: stable before beta before alpha, then the newest. */
function stability(version: string): number {
	const [, major, level, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
	if (!major) throw new Error(`"${version}" is no version of an API`);
	const rank = level === undefined ? 2 : level === "beta" ? 1 : 0;
	return rank * 1_000_000 + Number(major) * 1000 + Number(minor ?? 0);
}
