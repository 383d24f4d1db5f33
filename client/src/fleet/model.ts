import type { ApiFailure } from "./failures";
import type { KubernetesObject } from "./objects";

/** Whether a cluster is being followed, and how that goes. */
export type ConnectionPhase =
	/** Nothing was asked yet. */
	| { readonly kind: "idle" }
	| { readonly kind: "connecting" }
	/** `version` is empty where the user may not ask for it. */
	| { readonly kind: "connected"; readonly version: string }
	/** The link is down; it is tried again at `retryAt`. What was last known stays. Times are milliseconds since the epoch. */
	| {
			readonly kind: "offline";
			readonly failure: ApiFailure;
			readonly retryAt: number;
			/** When the cluster last answered; absent where it never did. */
			readonly lastSeen?: number;
			readonly version?: string;
	  }
	/**
	 * Trying again soon would not help before the user acts (credential refused, certificate not trusted, kubeconfig
	 * wrong). It is tried again on request, and rarely where a renewed credential may cure it.
	 */
	| {
			readonly kind: "failed";
			readonly failure: ApiFailure;
			/** When the cluster last answered; absent where it never did. */
			readonly lastSeen?: number;
			readonly version?: string;
	  };

/** The resources that the fleet follows, by a name of ours. */
export type FollowedKind =
	| "nodes"
	| "clusters"
	| "edgePlatformNodeGroups"
	| "kubeEdgeNodeGroups"
	| "nodePools"
	| "deviceModels"
	| "devices"
	| "deviceStatuses";

/** One followed resource of one cluster. */
export type ResourceState =
	/** The server does not serve the kind; that is normal. */
	| { readonly kind: "absent" }
	/** Not known yet. */
	| { readonly kind: "loading" }
	/**
	 * Objects by uid, as last seen, without `managedFields` and without the credentials that a Cluster carries. `trouble`
	 * says why changes may be missing; the server is asked again.
	 */
	| {
			readonly kind: "known";
			readonly objects: ReadonlyMap<string, KubernetesObject>;
			readonly trouble?: ApiFailure;
	  }
	/** The user may not list it, or the server failed to from the start; it is asked again. */
	| { readonly kind: "denied"; readonly failure: ApiFailure };

/** What is known of a cluster's CustomResourceDefinitions. */
export type DefinitionsState =
	/** `fingerprint` changes whenever one comes, goes or is changed. */
	| { readonly kind: "known"; readonly fingerprint: string }
	/** They cannot be listed. */
	| { readonly kind: "denied" };

/** Everything known of one cluster at one moment. */
export interface ClusterState {
	readonly phase: ConnectionPhase;
	readonly resources: Readonly<Record<FollowedKind, ResourceState>>;
	/** Absent until the first list. */
	readonly definitions?: DefinitionsState;
}
