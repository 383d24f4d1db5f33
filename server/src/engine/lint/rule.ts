import type { Severity } from "../features/problem";
import type { Knowledge } from "../knowledge";
import type { GroupKind, JsonObject, ManifestObject } from "../semantic/objects";
import type { Workspace } from "../semantic/workspace";
import type { Span } from "../text/span";
import type { Path } from "../yaml/path";
import type { Change } from "./change";

/** A text in both languages. */
export interface Wording {
	readonly en: string;
	readonly "zh-cn": string;
}

/**
 * One thing that manifests can get wrong, beyond what schemas say. A rule lives in a file of its own, named by its id;
 * beside it, `<id>.specimens.md` holds manifests that it finds fault with and others that it does not, for tests and for
 * its page in `docs/rules/`.
 */
export interface Rule {
	/** Stays the same, because people write it into configuration: lower case, words joined by hyphens. */
	readonly id: string;
	/** How bad a finding is; `off` for a rule that guesses, or that is a matter of taste. */
	readonly level: Severity | "off";
	readonly topic: "reference" | "device" | "permission" | "practice";
	/** What is wrong, as a headline. */
	readonly title: Wording;
	/** Why it matters, and what to do: a few sentences, Markdown. */
	readonly why: Wording;
	/** The kinds whose objects it looks at, in whatever version; `all` for objects of every kind. */
	readonly kinds: readonly GroupKind[] | "all";
	/** Looks at one object, and reports what is wrong with it. It may look at others, and must not report on them. */
	check(context: RuleContext): void;
}

/** What a rule is given. */
export interface RuleContext {
	readonly object: ManifestObject;
	/** The object as plain data; the same as `object.data`. */
	readonly data: JsonObject;
	readonly workspace: Workspace;
	readonly knowledge: Knowledge;
	report(finding: Finding): void;
}

/** What a rule found. */
export interface Finding {
	/** Where, from the object's root. A path that leads nowhere stands for the deepest object on the way. */
	readonly path: Path;
	/** What to underline: the value (of an object or list, its key), the key, or a part of the value's text. */
	readonly part?: "value" | "key" | Span;
	readonly message: Wording;
	/** The likeliest first. `edgewise lint --fix` makes the only one of a finding. */
	readonly fixes?: readonly RuleFix[];
	/** Other places that have to do with it. */
	readonly related?: readonly RelatedObject[];
	/** Where it differs from the rule's own. */
	readonly severity?: Severity;
}

/** A change that mends a finding. Paths count from the object's root. */
export interface RuleFix {
	readonly title: Wording;
	readonly changes: readonly Change[];
	/** Changes what runs, so that somebody has to look at it: `edgewise lint --fix` leaves it alone. */
	readonly byHand?: boolean;
}

/** A place in an object, with what to say of it. */
export interface RelatedObject {
	readonly object: ManifestObject;
	readonly path: Path;
	readonly message: Wording;
}
