import { hasPlaceholder } from "../../../features/unfinished";
import { groupKindOf, type JsonObject, type ManifestObject } from "../../../semantic/objects";
import { isPartial } from "../../../semantic/partial";
import { objectIn } from "../../../semantic/read";
import { offersOf, referencesOf } from "../../../semantic/references/collect";
import { looksMistyped } from "../../../semantic/references/likeness";
import { isResolved, resolve, selectable } from "../../../semantic/references/match";
import { isClose, meantByLabel } from "../../../semantic/references/nearby";
import type { SelectorOrigin } from "../../../semantic/references/origins";
import { type Labels, selectorText } from "../../../semantic/references/selector";
import type { Workspace } from "../../../semantic/workspace";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";
import { fileName } from "./words";

export const selectorMatchesNothing: Rule = {
	id: "selector-matches-nothing",
	level: "warning",
	topic: "reference",
	title: {
		en: "A selector misses what it is meant for",
		"zh-cn": "选择器没有选中它本应选中的对象",
	},
	why: {
		en: "A selector that fits nothing is no error for the API server: the Service has no endpoints, the NetworkPolicy protects nothing, the budget guards no pod. The rule speaks where one label is all that keeps an object nearby from being selected, and that label looks mistyped; or where a file has one Service and one workload, and they do not go together.",
		"zh-cn":
			"选择器一无所获时 API 服务器不会报错：Service 没有端点，NetworkPolicy 什么也不保护，PodDisruptionBudget 不保护任何 Pod。仅当附近的对象只因一个疑似拼写错误的标签而未被选中，或一个文件中只有一个 Service 和一个工作负载却互不对应时，才会提示。",
	},
	kinds: "all",
	check({ object, data, workspace, report }) {
		for (const origin of referencesOf(object).origins) {
			if (origin.sort !== "labels" || origin.relation.toldElsewhere === true) continue;
			if (Object.values(origin.selector.labels).some(hasPlaceholder)) continue;
			if (isResolved(resolve(origin, object, workspace))) continue;
			const meant = meantBy(origin, object, workspace);
			if (meant === undefined) continue;
			const { candidate, key, value } = meant;
			const { kind, name } = candidate.object;
			const full = labelsPath(data, origin.path);
			report({
				path: [...full, meant.written],
				...(key !== meant.written && { part: "key" }),
				message: {
					en: `This selects nothing: no object has ${selectorText(origin.selector)}. ${kind} "${name}" (${fileName(candidate.object)}) has ${key}: ${value}.`,
					"zh-cn": `此选择器未选中任何对象：没有对象带有 ${selectorText(origin.selector)}。${kind} "${name}"（${fileName(candidate.object)}）带有 ${key}: ${value}。`,
				},
				fixes: [
					{
						title: { en: `Select ${key}: ${value}`, "zh-cn": `选择 ${key}: ${value}` },
						changes:
							key === meant.written
								? [{ set: [...full, key], to: value }]
								: [{ rename: [...full, meant.written], to: key }],
					},
				],
				related: [
					{
						object: candidate.object,
						path: [...candidate.path, key],
						message: { en: "This may be what is meant.", "zh-cn": "可能是指此处。" },
					},
				],
			});
		}
	},
};

/** Labels that a selector may be meant for, with where they stand. */
interface Candidate {
	readonly object: ManifestObject;
	readonly labels: Labels;
	readonly path: Path;
}

/** What keeps a candidate from being selected: a label of the selector, and the one that it should be. */
interface Meant {
	readonly candidate: Candidate;
	readonly written: string;
	readonly key: string;
	readonly value: string;
}

function meantBy(origin: SelectorOrigin, object: ManifestObject, workspace: Workspace): Meant | undefined {
	const labels = Object.entries(origin.selector.labels);
	const close = (other: ManifestObject) => isClose(object, other, workspace);
	for (const kind of origin.kinds) {
		const similar = labels.flatMap(([key, value]) => meantByLabel(workspace, origin.of, kind, key, value));
		for (const candidate of candidatesAmong(inOrder(similar).filter(close), origin, object, workspace)) {
			const slip = slipIn(origin.selector.labels, candidate);
			if (slip !== undefined) return slip;
		}
	}
	// What others of the file are is asked last: it changes with every edit of the file.
	if (!mayBeOnlyOne(origin, object)) return undefined;
	const inFile = workspace.inFile(object.uri).filter((other) => origin.kinds.includes(groupKindOf(other)));
	const [only, ...more] = candidatesAmong(inFile, origin, object, workspace);
	if (only === undefined || more.length > 0 || !isOnlyOne(object, workspace)) return undefined;
	return otherValueIn(origin.selector.labels, only);
}

/** Objects each once, by file. */
function inOrder(objects: readonly ManifestObject[]): readonly ManifestObject[] {
	return [...new Set(objects)].sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
}

function candidatesAmong(
	objects: readonly ManifestObject[],
	origin: SelectorOrigin,
	object: ManifestObject,
	workspace: Workspace,
): Candidate[] {
	return objects
		.filter((other) => other !== object && !isPartial(other, workspace) && selectable(origin, object, other, workspace))
		.flatMap((other): Candidate[] =>
			origin.of === "object"
				? [{ object: other, labels: other.labels, path: ["metadata", "labels"] }]
				: offersOf(other).pods.map(({ labels, path }) => ({ object: other, labels, path })),
		);
}

/** The one label that does not fit, if it looks mistyped, in its name or its value. */
function slipIn(wanted: Labels, candidate: Candidate): Meant | undefined {
	const { labels } = candidate;
	const unfit = Object.entries(wanted).filter(([key, value]) => labels[key] !== value);
	const [first, ...more] = unfit;
	if (first === undefined || more.length > 0) return undefined;
	const [written, value] = first;
	const has = labels[written];
	if (has !== undefined)
		return looksMistyped(value, has) ? { candidate, written, key: written, value: has } : undefined;
	const key = Object.keys(labels).find((name) => looksMistyped(written, name) && labels[name] === value);
	return key === undefined ? undefined : { candidate, written, key, value };
}

/** The one label that has another value, where all others fit. */
function otherValueIn(wanted: Labels, candidate: Candidate): Meant | undefined {
	const unfit = Object.entries(wanted).filter(([key, value]) => candidate.labels[key] !== value);
	const [first, ...more] = unfit;
	if (first === undefined || more.length > 0) return undefined;
	const value = candidate.labels[first[0]];
	return value === undefined ? undefined : { candidate, written: first[0], key: first[0], value };
}

/** Whether what a selector is for can be told by there being nothing else in the file. */
function mayBeOnlyOne(origin: SelectorOrigin, object: ManifestObject): boolean {
	if (origin.relation.from === "pods") return false;
	return referencesOf(object).origins.filter(({ sort }) => sort === "labels").length === 1;
}

/** Whether an object is the only one of its kind in its file. */
function isOnlyOne(object: ManifestObject, workspace: Workspace): boolean {
	const kind = groupKindOf(object);
	return workspace.inFile(object.uri).filter((other) => groupKindOf(other) === kind).length === 1;
}

/** Where a selector's labels stand: in `matchLabels`, or by themselves. */
function labelsPath(data: JsonObject, path: Path): Path {
	return objectIn(data, ...path, "matchLabels") === undefined ? path : [...path, "matchLabels"];
}
