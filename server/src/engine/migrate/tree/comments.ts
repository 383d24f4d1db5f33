import { type Holder, holdersOf, type ListNode, type MapNode, type TreeNode, type Trivia } from "./nodes";

/** All comments of a field or item, its own and those within, in order. */
export function commentsIn(holder: Holder): string[] {
	return [...ownComments(holder), ...commentsWithin(holder.value)];
}

/** The comments above a field or item, between key and value, and behind it. */
export function ownComments(holder: Holder): string[] {
	const between = "colon" in holder && typeof holder.colon === "string" ? holder.colon : dashOf(holder);
	return [...leadComments(holder.lead), ...inText(between), ...inText(holder.tail)];
}

/** The comments within a value. */
export function commentsWithin(node: TreeNode): string[] {
	if (node.kind === "leaf") {
		if (/^[|>]/.test(node.source)) return inText(node.source.slice(0, node.source.search(/\n|$/)));
		return node.expand !== undefined && node.source.includes("#") ? commentsWithin(node.expand()) : [];
	}
	return [...holdersOf(node).flatMap(commentsIn), ...footComments(node)];
}

/** The comments below the last field or item of a collection. */
export function footComments({ foot }: MapNode | ListNode): string[] {
	return leadComments(foot);
}

/** Comments as lines of their own. */
export function asTrivia(comments: readonly string[], column: number): Trivia[] {
	return comments.map((raw) => ({ raw, column }));
}

function leadComments(lead: readonly Trivia[]): string[] {
	return lead.filter(({ column }) => column !== undefined).map(({ raw }) => raw.trim());
}

function dashOf(holder: Holder): string {
	return "dash" in holder && typeof holder.dash === "string" ? holder.dash : "";
}

function inText(text: string): string[] {
	return [...text.matchAll(/(?:^|\s)(#[^\n]*)/g)].map(([, comment = ""]) => comment.trimEnd());
}
