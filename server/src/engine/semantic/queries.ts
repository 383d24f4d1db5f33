import type { SchemaRegistry } from "../schema/registry";
import type { GroupKind, ManifestObject } from "./objects";
import { otherTopics, type Topic, type Topics, TopicTable } from "./topics";
import type { Derivation, LiveCluster, Workspace } from "./workspace";
import type { WorkspaceIndex } from "./workspaceIndex";

/** One question to the workspace, with what it was answered. */
type Read =
	| {
			readonly ask: "kind" | "name" | "file" | "kinds" | "clusters";
			/** A kind or URI; empty where nothing else than the question matters. */
			readonly about: string;
			/** Of `name`, the name. */
			readonly name: string;
			readonly answer: unknown;
	  }
	| {
			readonly ask: "derived";
			/** The key. */
			readonly about: string;
			readonly name: "";
			readonly derivation: Derivation<unknown>;
			readonly answer: unknown;
	  };

interface Derived {
	/** The index for which it was last found to hold. */
	checked: WorkspaceIndex;
	/** The number of that index. */
	used: number;
	readonly reads: readonly Read[];
	/** What its reads come down to, for the index for which it was last found to hold; absent until that is asked. */
	topics: Topics | undefined;
	readonly value: unknown;
}

/** When results are dropped that nobody asked for any more, such as those for names that were half typed. */
export interface DerivationLimits {
	/** Results of one derivation that are kept whether they are asked for or not. */
	readonly results: number;
	/** For how many changes of the index others are kept. */
	readonly changes: number;
}

const defaultLimits: DerivationLimits = { results: 10_000, changes: 256 };

/** What derivations gave, kept for as long as what they read stays the same. */
export class Derivations {
	private readonly known = new Map<Derivation<unknown>, Map<string, Derived>>();
	private readonly topics = new TopicTable();
	private index: WorkspaceIndex | undefined;
	/** How many indexes there were. */
	private number = 0;
	private dropped = 0;

	/** @param registry the kinds; another registry takes other derivations */
	constructor(
		readonly registry: SchemaRegistry,
		private readonly limits: DerivationLimits = defaultLimits,
	) {}

	/** How many results are kept. */
	get size(): number {
		let size = 0;
		for (const results of this.known.values()) size += results.size;
		return size;
	}

	/** What a derivation gives for an index. */
	get<T>(derivation: Derivation<T>, key: string, index: WorkspaceIndex): T {
		this.count(index);
		let ofDerivation = this.known.get(derivation);
		if (ofDerivation === undefined) {
			ofDerivation = new Map();
			this.known.set(derivation, ofDerivation);
		}
		let derived = ofDerivation.get(key);
		if (derived === undefined || !this.holds(derived, index)) {
			const workspace = new TrackedWorkspace(index, this);
			const value = derivation(workspace, key);
			derived = { checked: index, used: this.number, value, reads: workspace.reads, topics: undefined };
			ofDerivation.set(key, derived);
		}
		derived.checked = index;
		derived.used = this.number;
		return derived.value as T;
	}

	/** Takes note of a change, and drops every now and then what was not asked for since long. */
	private count(index: WorkspaceIndex): void {
		if (index === this.index) return;
		this.index = index;
		this.number++;
		const { results, changes } = this.limits;
		if (this.number - this.dropped < changes) return;
		this.dropped = this.number;
		for (const known of this.known.values()) {
			if (known.size <= results) continue;
			for (const [key, { used }] of known) if (this.number - used > changes) known.delete(key);
		}
	}

	/** Whether everything that was read would be answered with the same today. */
	stillHold(reads: readonly Read[], index: WorkspaceIndex): boolean {
		return reads.every((read) => this.again(read, index) === read.answer);
	}

	/**
	 * What reads come down to.
	 *
	 * @param reads that were asked, or found to hold, just now: what derivations read may be something else later
	 * @param former topics that are given again where they will do
	 */
	topicsOf(reads: readonly Read[], former?: Topics): Topics {
		if (former !== undefined && reads.every((read) => this.topicsOfRead(read).every((topic) => former.has(topic)))) {
			return former;
		}
		return this.topics.of(new Set(reads.flatMap((read) => this.topicsOfRead(read))));
	}

