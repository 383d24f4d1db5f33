import { groupOf } from "../../../../server/src/engine/schema/apiVersion";
import type { ServedKind } from "../../../../server/src/engine/schema/layers";
import { ApiError } from "../failures";
import { formatApiVersion, listAt, stringAt, valueAt } from "../objects";
import { type Asking, mapFew, notAsPromised, unlessRefused } from "./asking";

/** Asks for everything in one answer (Kubernetes 1.27 and newer), and takes the list of groups where there is no such. */
const aggregated = ["v2", "v2beta1"]
	.map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
	.concat("application/json")
	.join(",");

/** What the two roots of discovery say: kinds, and versions whose kinds have to be asked for. */
interface Root {
	readonly kinds: readonly ServedKind[];
	/** Values of `apiVersion`. */
	readonly unknown: readonly string[];
}

/**
 * The kinds that a server lists, without those of some groups. Where a server behind the API server is down and its
 * kinds cannot be had, those that it had before count.
 *
 * @param skipped groups whose kinds are known otherwise
 * @param before what was listed the last time
 * @throws ApiError where discovery as a whole fails
 */
export async function discover(
	asking: Asking,
	skipped: ReadonlySet<string>,
	before: readonly ServedKind[],
): Promise<ServedKind[]> {
	const answers = await Promise.all(["/api", "/apis"].map((path) => asking.get(path, { accept: aggregated })));
	const core = rootOf("/api", answers[0]);
	const groups = rootOf("/apis", answers[1]);
	const unknown = [...core.unknown, ...groups.unknown].filter((apiVersion) => !skipped.has(groupOf(apiVersion)));
	const asked = await mapFew(unknown, async (apiVersion) => {
		const kinds = await unlessRefused(kindsOf(asking, apiVersion), asking.note);
		return kinds ?? before.filter((kind) => kind.apiVersion === apiVersion);
	});
	return distinct(
		[...core.kinds, ...groups.kinds, ...asked.flat()].filter(({ apiVersion }) => !skipped.has(groupOf(apiVersion))),
	);
}

/** Kinds in a fixed order, each once. */
export function distinct(kinds: readonly ServedKind[]): ServedKind[] {
	const byId = new Map<string, ServedKind>();
	for (const kind of kinds) {
		const id = `${kind.apiVersion}/${kind.kind}`;
		if (!byId.has(id)) byId.set(id, kind);
	}
	return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

function rootOf(path: string, answer: unknown): Root {
	switch (valueAt(answer, "kind")) {
		case "APIGroupDiscoveryList":
			return aggregatedRoot(listAt(answer, "items"));
		case "APIVersions":
			return { kinds: [], unknown: listAt(answer, "versions").filter(isName) };
		case "APIGroupList":
			return {
				kinds: [],
				unknown: listAt(answer, "groups")
					.flatMap((group) => listAt(group, "versions"))
					.map((version) => stringAt(version, "groupVersion"))
					.filter(isName),
			};
		default:
			throw notAsPromised(path);
	}
}

function aggregatedRoot(groups: readonly unknown[]): Root {
	const kinds: ServedKind[] = [];
	const unknown: string[] = [];
	for (const item of groups) {
		const group = stringAt(item, "metadata", "name") ?? "";
		for (const listed of listAt(item, "versions")) {
			const version = stringAt(listed, "version");
			if (version === undefined) continue;
			const apiVersion = formatApiVersion({ group, version });
			const resources = listAt(listed, "resources");
			// The server behind this version did not answer the API server; perhaps it answers us.
			if (resources.length === 0 && isName(apiVersion)) unknown.push(apiVersion);
			for (const resource of resources) {
				const kind = stringAt(resource, "responseKind", "kind");
				const plural = stringAt(resource, "resource");
				if (!kind || !plural) continue;
				kinds.push({ apiVersion, kind, plural, namespaced: stringAt(resource, "scope") === "Namespaced" });
			}
		}
	}
	return { kinds, unknown };
}

async function kindsOf(asking: Asking, apiVersion: string): Promise<ServedKind[]> {
	const path = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
	let answer: unknown;
	try {
		answer = await asking.get(path);
	} catch (thrown) {
		if (thrown instanceof ApiError && thrown.failure.kind === "notFound") return [];
		throw thrown;
	}
	if (valueAt(answer, "kind") !== "APIResourceList") throw notAsPromised(path);
	return listAt(answer, "resources").flatMap((resource) => {
		const plural = stringAt(resource, "name");
		const kind = stringAt(resource, "kind");
		if (!plural || !kind || plural.includes("/")) return [];
		return [{ apiVersion, kind, plural, namespaced: valueAt(resource, "namespaced") === true }];
	});
}

/** Whether a text can stand in a path: names come from the server. */
function isName(text: unknown): text is string {
	return typeof text === "string" && /^(?:[a-z0-9.-]+\/)?[a-z0-9]+$/.test(text);
}
