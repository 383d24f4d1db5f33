import type { BilingualText } from "../schema/types";
import type { Draft } from "./draft";

/** What a document says, as an API server reads it. */
export type Manifest = Readonly<Record<string, unknown>>;

/** The rewriting of a document from one kind or version to another. */
export interface Migration {
	/** What it is called on the command line, such as `kubeedge-device`. */
	readonly id: string;
	/** Kinds that it is for, as `apiVersion/Kind`; a star stands for any version of a group. */
	readonly from: readonly string[];
	/** The kind that it makes, as `apiVersion/Kind`. */
	readonly to: string;
	/** What it changes, in a sentence. */
	readonly about: BilingualText;
	/** Whether a document of such a kind needs it; all do where absent. */
	readonly applies?: (manifest: Manifest) => boolean;
	/**
	 * Rewrites a document.
	 *
	 * @throws Unsupported where its layout does not allow that
	 */
	readonly rewrite: (draft: Draft, manifest: Manifest) => void;
}

/** Whether a migration is for a document. */
export function isFor(migration: Migration, apiVersion: string, kind: string, manifest: Manifest): boolean {
	const slash = apiVersion.indexOf("/");
	const names = [`${apiVersion}/${kind}`, `${apiVersion.slice(0, slash)}/*/${kind}`];
	return migration.from.some((from) => names.includes(from)) && (migration.applies?.(manifest) ?? true);
}

/** The `apiVersion` and `kind` of `apiVersion/Kind`. */
export function splitId(id: string): { readonly apiVersion: string; readonly kind: string } {
	const slash = id.lastIndexOf("/");
	return { apiVersion: id.slice(0, slash), kind: id.slice(slash + 1) };
}