	private topicsOfRead(read: Read): readonly Topic[] {
		if (read.ask !== "derived")
			return [read.ask === "kind" || read.ask === "name" ? read.about : otherTopics[read.ask]];
		const derived = this.known.get(read.derivation)?.get(read.about);
		if (derived === undefined) return [];
		derived.topics ??= this.topicsOf(derived.reads);
		return derived.topics.all;
	}

	private holds(derived: Derived, index: WorkspaceIndex): boolean {
		if (derived.checked === index || derived.topics?.unchanged(derived.checked, index)) return true;
		if (!this.stillHold(derived.reads, index)) return false;
		derived.topics = this.topicsOf(derived.reads, derived.topics);
		return true;
	}

	private again(read: Read, index: WorkspaceIndex): unknown {
		switch (read.ask) {
			case "kind":
				return index.ofKind(read.about);
			case "name":
				return index.named(read.about, read.name);
			case "file":
				return index.inFile(read.about);
			case "kinds":
				return index.kinds;
			case "clusters":
				return index.clusters;
			case "derived":
				return this.get(read.derivation, read.about, index);
		}
	}
}

export type { Read };

/** So many questions are compared one by one: that is faster than a text for each. */
const mostToLookThrough = 24;

/** A workspace that remembers what it was asked. */
export class TrackedWorkspace implements Workspace {
	private readonly asked: Read[] = [];
	/** What was asked, once it is too much to look through. */
	private keys: { readonly plain: Set<string>; readonly derived: Map<Derivation<unknown>, Set<string>> } | undefined;

	constructor(
		private readonly index: WorkspaceIndex,
		private readonly known: Derivations,
	) {}

	get registry(): SchemaRegistry {
		return this.known.registry;
	}

	/** Each question once. */
	get reads(): readonly Read[] {
		return this.asked;
	}

	ofKind(kind: GroupKind): readonly ManifestObject[] {
		const answer = this.index.ofKind(kind);
		this.note("kind", kind, "", answer);
		return answer;
	}

	named(kind: GroupKind, name: string): readonly ManifestObject[] {
		const answer = this.index.named(kind, name);
		this.note("name", kind, name, answer);
		return answer;
	}

	inFile(uri: string): readonly ManifestObject[] {
		const answer = this.index.inFile(uri);
		this.note("file", uri, "", answer);
		return answer;
	}

	kinds(): readonly GroupKind[] {
		const answer = this.index.kinds;
		this.note("kinds", "", "", answer);
		return answer;
	}

	clusters(): readonly LiveCluster[] {
		const answer = this.index.clusters;
		this.note("clusters", "", "", answer);
		return answer;
	}

	derived<T>(derivation: Derivation<T>, key = ""): T {
		const answer = this.known.get(derivation, key, this.index);
		if (!this.isNoted("derived", key, "", derivation)) {
			this.add({ ask: "derived", about: key, name: "", derivation, answer });
		}
		return answer;
	}

	private note(ask: Exclude<Read["ask"], "derived">, about: string, name: string, answer: unknown): void {
		if (!this.isNoted(ask, about, name, undefined)) this.add({ ask, about, name, answer });
	}

	/** Rules ask the same over and over, and most ask little. */
	private isNoted(ask: Read["ask"], about: string, name: string, by: Derivation<unknown> | undefined): boolean {
		if (this.keys !== undefined) {
			return by === undefined
				? this.keys.plain.has(`${ask} ${about}\n${name}`)
				: this.keys.derived.get(by)?.has(about) === true;
		}
		for (const read of this.asked) {
			if (read.ask !== ask || read.about !== about || read.name !== name) continue;
			if (read.ask !== "derived" || read.derivation === by) return true;
		}
		return false;
	}

	private add(read: Read): void {
		this.asked.push(read);
		if (this.keys !== undefined) this.addKey(this.keys, read);
		else if (this.asked.length > mostToLookThrough) {
			this.keys = { plain: new Set(), derived: new Map() };
			for (const one of this.asked) this.addKey(this.keys, one);
		}
	}

	private addKey({ plain, derived }: NonNullable<TrackedWorkspace["keys"]>, read: Read): void {
		if (read.ask !== "derived") {
			plain.add(`${read.ask} ${read.about}\n${read.name}`);
			return;
		}
		const keys = derived.get(read.derivation);
		if (keys === undefined) derived.set(read.derivation, new Set([read.about]));
		else keys.add(read.about);
	}
}
