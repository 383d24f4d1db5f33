/** Entries are spread over so many maps, so that a change copies few of them. */
const shardCount = 256;

/** A map by text that never changes: a change makes a new one, which costs what it touches and shares the rest. */
export class ShardedMap<V> {
	private constructor(private readonly shards: readonly (ReadonlyMap<string, V> | undefined)[]) {}

	static empty<V>(): ShardedMap<V> {
		return new ShardedMap<V>([]);
	}

	get(key: string): V | undefined {
		return this.shards[shardOf(key)]?.get(key);
	}

	/** @param changes values by key; `undefined` takes a key out */
	with(changes: ReadonlyMap<string, V | undefined>): ShardedMap<V> {
		if (changes.size === 0) return this;
		const shards = this.shards.slice();
		const own = new Map<number, Map<string, V>>();
		for (const [key, value] of changes) {
			const at = shardOf(key);
			let shard = own.get(at);
			if (shard === undefined) {
				shard = new Map(shards[at]);
				own.set(at, shard);
				shards[at] = shard;
			}
			if (value === undefined) shard.delete(key);
			else shard.set(key, value);
		}
		return new ShardedMap<V>(shards);
	}
}

/** Names and paths differ most at their ends. */
function shardOf(key: string): number {
	let hash = key.length;
	for (let at = Math.max(0, key.length - 16); at < key.length; at++) {
		hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
	}
	return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (shardCount - 1);
}
