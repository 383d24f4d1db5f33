/** The messages between client and language server that the Language Server Protocol does not have. */

import type { SchemaInUse } from "./engine/schemaInUse";
import type { LiveObject } from "./engine/semantic/workspace";

export type { SchemaInUse };

/** Client → server, notification: the clusters whose schemas the server should know. Replaces what was said before. */
export const clustersNotification = "edgewise/clusters";

export interface ClustersParams {
	readonly clusters: readonly ClusterReference[];
}

/** A cluster with the file that holds its `ClusterSnapshot`. */
export interface ClusterReference {
	readonly id: string;
	readonly name: string;
	readonly connected: boolean;
	/** Path of the snapshot, JSON. */
	readonly file: string;
	/** When the cluster last said what it serves, ISO 8601: later than in the file, which changes with its content only. */
	readonly seen?: string;
	/** Changes whenever the file's content does. */
	readonly stamp: string;
}

/** Client → server, request: which schema judges the document at a position, and which others could. */
export const schemaAtRequest = "edgewise/schemaAt";

export interface SchemaAtParams {
	readonly uri: string;
	readonly position: { readonly line: number; readonly character: number };
}

/** `null` where no schema is known for the document. */
export type SchemaAtResult = SchemaInUse | null;

/** Server → client, notification: other schemas may judge documents now than before. */
export const schemasChangedNotification = "edgewise/schemasChanged";

/**
 * Client → server, notification: what clusters have, as far as manifests may refer to it. Clusters that are not named
 * have what was said of them before.
 */
export const liveObjectsNotification = "edgewise/liveObjects";

export interface LiveObjectsParams {
	readonly clusters: readonly LiveClusterNews[];
	/** Clusters of which nothing is known any more, by id. */
	readonly gone: readonly string[];
}

/** All that is known of what a cluster has. */
export interface LiveClusterNews {
	readonly id: string;
	readonly name: string;
	/** Kinds whose objects are all known, as `group/Kind`. */
	readonly kinds: readonly string[];
	readonly objects: readonly LiveObject[];
}

/** Client → server, request: what the migrations for a file's documents would make of it. */
export const migrateRequest = "edgewise/migrate";

export interface MigrateParams {
	readonly uri: string;
}

/** `null` where the file is not open. */
export type MigrateResult = MigrationPreview | null;

/** A file as it would be. */
export interface MigrationPreview {
	/** The version of the document that this is about. */
	readonly version: number;
	/** The whole text. */
	readonly text: string;
	/** The documents that a migration is for; none where there is nothing to do. */
	readonly documents: readonly MigratedDocument[];
}

export interface MigratedDocument {
	readonly title: string;
	readonly kind: string;
	readonly name: string;
	/** Where it says what it is; a line counts from zero. */
	readonly line: number;
	/** Why it stays as it is; absent where it does not. */
	readonly refused?: string;
	readonly notCarriedOver: readonly MigrationNote[];
	readonly notes: readonly MigrationNote[];
}

export interface MigrationNote {
	/** Where, such as `spec.nodeSelector`. */
	readonly path: string;
	/** The line in the file as it is, counted from zero. */
	readonly line: number;
	readonly message: string;
}

/** Where a command of a code lens is to work, zero-based. */
export interface LensPosition {
	readonly line: number;
	readonly character: number;
}

/** Client → server, request without parameters: the templates of sites in the workspace. */
export const templatesRequest = "edgewise/templates";

export type TemplatesResult = readonly TemplateSummary[];

/** A folder from which sites are made. */
export interface TemplateSummary {
	/** The folder's URI. */
	readonly uri: string;
	/** The folder as people know it, from the workspace's folder. */
	readonly name: string;
	readonly description: string;
	readonly parameters: readonly TemplateParameter[];
	/** Where sites usually are: as `SitesParams.target`. */
	readonly target?: string;
	/** URI of the file that has the values of all sites. */
	readonly values?: string;
	/** Why the template cannot be used; the other fields then say nothing. */
	readonly problem?: string;
}

export interface TemplateParameter {
	readonly name: string;
	readonly description: string;
	/** A regular expression that values have to fit. */
	readonly pattern?: string;
	/** The values that are allowed; empty for any. */
	readonly oneOf: readonly string[];
	readonly default?: string;
}

/** Client → server, request: the files that sites would have. */
export const makeSitesRequest = "edgewise/makeSites";

/** Client → server, request: in what the sites on the disk differ from their template. */
export const checkSitesRequest = "edgewise/checkSites";

