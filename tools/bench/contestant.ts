/** A language server to measure, and what it must be told. */
export interface Contestant {
	readonly name: string;
	readonly version: string;
	/** Arguments of the same Node.js that runs the benchmark. */
	readonly command: readonly string[];
	/** What it waits for after a keystroke before it checks a file, in milliseconds; from its own sources. */
	readonly debounce: number;
	/** Its settings by section. */
	readonly settings: Readonly<Record<string, unknown>>;
}
