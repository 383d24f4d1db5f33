import type { FleetElement } from "../../fleet/fleet";
import type { ObjectReference } from "../../fleet/objects";
import type { TreeContent } from "./content";

/** One item of a tree. Stays the same object while what it stands for exists; its content is replaced. */
export class TreeElement implements FleetElement {
	/** The children as last shown; absent where nobody asked for them yet. */
	shown: readonly TreeElement[] | undefined;

	constructor(
		public content: TreeContent,
		readonly parent: TreeElement | undefined,
	) {}

	get contextName(): string {
		return this.content.contextName;
	}

	get reference(): ObjectReference | undefined {
		return this.content.reference;
	}

	get property(): string | undefined {
		return this.content.property;
	}
}

/** What has to be drawn again: single elements with all below them, or the whole tree. */
export type Redraw = "all" | readonly TreeElement[];

/** Keeps a tree's elements and finds out what changed among those that were shown. */
export class TreeModel {
	private shown: readonly TreeElement[] | undefined;

	constructor(private readonly roots: () => readonly TreeContent[]) {}

	/** The present children of an element, or the roots. */
	children(parent?: TreeElement): readonly TreeElement[] {
		const contents = parent === undefined ? this.roots() : (parent.content.children?.() ?? []);
		const elements = renew(parent === undefined ? this.shown : parent.shown, contents, parent);
		if (parent === undefined) this.shown = elements;
		else parent.shown = elements;
		return elements;
	}

	/** Looks at everything that was shown again. @returns what has to be drawn anew; nothing where all is as it was */
	refresh(): Redraw {
		if (this.shown === undefined) return [];
		const redraw: TreeElement[] = [];
		return this.refreshBelow(undefined, this.shown, redraw) ? redraw : "all";
	}

	/** @returns false where the children are others than before, so that the parent has to be drawn again */
	private refreshBelow(
		parent: TreeElement | undefined,
		before: readonly TreeElement[],
		redraw: TreeElement[],
	): boolean {
		const contents = parent === undefined ? this.roots() : (parent.content.children?.() ?? []);
		const sameRow =
			contents.length === before.length && contents.every(({ id }, index) => before[index]?.content.id === id);
		if (!sameRow) return false;
		for (const [index, content] of contents.entries()) {
			const element = before[index];
			if (element === undefined) continue;
			const changed = !looksSame(element.content, content);
			element.content = content;
			const below = element.shown === undefined || this.refreshBelow(element, element.shown, redraw);
			if (changed || !below) redraw.push(element);
		}
		return true;
	}
}

function renew(
	before: readonly TreeElement[] | undefined,
	contents: readonly TreeContent[],
	parent: TreeElement | undefined,
): readonly TreeElement[] {
	const known = new Map(before?.map((element) => [element.content.id, element]));
	return contents.map((content) => {
		const element = known.get(content.id);
		if (element === undefined) return new TreeElement(content, parent);
		element.content = content;
		return element;
	});
}

function looksSame(a: TreeContent, b: TreeContent): boolean {
	return (
		a.label === b.label &&
		a.description === b.description &&
		a.icon === b.icon &&
		a.tone === b.tone &&
		a.tooltip === b.tooltip &&
		a.contextValue === b.contextValue &&
		(a.children === undefined) === (b.children === undefined)
	);
}
