import {
	type Draft,
	type DraftFrame,
	type DraftHole,
	type DraftList,
	type DraftMap,
	type DraftNode,
	type DraftSlot,
	lastSlot,
} from "./nodes";

/** The collections in block style that lines may still add to, by the columns of their keys and dashes. */
export class OpenBlocks {
	root: DraftNode | undefined;
	private frames: DraftFrame[] = [];
	private hole: DraftHole | undefined;
	private fields = 0;
	private dashes = -1;

	/** How far fields and dashes are moved in; two columns where nothing tells. */
	get indent(): Draft["indent"] {
		return { fields: this.fields > 0 ? this.fields : 2, dashes: this.dashes < 0 ? 2 : this.dashes };
	}

	get depth(): number {
		return this.frames.length;
	}

	/** From the outermost in. */
	open(): readonly DraftFrame[] {
		return [...this.frames];
	}

	/** Notes in a hole where the next line belongs. */
	watch(hole: DraftHole): void {
		this.hole = hole;
	}

	clear(): void {
		this.root = undefined;
		this.frames = [];
	}

	/** What stands at a column, or before it. */
	kindAt(column: number): "map" | "list" | undefined {
		return this.frames.findLast((frame) => frame.column <= column)?.node.kind;
	}

	/** What a line at a column would be the value, or go on with the value, of. */
	slotAbove(column: number): DraftSlot | undefined {
		const frame = this.frames.findLast((one) => one.column < column);
		return frame === undefined ? undefined : lastSlot(frame.node);
	}

	/** The map that a key at a column belongs to. */
	map(column: number): DraftMap {
		const found = this.settle(column, "map");
		if (found?.node.kind === "map") return found.node;
		const { slot, above } = this.parent();
		const node: DraftMap = { kind: "map", path: slot?.path ?? [], column, brackets: undefined, entries: [] };
		if (slot?.kind === "entry" && this.fields === 0) this.fields = column - above;
		this.attach(slot, node);
		return node;
	}

	/** The list that a dash at a column belongs to. */
	list(column: number): DraftList {
		const found = this.settle(column, "list");
		if (found?.node.kind === "list") return found.node;
		const { slot, above } = this.parent();
		const node: DraftList = { kind: "list", path: slot?.path ?? [], column, brackets: undefined, items: [] };
		if (slot?.kind === "entry" && this.dashes < 0) this.dashes = column - above;
		this.attach(slot, node);
		return node;
	}

	private parent(): { readonly slot: DraftSlot | undefined; readonly above: number } {
		const top = this.frames.at(-1);
		return { slot: top === undefined ? undefined : lastSlot(top.node), above: top?.column ?? 0 };
	}

	private attach(slot: DraftSlot | undefined, node: DraftMap | DraftList): void {
		// A line that fits nowhere is read by itself and belongs to nothing.
		if (slot !== undefined) slot.value ??= node;
		else if (this.root === undefined || this.root.kind === "scalar") this.root = node;
		const frame = { node, column: node.column };
		this.frames.push(frame);
		this.seen(frame);
	}

	/**
	 * Leaves the collections that a line at a column ends.
	 *
	 * @returns the collection that the line adds to; `undefined` where it starts one, as the value of what is above it
	 */
	private settle(column: number, kind: "map" | "list"): DraftFrame | undefined {
		let left: DraftFrame | undefined;
		for (let top = this.frames.at(-1); top !== undefined && top.column >= column; top = this.frames.at(-1)) {
			if (top.column === column && top.node.kind === kind) return this.seen(top);
			// Dashes may stand at the column of their key.
			if (top.column === column && kind === "list") return undefined;
			if (top.node.kind === kind) left = top;
			this.frames.pop();
		}
		const top = this.frames.at(-1);
		const startsOne = top === undefined ? left === undefined : lastSlot(top.node)?.value === undefined;
		if (startsOne) return undefined;
		// Between two columns: it is closest to the collection that it has just left.
		if (left !== undefined) {
			this.frames.push(left);
			return this.seen(left);
		}
		return top?.node.kind === kind ? this.seen(top) : undefined;
	}

	private seen(frame: DraftFrame): DraftFrame {
		if (this.hole !== undefined) this.hole.below ??= frame;
		return frame;
	}
}
