import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClusterSnapshot } from "../../../../server/src/engine/schema/layers";
import type { KnownSnapshot } from "./fetchSnapshot";
import { type IndexEntry, indexFile, readIndex } from "./snapshotIndex";

/** Milliseconds for which the snapshot of a context that is gone from the kubeconfig is kept. */
const keptFor = 30 * 24 * 60 * 60_000;

/**
 * The last answer of every cluster, in a folder that all windows share: a file each, and an index. Files are replaced as
 * a whole, and only when their content changes. What is corrupt counts as not there.
 */
export class SnapshotStore {
	private known: readonly IndexEntry[] = [];
	/** Changes of the index happen one after the other. */
	private last: Promise<unknown> = Promise.resolve();

	constructor(readonly folder: string) {}

	/** As of the last call of any method. */
	get entries(): readonly IndexEntry[] {
		return this.known;
	}

	entry(id: string): IndexEntry | undefined {
		return this.known.find((entry) => entry.id === id);
	}

	/** Reads the index as other windows may have left it. Never rejects. */
	load(): Promise<void> {
		return this.change((entries) => entries).catch(() => {});
	}

	/** The snapshot of a cluster; nothing where there is none, or it is not what was written. */
	async read(id: string): Promise<KnownSnapshot | undefined> {
		const entry = this.entry(id);
		const text = entry && (await this.intact(entry));
		if (entry === undefined || text === undefined) return undefined;
		return {
			snapshot: JSON.parse(text) as ClusterSnapshot,
			...(entry.openApiKey !== undefined && { openApiKey: entry.openApiKey }),
		};
	}

	/** Whether the snapshot of a cluster is there as it was written. */
	async has(id: string): Promise<boolean> {
		const entry = this.entry(id);
		return entry !== undefined && (await this.intact(entry)) !== undefined;
	}

	/**
	 * Keeps what a cluster said.
	 *
	 * @param about fingerprint of its definitions when it was asked, and whether something could not be had
	 * @throws Error where the disk does not take it
	 */
	async put(
		{ snapshot, openApiKey }: KnownSnapshot,
		{ definitions, partial = false }: { readonly definitions?: string | undefined; readonly partial?: boolean } = {},
	): Promise<void> {
		const { id, name, seen, version } = snapshot;
		const file = `${digest(id).slice(0, 32)}.json`;
		await this.change(async (entries) => {
			const old = entries.find((entry) => entry.id === id);
			// The same answer at another time is no change.
			const same = old && JSON.stringify({ ...snapshot, seen: old.written });
			const unchanged = same !== undefined && digest(same) === old?.stamp && (await this.intact(old)) !== undefined;
			const text = unchanged ? same : JSON.stringify(snapshot);
			if (!unchanged) await this.write(join(this.folder, file), text);
			const entry: IndexEntry = {
				id,
				name,
				file,
				stamp: digest(text),
				written: unchanged ? old.written : seen,
				seen,
				asked: seen,
				version,
				...(definitions !== undefined && { definitions }),
				...(openApiKey !== undefined && { openApiKey }),
				...(partial && { partial }),
			};
			return [...entries.filter((other) => other.id !== id), entry];
		});
	}

	/** Notes that a cluster still serves what it said. @param at milliseconds since the epoch */
	async confirm(id: string, at: number): Promise<void> {
		const seen = new Date(at).toISOString();
		await this.change((entries) =>
			entries.map((entry) => (entry.id === id && entry.seen < seen ? { ...entry, seen } : entry)),
		);
	}

	/**
	 * Notes which contexts the kubeconfig has, and drops what belongs to others that are gone for 30 days.
	 *
	 * @param now milliseconds since the epoch
	 */
	async keepOnly(ids: ReadonlySet<string>, now: number): Promise<void> {
		const since = new Date(now).toISOString();
		await this.change((entries) =>
			entries
				.map(({ gone, ...entry }) => (ids.has(entry.id) ? entry : { ...entry, gone: gone ?? since }))
				.filter(({ gone }: IndexEntry) => gone === undefined || Date.parse(gone) > now - keptFor),
		);
		const files = new Set(["index.json", ...this.known.map(({ file }) => file)]);
		for (const file of await readdir(this.folder).catch(() => [])) {
			if (files.has(file)) continue;
			const path = join(this.folder, file);
			const changed = await stat(path).catch(() => undefined);
			// Others may be at work in other windows.
			if (changed !== undefined && changed.mtimeMs < now - keptFor) await rm(path, { force: true });
		}
	}

	/** Changes the index as it is on the disk: other windows write it as well. */
	private change(
		action: (entries: readonly IndexEntry[]) => readonly IndexEntry[] | Promise<readonly IndexEntry[]>,
	): Promise<void> {
		const changed = this.last.then(async () => {
			const before = await readIndex(this.folder);
			const after = await action(before);
			this.known = after;
			const text = JSON.stringify({ clusters: after }, undefined, "\t");
			if (text !== JSON.stringify({ clusters: before }, undefined, "\t"))
				await this.write(indexFile(this.folder), text);
			for (const { file } of before) {
				if (!after.some((entry) => entry.file === file)) await rm(join(this.folder, file), { force: true });
			}
		});
		this.last = changed.catch(() => {});
		return changed;
	}

	private async intact({ file, stamp }: IndexEntry): Promise<string | undefined> {
		try {
			const text = await readFile(join(this.folder, file), "utf8");
			return digest(text) === stamp ? text : undefined;
		} catch {
			return undefined;
		}
	}

	/** Writes a file so that readers see the old content or the new, never a part. */
	private async write(path: string, text: string): Promise<void> {
		await mkdir(this.folder, { recursive: true });
		const fresh = `${path}.${randomUUID()}.new`;
		try {
			await writeFile(fresh, text, { mode: 0o600 });
			await rename(fresh, path);
		} catch (error) {
			await rm(fresh, { force: true });
			throw error;
		}
	}
}

function digest(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}
