import type { ManifestObject } from "../../../semantic/objects";
import { referencesOf } from "../../../semantic/references/collect";
import { resolve } from "../../../semantic/references/match";
import type { NameOrigin } from "../../../semantic/references/origins";
import type { Workspace } from "../../../semantic/workspace";
import type { Rule } from "../../rule";
import { kindName, placeOfOrigin } from "./words";

export const referenceCycle: Rule = {
	id: "reference-cycle",
	level: "error",
	topic: "reference",
	title: {
		en: "Dependencies lead back to where they started",
		"zh-cn": "依赖形成了环",
	},
	why: {
		en: "Dependencies of role templates, of charts and of Flux releases say what must be there first. In a circle nothing is ever first: the platform refuses the templates, releases wait for each other for ever.",
		"zh-cn":
			"RoleTemplate、Chart 和 Flux 发布的依赖说明了哪些必须先存在。形成环后，没有任何一个可以先行：平台会拒绝这些模板，发布会永远互相等待。",
	},
	kinds: "all",
	check({ object, workspace, report }) {
		for (const origin of dependenciesOf(object)) {
			const chain = wayBack(origin, object, workspace);
			if (chain === undefined) continue;
			const names = [object, ...chain].map(({ name }) => name);
			const last = chain.at(-2) ?? object;
			report({
				...placeOfOrigin(origin),
				message: {
					en: `${kindName(`/${object.kind}`)} "${object.name}" depends on itself: ${names.join(" → ")}. Take one of these dependencies away.`,
					"zh-cn": `${kindName(`/${object.kind}`)} "${object.name}" 依赖于自身：${names.join(" → ")}。请去掉其中一个依赖。`,
				},
				...(last !== object && {
					related: dependenciesOf(last)
						.filter((back) => leadsTo(back, last, workspace).includes(object))
						.map((back) => ({
							object: last,
							path: back.path,
							message: { en: "Here it leads back.", "zh-cn": "在此处绕回。" },
						})),
				}),
			});
		}
	},
};

function dependenciesOf(object: ManifestObject): NameOrigin[] {
	return referencesOf(object).origins.filter(
		(origin): origin is NameOrigin => origin.sort === "name" && origin.relation.acyclic === true,
	);
}

function leadsTo(origin: NameOrigin, object: ManifestObject, workspace: Workspace): ManifestObject[] {
	// A name that is the object's own leads to itself, though references to others leave it out.
	if (origin.name === object.name && origin.kinds.includes(`${object.group}/${object.kind}`)) return [object];
	return resolve(origin, object, workspace).targets.map((target) => target.object);
}

/** The shortest way from a dependency back to its object, which stands at its end. */
function wayBack(
	start: NameOrigin,
	object: ManifestObject,
	workspace: Workspace,
): readonly ManifestObject[] | undefined {
	const seen = new Set<ManifestObject>();
	let ways: (readonly ManifestObject[])[] = leadsTo(start, object, workspace).map((next) => [next]);
	while (ways.length > 0) {
		const longer: (readonly ManifestObject[])[] = [];
		for (const way of ways) {
			const last = way.at(-1);
			if (last === undefined || seen.has(last)) continue;
			if (last === object) return way;
			seen.add(last);
			for (const origin of dependenciesOf(last)) {
				for (const next of leadsTo(origin, last, workspace)) longer.push([...way, next]);
			}
		}
		ways = longer;
	}
	return undefined;
}
