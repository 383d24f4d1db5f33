import { isObject } from "../semantic/objects";
import { listIn, objectIn } from "../semantic/read";
import { type Labels, readSelector, selects } from "../semantic/references/selector";

/**
 * Whether labels match a Kubernetes label selector. As in Kubernetes, an empty selector matches everything and an absent
 * one nothing; an operator that Kubernetes does not know matches nothing.
 */
export function matchesSelector(labels: Labels, selector: unknown): boolean {
	if (!isObject(selector)) return false;
	const { matchLabels, matchExpressions } = selector;
	const read = readSelector({ matchLabels, matchExpressions });
	return read === undefined ? selectsAll(selector) : selects(read, labels);
}

/** True for a selector that asks for nothing, and so matches everything. */
export function selectsAll(selector: unknown): boolean {
	return (
		isObject(selector) &&
		Object.keys(objectIn(selector, "matchLabels") ?? {}).length === 0 &&
		listIn(selector, "matchExpressions").length === 0
	);
}
