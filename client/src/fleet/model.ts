import type { ApiFailure } from "./failures";
import type { KubernetesObject } from "./objects";

/** Whether a cluster is being followed, and how that goes. */
export type ConnectionPhase =
	/** Nothing was asked yet. */
	| { readonly kind: "idle" }
	| { readonly kind: "connecting" }
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
	/** Trying again would not help before the user acts (credential refused, certificate not trusted, kubeconfig wrong). */
	| { readonly kind: "failed"; readonly failure: ApiFailure };

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
	| { readonly kind: "loading" }
	/** Objects by uid, as last seen. */
	| { readonly kind: "known"; readonly objects: ReadonlyMap<string, KubernetesObject> }
	/** The user may not list it, or the server fails to. */
	| { readonly kind: "denied"; readonly failure: ApiFailure };

/** Everything known of one cluster at one moment. */
export interface ClusterState {
	readonly phase: ConnectionPhase;
	readonly resources: Readonly<Record<FollowedKind, ResourceState>>;
}
