import { ApiError, type ApiFailure, failureOf } from "../failures";
import type { ApiRequest } from "../kubernetesApi";
import { valueAt } from "../objects";

/** Asks one cluster for JSON that may be large; cancelling and bounds are seen to. */
export interface Asking {
	/** @throws ApiError */
	get(path: string, options?: Pick<ApiRequest, "accept" | "query">): Promise<unknown>;
	/** Called with what could not be had, where the rest is of use without it. */
	note(failure: ApiFailure): void;
}

/** How many requests are under way at once: a link at the edge is shared with others. */
const together = 4;

/** Does something for each item, a few at a time. @returns the results in the items' order */
export async function mapFew<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	const rest = items.entries();
	const work = async () => {
		for (const [index, item] of rest) results[index] = await action(item);
	};
	await Promise.all(Array.from({ length: Math.min(together, items.length) }, work));
	return results;
}

/** Whether a failure says nothing of what was asked, only of the way there: asking for the rest is of no use. */
export function isOfTheLink({ kind }: ApiFailure): boolean {
	return ["unreachable", "timeout", "tls", "credentials", "unauthorized", "cancelled"].includes(kind);
}

/**
 * What an action gives, or nothing where the server refuses or answers nonsense.
 *
 * @param note told of the failure
 * @throws ApiError where the link is the trouble
 */
export async function unlessRefused<T>(
	action: Promise<T>,
	note: (failure: ApiFailure) => void,
): Promise<T | undefined> {
	try {
		return await action;
	} catch (thrown) {
		const failure = failureOf(thrown);
		if (isOfTheLink(failure)) throw thrown;
		note(failure);
		return undefined;
	}
}

/** The fields of the object at a path; `undefined` where there is none or another type stands there. */
export function objectAt(root: unknown, ...path: readonly (string | number)[]): Record<string, unknown> | undefined {
	const value = valueAt(root, ...path);
	return typeof value === "object" && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: undefined;
}

/** The error for an answer that is JSON and not what was asked for. */
export function notAsPromised(path: string): ApiError {
	return new ApiError({
		kind: "protocol",
		detail: `the answer to GET ${path} is not what a Kubernetes API server gives`,
	});
}
