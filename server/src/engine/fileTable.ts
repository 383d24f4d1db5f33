import type { FileSnapshot } from "./snapshot";

/**
 * The files at one moment: what is open in an editor counts before what lies on the disk. Immutable; a change to open
 * files does not copy the others.
 */
export class FileTable {
	static readonly empty = new FileTable(new Map(), new Map());

	private constructor(
		private readonly open: ReadonlyMap<string, FileSnapshot>,
		private readonly onDisk: ReadonlyMap<string, FileSnapshot>,
	) {}

	get(uri: string): FileSnapshot | undefined {
		return this.open.get(uri) ?? this.onDisk.get(uri);
	}

	isOpen(uri: string): boolean {
		return this.open.has(uri);
	}

	/** What lies on the disk, whether it is open or not. */
	diskFile(uri: string): FileSnapshot | undefined {
		return this.onDisk.get(uri);
	}

	*all(): Generator<FileSnapshot> {
		yield* this.open.values();
		for (const [uri, file] of this.onDisk) if (!this.open.has(uri)) yield file;
	}

	withOpen(file: FileSnapshot): FileTable {
		return new FileTable(new Map(this.open).set(file.uri, file), this.onDisk);
	}

	withoutOpen(uri: string): FileTable {
		const open = new Map(this.open);
		open.delete(uri);
		return new FileTable(open, this.onDisk);
	}

	/** @param changes the files that changed on the disk; `undefined` for those that are gone */
	withDisk(changes: ReadonlyMap<string, FileSnapshot | undefined>): FileTable {
		const onDisk = new Map(this.onDisk);
		for (const [uri, file] of changes) {
			if (file === undefined) onDisk.delete(uri);
			else onDisk.set(uri, file);
		}
		return new FileTable(this.open, onDisk);
	}
}
