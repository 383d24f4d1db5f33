import type { CatalogueEntry } from "./types";

/** The `apiVersion` of a catalogue entry. */
export function apiVersionOf({ group, version }: Pick<CatalogueEntry, "group" | "version">): string {
	return group === "" ? version : `${group}/${version}`;
}

/** Group and version of an `apiVersion`; the group is empty for the core group. */
export function splitApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
	const slash = apiVersion.indexOf("/");
	return { group: apiVersion.slice(0, Math.max(0, slash)), version: apiVersion.slice(slash + 1) };
}

/** The group in an `apiVersion`; empty for the core group. */
export function groupOf(apiVersion: string): string {
	return splitApiVersion(apiVersion).group;
}
