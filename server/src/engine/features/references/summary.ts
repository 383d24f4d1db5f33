import type { Analysis } from "../../analysis";
import type { Knowledge } from "../../knowledge";
import type { Messages } from "../../messages/messages";
import { pathOf } from "../../semantic/identify";
import { offersOf } from "../../semantic/references/collect";
import {
	isResolved,
	type LiveTarget,
	type Resolution,
	resolve,
	type TargetPlace,
} from "../../semantic/references/match";
import { tellingFields } from "../../semantic/references/telling";
import { LineIndex } from "../../text/lineIndex";
import { type Span, shift } from "../../text/span";
import { referencesAround } from "./at";
import { locationOf } from "./definition";

/** How many targets, and parts of one, are listed before the rest is only counted. */
const most = 12;

/** What the name or label at an offset leads to, in Markdown; `undefined` where it leads nowhere. */
export function targetSummary(
	analysis: Analysis,
	uri: string,
	offset: number,
	{ messages }: Knowledge,
): { readonly markdown: string; readonly span: Span } | undefined {
	const { workspace } = analysis;
	for (const { placed, object, span, ...at } of referencesAround(analysis, uri, offset)) {
		if (at.sort !== "origin") continue;
		const resolution = resolve(at.origin, object, workspace);
		if (!isResolved(resolution)) continue;
		const markdown =
			at.origin.sort === "labels"
				? selection(resolution, analysis, messages)
				: one(resolution, analysis, messages, at.origin.sort === "member" && at.origin.latest);
		return { markdown, span: shift(span, placed.start) };
	}
	return undefined;
}

function selection({ targets, live }: Resolution, analysis: Analysis, messages: Messages): string {
	const { references: words } = messages;
	const lines = [
		...targets.map((target) => `- ${heading(target, analysis, messages)}`),
		...live.map((target) => `- ${liveHeading(target, messages)}`),
	];
	return [words.selected(lines.length), shortened(lines, messages).join("\n")].join("\n\n");
}

function one({ targets, live }: Resolution, analysis: Analysis, messages: Messages, latest: boolean): string {
	const { references: words } = messages;
	const [first, ...others] = targets;
	if (first === undefined) {
		const [cluster] = live;
		return cluster === undefined ? words.onEveryCluster : liveHeading(cluster, messages);
	}
	const parts = [
		heading(first, analysis, messages),
		...(latest ? [words.latestIs(first.name, first.object.name)] : []),
	];
	if (first.by === "declared") parts.push(...details(first, messages));
	if (others.length > 0) {
		parts.push(
			shortened(
				others.map((target) => `- ${heading(target, analysis, messages)}`),
				messages,
			).join("\n"),
		);
	}
	return parts.filter((part) => part !== "").join("\n\n");
}

function heading(target: TargetPlace, analysis: Analysis, { references: words }: Messages): string {
	const { object, kind, name, by, part } = target;
	const parts = [`**${kind.slice(kind.lastIndexOf("/") + 1)}** \`${part === undefined ? name : object.name}\``];
	if (object.namespace !== undefined) parts.push(`${words.namespace} \`${object.namespace}\``);
	if (by === "made") parts.push(words.madeBy(object.kind, object.name));
	const place = locationOf(analysis, target);
	const text = place === undefined ? undefined : analysis.file(place.uri)?.text;
	if (place !== undefined && text !== undefined) {
		const line = new LineIndex(text).position(place.selection.start).line + 1;
		const path = pathOf(place.uri);
		parts.push(`[${path.slice(path.lastIndexOf("/") + 1)}:${line}](${place.uri}#L${line})`);
	}
	return parts.join(" · ");
}

function liveHeading({ cluster, object }: LiveTarget, { references: words }: Messages): string {
	const parts = [`**${object.kind}** \`${object.name}\``];
	if (object.namespace !== undefined) parts.push(`${words.namespace} \`${object.namespace}\``);
	return [...parts, words.onCluster(cluster.name)].join(" · ");
}

/** A part's own details; of an object, the fields that tell most and the parts that others name. */
function details({ object, part }: TargetPlace, messages: Messages): string[] {
	if (part !== undefined) {
		return part.details.length === 0 ? [] : [`\`${part.name}\`: ${part.details.map(code).join(" · ")}`];
	}
	const telling = tellingFields(object).map(({ name, values }) => `${name}: ${values.map(code).join(", ")}`);
	const parts = offersOf(object)
		.parts.filter(({ part: sort, key, details: known }) => key || known.length > 0 || sort === "property")
		.map(({ name, details: known }) => `- \`${name}\`${known.length === 0 ? "" : `: ${known.map(code).join(" · ")}`}`);
	return [telling.join("  \n"), shortened(parts, messages).join("\n")];
}

function shortened(lines: readonly string[], { references: words }: Messages): readonly string[] {
	return lines.length <= most ? lines : [...lines.slice(0, most), `- ${words.more(lines.length - most)}`];
}

function code(text: string): string {
	return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
