import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClusterReference } from "../../../../server/src/protocol";

/** What is remembered of one cluster's snapshot beside the snapshot itself. */
export interface IndexEntry {
	readonly id: string;
	readonly name: string;
	/** Name of the snapshot's file in the folder. */
	readonly file: string;
	/** Hash of the file. */
	readonly stamp: string;
	/** `seen` in the file. Times are ISO 8601, UTC. */
	readonly written: string;
	/** When the cluster was last known to serve what the file says. */
	readonly seen: string;
	/** When it was last asked. */
	readonly asked: string;
	/** The server's version then. */
	readonly version: string;
	/** Fingerprint of its definitions then; absent where they could not be listed. */
	readonly definitions?: string;
	/** See `OpenApiSchemas.key`. */
	readonly openApiKey?: string;
	/** Something that the cluster has could not be had. */
	readonly partial?: boolean;
	/** Since when the kubeconfig has no such context; absent while it has. */
	readonly gone?: string;
}

/** A cluster that the language server is told of, with the time when it was last known to be so. */
export interface KnownCluster extends ClusterReference {
	readonly seen: string;
}

/** Path of the index in the folder of snapshots. */
export function indexFile(folder: string): string {
	return join(folder, "index.json");
}

/** Reads the index; what is not there or not as it should be counts as not known. Never rejects. */
export async function readIndex(folder: string): Promise<IndexEntry[]> {
	try {
		const index: unknown = JSON.parse(await readFile(indexFile(folder), "utf8"));
		const { clusters } = index as { clusters?: unknown };
		return Array.isArray(clusters) ? clusters.filter(isEntry) : [];
	} catch {
		return [];
	}
}

/** The clusters of the last sessions, for times when none is connected. */
export async function rememberedClusters(folder: string): Promise<KnownCluster[]> {
	const entries = await readIndex(folder);
	return entries.filter(({ gone }) => gone === undefined).map((entry) => knownCluster(folder, entry, false));
}

/** What the language server is told of an entry. */
export function knownCluster(
	folder: string,
	{ id, name, file, stamp, seen }: IndexEntry,
	connected: boolean,
): KnownCluster {
	return { id, name, connected, file: join(folder, file), stamp, seen };
}

function isEntry(value: unknown): value is IndexEntry {
	if (typeof value !== "object" || value === null) return false;
	const entry = value as Record<string, unknown>;
	const texts = ["id", "name", "file", "stamp", "written", "seen", "asked", "version"];
	const further = ["definitions", "openApiKey", "gone"];
	return (
		texts.every((field) => typeof entry[field] === "string") &&
		further.every((field) => entry[field] === undefined || typeof entry[field] === "string") &&
		["undefined", "boolean"].includes(typeof entry.partial) &&
		/^[0-9a-f]+\.json$/.test(entry.file as string)
	);
}
