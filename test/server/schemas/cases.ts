import { casesOfEdgePlatform } from "./casesOfEdgePlatform";
import { casesOfKubeEdge } from "./casesOfKubeEdge";
import { casesOfKubernetes } from "./casesOfKubernetes";
import { casesOfOpenYurt } from "./casesOfOpenYurt";

/** A changed object and what is wrong with it, as `summary` in `support.ts` puts it; nothing for a right one. */
export interface Case {
	readonly title: string;
	/** JSON pointers and what goes there instead. */
	readonly change: Readonly<Record<string, unknown>>;
	readonly errors?: readonly string[];
	/**
	 * Says why, where the API server takes or refuses it all the same. Fields that no schema has need no reason: the
	 * API server drops them.
	 */
	readonly server?: { readonly accepts: boolean; readonly reason: string };
}

/** Objects of one kind that show what its schema allows. */
export interface KindCases {
	readonly id: string;
	/** A right object with most fields. */
	readonly object: object;
	readonly cases: readonly Case[];
	/** The `apiVersion` under which the test cluster, which is older, serves the kind with the same fields. */
	readonly servedAs?: string;
}

/** What the schemas have to say about right and wrong objects of every kind. */
export const kindCases: readonly KindCases[] = [
	...casesOfEdgePlatform,
	...casesOfKubeEdge,
	...casesOfOpenYurt,
	...casesOfKubernetes,
];
