import type { SchemaRegistry } from "../schema/registry";
import type { GroupKind, ManifestObject } from "./objects";

/** An object that a cluster has. */
export interface LiveObject {
	readonly group: string;
	readonly kind: string;
	readonly name: string;
	/** `undefined` for a kind that has no namespaces. */
	readonly namespace: string | undefined;
	readonly labels: Readonly<Record<string, string>>;
}

/** What a cluster has of some kinds. A kind that is not in `kinds` may be there all the same. */
export interface LiveCluster {
	readonly id: string;
	readonly name: string;
	/** Kinds whose objects are all known. */
	readonly kinds: ReadonlySet<GroupKind>;
	readonly objects: readonly LiveObject[];
}

/** Works something out of the workspace. Pure: what it gives follows from what it reads of the workspace and its key. */
export type Derivation<T> = (workspace: Workspace, key: string) => T;

/**
 * All manifests at one moment, as far as one asks. Lists are sorted by file and place. Asking again gives the same list
 * as long as nothing in it changed; what was asked for decides when a finding has to be looked for anew, so ask for as
 * little as will do.
 */
export interface Workspace {
	/** The kinds that are known, with their schemas. */
	readonly registry: SchemaRegistry;
	/** All objects of a kind, in whatever version. */
	ofKind(kind: GroupKind): readonly ManifestObject[];
	/** The objects of a kind that have a name, in whatever namespace and version. */
	named(kind: GroupKind, name: string): readonly ManifestObject[];
	/** The objects of a file. */
	inFile(uri: string): readonly ManifestObject[];
	/** The kinds of which there are objects. */
	kinds(): readonly GroupKind[];
	/** The clusters of which something is known. */
	clusters(): readonly LiveCluster[];
	/** What a derivation gives, worked out once for all who ask, and anew when what it read changed. */
	derived<T>(derivation: Derivation<T>, key?: string): T;
}
