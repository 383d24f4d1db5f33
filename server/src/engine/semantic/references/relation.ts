import type { GroupKind } from "../objects";

/**
 * Where fields stand, from an object's root (or a pod's specification): `spec.rules[*].host`. `[*]` stands for every item
 * of a list, `{*}` for every value of a map, `{key}` for every key of one; `["a/b"]` is a field whose name needs quotes.
 */
export type Pattern = string;

/**
 * A field as seen from a value, written like the path of a file: `./namespace` is a field of the object that holds the
 * value, `../kind` one of the object or list around that, `/spec/version` one from the object's root. `~1` is a slash in
 * a field's name.
 */
export type Pointer = string;

/** A sort of thing that objects hold and others name: a port, a key, a property. */
export type PartName =
	| "container"
	| "deviceResource"
	| "interface"
	| "key"
	| "port"
	| "property"
	| "version"
	| "volume";

/** What a value leads to. */
export type Target =
	/** An object of one of some kinds, by its name. */
	| { readonly sort: "name"; readonly kinds: readonly GroupKind[] }
	/** An object by its name; a field beside tells the kind. */
	| {
			readonly sort: "kinded";
			readonly kindAt: Pointer;
			/** The kinds that are usual there; any other is looked for in the group that `groupAt` tells. */
			readonly kinds: Readonly<Record<string, GroupKind>>;
			/** A field with a group, or an `apiVersion`. */
			readonly groupAt?: Pointer;
			/** The kind where the field is missing. */
			readonly otherwise?: GroupKind;
	  }
	/** Objects by their labels, or by the labels of the pods that they make. */
	| { readonly sort: "labels"; readonly kinds: readonly GroupKind[]; readonly of: "object" | "pods" }
	/** A part of the object that another value leads to. */
	| { readonly sort: "part"; readonly part: PartName; readonly of: Pointer }
	/** A part of the same object, at or below a place. */
	| { readonly sort: "own"; readonly part: PartName; readonly within: Pointer }
	/**
	 * An object by the value of a field that objects of a group have in common with no other, such as a version of an
	 * application. `latest` stands for the highest one that `approved` holds for.
	 */
	| {
			readonly sort: "member";
			readonly kinds: readonly GroupKind[];
			readonly part: PartName;
			readonly groupAt: Pointer;
			readonly latest?: string;
	  };

/**
 * How sure one can be that a target stands in the same workspace. `always`: it is part of the same object, or of one that
 * is there. `beside`: people keep both together, so where there are objects of the kind at all, this one should be among
 * them. `elsewhere`: it is often made by other means, so only a near miss says anything.
 */
export type Expectation = "always" | "beside" | "elsewhere";

/** Says that values at some place refer to something. */
export interface Relation {
	/** The kinds whose objects refer; `pods` for all that hold a pod, whose patterns start at its specification. */
	readonly from: readonly GroupKind[] | "pods";
	readonly at: Pattern;
	/** The value is one text with several names, parted by this or written as a JSON list. */
	readonly separator?: ",";
	readonly to: Target;
	/**
	 * The target's namespace: that of the referring object, whichever, or what a field beside says (where it is missing:
	 * that of the referring object). Does not matter for kinds without namespaces.
	 */
	readonly namespace?: "same" | "any" | { readonly at: Pointer };
	/** A field that says, when true, that the target may be missing. */
	readonly optionalAt?: Pointer;
	readonly expected?: Expectation;
	/** Holds only where a field has one of some values (`undefined` among them: is missing), or one that fits. */
	readonly only?: { readonly at: Pointer; readonly is: readonly (string | undefined)[] | RegExp };
	/** Targets must not lead back to where they started. */
	readonly acyclic?: true;
	/** Another rule tells of values that lead nowhere, and knows more to say of them. */
	readonly toldElsewhere?: true;
	/** Kinds that people confuse with the right one. */
	readonly confusedWith?: readonly GroupKind[];
}

/** Says that objects of some kinds hold parts that others may name. */
export interface PartDeclaration {
	readonly part: PartName;
	readonly in: readonly GroupKind[] | "pods";
	readonly at: Pattern;
	/** Fields that tell more about the part. */
	readonly details?: readonly Pointer[];
	/** For members: the field that says to which group the object belongs. */
	readonly groupAt?: Pointer;
	/** For members: only objects where this holds count as `latest`. */
	readonly approved?: { readonly at: Pointer; readonly is: string };
}

/** Says that objects of some kinds make others, by a name that they hold: a Certificate makes a Secret. */
export interface Maker {
	readonly from: readonly GroupKind[];
	readonly at: Pattern;
	readonly makes: GroupKind;
	/** A field that must be there, too. */
	readonly needs?: readonly string[];
}

/** Objects of a kind, by their names. */
export interface NamedObjects {
	readonly kind: GroupKind;
	readonly names: RegExp;
}

/** All that is declared about a system. */
export interface ReferenceDeclarations {
	readonly relations?: readonly Relation[];
	readonly parts?: readonly PartDeclaration[];
	readonly makers?: readonly Maker[];
	/** Objects within objects of some kinds, which refer and are referred to as if they stood alone. */
	readonly embedded?: readonly { readonly in: readonly GroupKind[]; readonly at: Pattern }[];
	/** Pod specifications of kinds that rules do not look into. */
	readonly pods?: readonly { readonly in: readonly GroupKind[]; readonly at: Pattern }[];
	/** Objects that clusters have without anybody declaring them. */
	readonly given?: readonly NamedObjects[];
	/** Objects that come with the system when it is installed, mostly; a near miss says more than such a name. */
	readonly published?: readonly NamedObjects[];
}
