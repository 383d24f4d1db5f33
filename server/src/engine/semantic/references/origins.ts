import type { Span } from "../../text/span";
import type { Path } from "../../yaml/path";
import type { GroupKind } from "../objects";
import type { PartName, Relation } from "./relation";
import type { Selector } from "./selector";

interface OriginBase {
	readonly relation: Relation;
	/** From the object's root to the value, or to the key, that refers. */
	readonly path: Path;
	/** True where the key refers, not the value. */
	readonly key: boolean;
}

/** Refers to an object by its name. */
export interface NameOrigin extends OriginBase {
	readonly sort: "name";
	readonly name: string;
	/** Where the name stands in the value's text, if there are others in it. */
	readonly part: Span | undefined;
	readonly kinds: readonly GroupKind[];
	/** `own` for that of the referring object, `undefined` where any will do. */
	readonly namespace: "own" | { readonly stated: string } | undefined;
	readonly optional: boolean;
}

/** Refers to a part of an object: of that which another origin leads to, or of the same, below a place. */
export interface PartOrigin extends OriginBase {
	readonly sort: "part";
	readonly name: string;
	readonly partName: PartName;
	readonly holder: NameOrigin | SelectorOrigin | { readonly sort: "own"; readonly within: Path };
	readonly optional: boolean;
}

/** Refers to objects by labels. */
export interface SelectorOrigin extends OriginBase {
	readonly sort: "labels";
	readonly selector: Selector;
	readonly kinds: readonly GroupKind[];
	readonly of: "object" | "pods";
	readonly anyNamespace: boolean;
}

/** Refers to a member of a group, such as a version of an application. */
export interface MemberOrigin extends OriginBase {
	readonly sort: "member";
	readonly name: string;
	readonly partName: PartName;
	readonly kinds: readonly GroupKind[];
	readonly group: string;
	/** True where the value stands for the highest member. */
	readonly latest: boolean;
}

/** A value that refers to something. */
export type Origin = NameOrigin | PartOrigin | SelectorOrigin | MemberOrigin;

/** Something in an object that others may name. */
export interface Part {
	readonly part: PartName;
	readonly name: string;
	readonly path: Path;
	readonly key: boolean;
	/** What is known of it, field by field. */
	readonly details: readonly string[];
	readonly group: string | undefined;
	readonly approved: boolean;
}

/** An object that another one makes, or holds within it. */
export interface MadeObject {
	readonly kind: GroupKind;
	readonly name: string;
	/** To the name. */
	readonly path: Path;
}

/** The labels of the pods that an object makes, with where they stand. */
export interface PodLabels {
	readonly labels: Readonly<Record<string, string>>;
	readonly path: Path;
}

/** What others can refer to in an object, beside the object itself. Plain data, which can go to another thread. */
export interface ObjectOffers {
	readonly parts: readonly Part[];
	readonly makes: readonly MadeObject[];
	readonly pods: readonly PodLabels[];
}

/** All that an object refers to, and all that others can refer to in it. */
export interface ObjectReferences extends ObjectOffers {
	readonly origins: readonly Origin[];
}
