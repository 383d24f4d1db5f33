import type { GroupKind } from "./objects";
import type { WorkspaceIndex } from "./workspaceIndex";

/** A kind of which objects were asked for, or one of the signs below, which no kind is called by. */
export type Topic = GroupKind;

/** The objects of single files, the list of kinds, and clusters. */
export const otherTopics = { file: "files", kinds: "kinds", clusters: "clusters" } as const;

/**
 * What of a workspace an answer hangs on, all the way down. Most edits touch one kind, so one look at the topics tells of
 * most answers that they still hold; many answers share theirs.
 */
export class Topics {
	private last: { readonly from: WorkspaceIndex; readonly to: WorkspaceIndex; readonly same: boolean } | undefined;

	private readonly set: ReadonlySet<Topic>;

	constructor(readonly all: readonly Topic[]) {
		this.set = new Set(all);
	}

	has(topic: Topic): boolean {
		return this.set.has(topic);
	}

	/** Whether none of it differs between two states of a workspace. */
	unchanged(from: WorkspaceIndex, to: WorkspaceIndex): boolean {
		if (this.last?.from !== from || this.last.to !== to) {
			this.last = { from, to, same: this.all.every((topic) => isSame(topic, from, to)) };
		}
		return this.last.same;
	}
}

function isSame(topic: Topic, from: WorkspaceIndex, to: WorkspaceIndex): boolean {
	switch (topic) {
		case otherTopics.file:
			return from.hasSameFiles(to);
		case otherTopics.kinds:
			return from.kinds === to.kinds;
		case otherTopics.clusters:
			return from.clusters === to.clusters;
		default:
			return from.ofKind(topic) === to.ofKind(topic);
	}
}

/** Each set of topics once. */
export class TopicTable {
	private readonly known = new Map<string, Topics>();

	of(topics: ReadonlySet<Topic>): Topics {
		const all = [...topics].sort();
		const key = all.join("\n");
		let found = this.known.get(key);
		if (found === undefined) {
			found = new Topics(all);
			this.known.set(key, found);
		}
		return found;
	}
}
