import type { GroupKind } from "../objects";
import { referenceDeclarations } from "./declarations";
import { PatternTree } from "./pattern";
import type { Maker, NamedObjects, PartDeclaration, ReferenceDeclarations, Relation } from "./relation";

/** What a pattern stands for. */
export type Found =
	| { readonly sort: "relation"; readonly relation: Relation }
	| { readonly sort: "part"; readonly part: PartDeclaration }
	| { readonly sort: "maker"; readonly maker: Maker }
	| { readonly sort: "embedded" }
	| { readonly sort: "pods" };

interface Trees {
	readonly byKind: ReadonlyMap<GroupKind, PatternTree<Found>>;
	readonly pods: PatternTree<Found>;
}

const trees: Trees = (() => {
	const byKind = new Map<GroupKind, PatternTree<Found>>();
	const pods = new PatternTree<Found>();
	const add = (kinds: readonly GroupKind[] | "pods", at: string, found: Found) => {
		if (kinds === "pods") return pods.add(at, found);
		for (const kind of kinds) {
			let tree = byKind.get(kind);
			if (tree === undefined) {
				tree = new PatternTree();
				byKind.set(kind, tree);
			}
			tree.add(at, found);
		}
	};
	for (const declarations of referenceDeclarations) {
		for (const relation of declarations.relations ?? [])
			add(relation.from, relation.at, { sort: "relation", relation });
		for (const part of declarations.parts ?? []) add(part.in, part.at, { sort: "part", part });
		for (const maker of declarations.makers ?? []) add(maker.from, maker.at, { sort: "maker", maker });
		for (const embedded of declarations.embedded ?? []) add(embedded.in, embedded.at, { sort: "embedded" });
		for (const pod of declarations.pods ?? []) add(pod.in, pod.at, { sort: "pods" });
	}
	return { byKind, pods };
})();

const noDeclarations = new PatternTree<Found>();

/** What is declared about a kind, by where it stands. */
export function declarationsFor(kind: GroupKind): PatternTree<Found> {
	return trees.byKind.get(kind) ?? noDeclarations;
}

/** What is declared about pods, from their specification. */
export const podDeclarations = trees.pods;

/** The kinds of which objects may make others of a kind, or hold them. */
export const makersOf: ReadonlyMap<GroupKind, readonly GroupKind[]> = (() => {
	const found = new Map<GroupKind, Set<GroupKind>>();
	for (const { makers = [] } of referenceDeclarations) {
		for (const { from, makes } of makers) {
			found.set(makes, new Set([...(found.get(makes) ?? []), ...from]));
		}
	}
	return new Map([...found].map(([kind, makers]) => [kind, [...makers]]));
})();

/** The kinds that hold whole objects. */
export const holderKinds: readonly GroupKind[] = [
	...new Set(referenceDeclarations.flatMap(({ embedded = [] }) => embedded.flatMap((one) => one.in))),
];

/** Whether clusters have an object without anybody declaring it. */
export function isGiven(kind: GroupKind, name: string): boolean {
	return given.get(kind)?.some((names) => names.test(name)) === true;
}

/** Whether an object mostly comes with the system that it belongs to. */
export function isPublished(kind: GroupKind, name: string): boolean {
	return published.get(kind)?.some((names) => names.test(name)) === true;
}

const given = byKind(({ given: objects = [] }) => objects);
const published = byKind(({ published: objects = [] }) => objects);

function byKind(
	objectsOf: (declarations: ReferenceDeclarations) => readonly NamedObjects[],
): ReadonlyMap<GroupKind, readonly RegExp[]> {
	const found = new Map<GroupKind, RegExp[]>();
	for (const { kind, names } of referenceDeclarations.flatMap(objectsOf)) {
		found.set(kind, [...(found.get(kind) ?? []), names]);
	}
	return found;
}
