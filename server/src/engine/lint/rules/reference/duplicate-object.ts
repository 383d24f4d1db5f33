import type { Severity } from "../../../features/problem";
import { hasPlaceholder } from "../../../features/unfinished";
import { groupKindOf, type ManifestObject } from "../../../semantic/objects";
import { isPartial } from "../../../semantic/partial";
import { distanceOf } from "../../../semantic/references/folders";
import { isKustomized, namedTogether } from "../../../semantic/references/kustomizations";
import { ownPlace } from "../../../semantic/references/match";
import type { Workspace } from "../../../semantic/workspace";
import type { Rule } from "../../rule";
import { fileName, inNamespace } from "./words";

export const duplicateObject: Rule = {
	id: "duplicate-object",
	level: "warning",
	topic: "reference",
	title: {
		en: "An object is declared twice",
		"zh-cn": "对象被声明了两次",
	},
	why: {
		en: "Two manifests of the same kind, namespace and name are one object for the API server: whichever is applied last wins, silently, and the other one is lost. It mostly comes from copying a manifest and forgetting the name. Within a file or the resources of a kustomization it is certain; between files of a folder it may be meant, where only one of them is ever applied, so the rule warns only where a file's name shows that its object should have another one, and gives a hint where the two files have little else in common.",
		"zh-cn":
			"对 API 服务器而言，种类、命名空间和名称都相同的两份清单是同一个对象：后应用的会悄悄覆盖先应用的。这多半是复制清单后忘了改名。在同一文件或同一 kustomization 的资源中可以确定；同一文件夹的不同文件之间则可能是有意为之（只会应用其中之一），因此仅当文件名表明对象应使用其他名称时才会警告；两个文件的其他内容大多不同时，只作提示。",
	},
	kinds: "all",
	check({ object, workspace, report }) {
		if (object.name === "" || object.group === "helm.sh" || hasPlaceholder(object.name)) return;
		const found = firstBefore(object, workspace);
		if (found === undefined) return;
		const { other, severity } = found;
		const path = ownPlace(object).path;
		const where = inNamespace(object);
		const sure = severity !== "hint";
		report({
			path,
			severity,
			message: {
				en: `${object.kind} "${object.name}"${where.en} is declared in ${fileName(other)} already. ${sure ? "The one that is applied last wins: give one of them another name, or remove it." : "If both are applied, the last one wins."}`,
				"zh-cn": `${object.kind} "${object.name}"${where["zh-cn"]} 已在 ${fileName(other)} 中声明。${sure ? "后应用的会覆盖先应用的：请为其中一个改名或将其删除。" : "如果两者都被应用，后应用的会覆盖先应用的。"}`,
			},
			related: [
				{
					object: other,
					path: ownPlace(other).path,
					message: { en: "It is declared here, too.", "zh-cn": "此处也声明了该对象。" },
				},
			],
		});
	},
};

/** The first of those before an object that are the same one and applied together with it. */
function firstBefore(
	object: ManifestObject,
	workspace: Workspace,
): { readonly other: ManifestObject; readonly severity: Severity } | undefined {
	for (const other of workspace.named(groupKindOf(object), object.name)) {
		if (other === object) return undefined;
		if (other.namespace !== object.namespace) continue;
		const severity = howSure(object, other, workspace);
		if (severity !== undefined && !isPartial(other, workspace)) return { other, severity };
	}
	return undefined;
}

/** How sure one can be that both are applied together; `undefined` where nothing says so. */
function howSure(object: ManifestObject, other: ManifestObject, workspace: Workspace): Severity | undefined {
	if (object.uri === other.uri) return "warning";
	if (namedTogether(workspace, other.uri, object.uri)) return "error";
	if (distanceOf(object.uri, other.uri) !== "folder") return undefined;
	if (isKustomized(workspace, object.uri) || isKustomized(workspace, other.uri)) return undefined;
	if (isCopy(object, other) || isCopy(other, object)) return "warning";
	// Otherwise people may choose between them: that is worth a quiet word at most.
	return isNumbered(object, other) || !areVariants(object, other, workspace) ? "hint" : undefined;
}

/** The objects of a file, as texts that tell them apart. A derivation. */
function identities(workspace: Workspace, uri: string): ReadonlySet<string> {
	return new Set(workspace.inFile(uri).map((one) => [groupKindOf(one), one.namespace ?? "", one.name].join("\n")));
}

/** A file's name without its ending. */
function stem(object: ManifestObject): string {
	return fileName(object).replace(/\.(?:ya?ml|json)$/, "");
}

/** A text with a sign in place of each number and single letter. */
function unnumbered(text: string): string {
	return text.replaceAll(/\d+|(?<![A-Za-z])[A-Za-z](?![A-Za-z])/g, "#");
}

/** Whether two files are called the same but for a number or letter. */
function isNumbered(object: ManifestObject, other: ManifestObject): boolean {
	return stem(object) !== stem(other) && unnumbered(stem(object)) === unnumbered(stem(other));
}

/** Whether one of two such files is a copy whose object kept its name: the other file is called like the object. */
function isCopy(copy: ManifestObject, original: ManifestObject): boolean {
	return isNumbered(copy, original) && stem(original) === copy.name;
}

/**
 * Whether people choose between two files: they hold much the same, or something that a third file of the folder has,
 * too.
 */
function areVariants(object: ManifestObject, other: ManifestObject, workspace: Workspace): boolean {
	const [first, second] = [object.uri, other.uri].sort();
	return workspace.derived(holdVariants, `${first}\n${second}`);
}

/** A derivation, by the URIs of two files. */
function holdVariants(workspace: Workspace, uris: string): boolean {
	const [first = "", second = ""] = uris.split("\n");
	const its = workspace.derived(identities, first);
	const others = workspace.derived(identities, second);
	const common = [...its].filter((one) => others.has(one)).length;
	if (common * 2 >= Math.min(its.size, others.size)) return true;
	return [...workspace.inFile(first), ...workspace.inFile(second)].some((one) =>
		workspace
			.named(groupKindOf(one), one.name)
			.some(
				({ uri, namespace }) =>
					namespace === one.namespace && uri !== first && uri !== second && distanceOf(uri, first) === "folder",
			),
	);
}
