import type { SchemaRegistry } from "../schema/registry";
import type { GroupKind, ManifestObject } from "./objects";
import type { Derivation, LiveCluster, Workspace } from "./workspace";
import type { WorkspaceIndex } from "./workspaceIndex";

/** One question to the workspace, with what it was answered. */
type Read =
	| { readonly ask: "kind"; readonly kind: GroupKind; readonly answer: readonly ManifestObject[] }
	| {
			readonly ask: "name";
			readonly kind: GroupKind;
			readonly name: string;
			readonly answer: readonly ManifestObject[];
	  }
	| { readonly ask: "file"; readonly uri: string; readonly answer: readonly ManifestObject[] }
	| { readonly ask: "kinds"; readonly answer: readonly GroupKind[] }
	| { readonly ask: "clusters"; readonly answer: readonly LiveCluster[] }
	| {
			readonly ask: "derived";
			readonly derivation: Derivation<unknown>;
			readonly key: string;
			readonly answer: unknown;
	  };

interface Derived {
	/** The index for which it was last found to hold. */
	checked: WorkspaceIndex;
	/** The number of that index. */
	used: number;
	readonly reads: readonly Read[];
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
			derived = { checked: index, used: this.number, value: derivation(workspace, key), reads: workspace.reads };
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

	private holds({ checked, reads }: Derived, index: WorkspaceIndex): boolean {
		return checked === index || this.stillHold(reads, index);
	}

	private again(read: Read, index: WorkspaceIndex): unknown {
		switch (read.ask) {
			case "kind":
				return index.ofKind(read.kind);
			case "name":
				return index.named(read.kind, read.name);
			case "file":
				return index.inFile(read.uri);
			case "kinds":
				return index.kinds;
			case "clusters":
				return index.clusters;
			case "derived":
				return this.get(read.derivation, read.key, index);
		}
	}
}

export type { Read };

/** A workspace that remembers what it was asked. */
export class TrackedWorkspace implements Workspace {
	private readonly asked = new Map<string, Read>();
	private readonly derivations = new Map<Derivation<unknown>, Map<string, Read>>();

	constructor(
		private readonly index: WorkspaceIndex,
		private readonly known: Derivations,
	) {}

	get registry(): SchemaRegistry {
		return this.known.registry;
	}

	get reads(): readonly Read[] {
		return [...this.asked.values(), ...[...this.derivations.values()].flatMap((byKey) => [...byKey.values()])];
	}

	ofKind(kind: GroupKind): readonly ManifestObject[] {
		const answer = this.index.ofKind(kind);
		this.asked.set(`kind ${kind}`, { ask: "kind", kind, answer });
		return answer;
	}

	named(kind: GroupKind, name: string): readonly ManifestObject[] {
		const answer = this.index.named(kind, name);
		this.asked.set(`name ${kind} ${name}`, { ask: "name", kind, name, answer });
		return answer;
	}

	inFile(uri: string): readonly ManifestObject[] {
		const answer = this.index.inFile(uri);
		this.asked.set(`file ${uri}`, { ask: "file", uri, answer });
		return answer;
	}

	kinds(): readonly GroupKind[] {
		const answer = this.index.kinds;
		this.asked.set("kinds", { ask: "kinds", answer });
		return answer;
	}

	clusters(): readonly LiveCluster[] {
		const answer = this.index.clusters;
		this.asked.set("clusters", { ask: "clusters", answer });
		return answer;
	}

	derived<T>(derivation: Derivation<T>, key = ""): T {
		const answer = this.known.get(derivation, key, this.index);
		let byKey = this.derivations.get(derivation);
		if (byKey === undefined) {
			byKey = new Map();
			this.derivations.set(derivation, byKey);
		}
		byKey.set(key, { ask: "derived", derivation, key, answer });
		return answer;
	}
}