export interface SitesParams {
	/** URI of the template's folder. */
	readonly template: string;
	/** The folder of a site, from the template's, with placeholders: `../../stores/${site}`. */
	readonly target: string;
	/** The values of each site, or the URI of a file that has them. */
	readonly values: readonly Readonly<Record<string, string>>[] | string;
}

export type MakeSitesResult =
	| { readonly kind: "refused"; readonly reasons: readonly string[] }
	| {
			readonly kind: "sites";
			readonly sites: number;
			readonly files: readonly SiteFile[];
			readonly problems: readonly SitePlace[];
	  };

/** A file that a site would have. */
export interface SiteFile {
	readonly uri: string;
	readonly text: string;
	readonly state: "new" | "same" | "differs";
}

export type CheckSitesResult =
	| { readonly kind: "refused"; readonly reasons: readonly string[] }
	| {
			readonly kind: "checked";
			readonly sites: number;
			readonly drifting: number;
			readonly places: readonly SitePlace[];
	  };

/** Something to tell about a site. */
export interface SitePlace {
	readonly uri: string;
	/** From 0. */
	readonly line: number;
	readonly message: string;
}

/** Client → server, request: who may do something, what somebody may do, or whether somebody may do something. */
export const explainPermissionRequest = "edgewise/explainPermission";

export interface ExplainPermissionParams {
	/** Absent: who may? */
	readonly subject?: PermissionSubject;
	/** Absent: what may the subject do? */
	readonly request?: PermissionRequest;
	readonly place: PermissionPlace;
	/** URIs of folders from which files are named. */
	readonly folders: readonly string[];
}

export type PermissionSubject =
	| { readonly kind: "User" | "Group"; readonly name: string }
	| { readonly kind: "ServiceAccount"; readonly namespace: string; readonly name: string };

export interface PermissionRequest {
	readonly verb: string;
	/** As kubectl takes it: `deployments.apps`, `pods/log`; a path such as `/healthz` stands for a URL. */
	readonly resource: string;
}

/** Where a request is made; nothing stands for the platform. */
export interface PermissionPlace {
	readonly namespace?: string;
	readonly workspace?: string;
	readonly cluster?: string;
	readonly nodegroup?: string;
	readonly node?: string;
}

export type ExplainPermissionResult =
	| {
			readonly kind: "answer";
			/** Absent for a question that is not answered by yes or no. */
			readonly allowed?: boolean;
			readonly title: string;
			/** Markdown; its links stand beside it. */
			readonly text: string;
			readonly links: readonly PermissionLink[];
	  }
	/** There is no such resource, as far as anybody knows. */
	| { readonly kind: "unknownResource"; readonly meant: readonly string[] }
	/** Several groups have such a resource. */
	| { readonly kind: "ambiguousResource"; readonly choices: readonly string[] };

/** A part of an answer that leads to a place. Lines and columns count from zero. */
export interface PermissionLink {
	readonly line: number;
	readonly start: number;
	readonly end: number;
	readonly target: { readonly uri: string; readonly line: number; readonly column: number };
}

/** Client → server, request without parameters: what the workspace has to ask about. */
export const permissionChoicesRequest = "edgewise/permissionChoices";

export interface PermissionChoicesResult {
	readonly users: readonly string[];
	readonly groups: readonly string[];
	/** `namespace/name`. */
	readonly serviceAccounts: readonly string[];
	readonly verbs: readonly string[];
	readonly resources: readonly string[];
	readonly namespaces: readonly string[];
	readonly workspaces: readonly string[];
	readonly nodeGroups: readonly string[];
	readonly nodes: readonly string[];
	readonly clusters: readonly string[];
}

/** Client → server, request: what the role, template or binding at a position gives. */
export const effectiveRulesRequest = "edgewise/effectiveRules";

export interface PermissionsAtParams {
	readonly uri: string;
	readonly position: { readonly line: number; readonly character: number };
}

/** `null` where no such object stands. */
export type EffectiveRulesResult = {
	readonly kind: string;
	readonly name: string;
	readonly rules: readonly {
		readonly apiGroups: readonly string[];
		readonly resources: readonly string[];
		readonly resourceNames: readonly string[];
		readonly nonResourceURLs: readonly string[];
		readonly verbs: readonly string[];
	}[];
	readonly templates: readonly string[];
	readonly uiPermissions: readonly string[];
	/** Templates that are needed and not taken in. */
	readonly missing: readonly string[];
} | null;

/** Client → server, request: the RBAC objects that the platform makes of the object at a position. */
export const generatedRbacRequest = "edgewise/generatedRbac";

/** `null` where no IAMRole, IAMRoleBinding or RoleTemplate stands. */
export type GeneratedRbacResult = { readonly kind: string; readonly name: string; readonly yaml: string } | null;
