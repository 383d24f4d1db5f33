// Part of the compiled validators of kinds that have lists with keys.

/** Two items of a list that have the same key. */
export interface DuplicateItem {
	/** Index of the later item. */
	readonly i: number;
	/** Index of the earlier item. */
	readonly j: number;
}

/**
 * Finds the first item whose values of the key fields were there before, in a list with `x-kubernetes-list-type: map`.
 *
 * @param defaults what the API server fills in for key fields that are absent
 */
export function findDuplicateItem(
	items: readonly unknown[],
	keys: readonly string[],
	defaults: Readonly<Record<string, unknown>> = {},
): DuplicateItem | undefined {
	const seen = new Map<string, number>();
	for (const [i, item] of items.entries()) {
		if (typeof item !== "object" || item === null) continue;
		const fields = item as Record<string, unknown>;
		const values = keys.map((key) => fields[key] ?? defaults[key] ?? null);
		if (values.every((value) => value === null)) continue;
		const identity = JSON.stringify(values);
		const j = seen.get(identity);
		if (j !== undefined) return { i, j };
		seen.set(identity, i);
	}
	return undefined;
}
