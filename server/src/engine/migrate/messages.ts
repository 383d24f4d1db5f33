import type { BilingualText } from "../schema/types";
import { splitId } from "./migration";

/** What a migration is called where it is offered. @param to `apiVersion/Kind` */
export function migrationTitle(to: string): BilingualText {
	const { apiVersion, kind } = splitId(to);
	return { en: `Migrate to ${kind} ${apiVersion}`, "zh-cn": `迁移到 ${kind} ${apiVersion}` };
}

/** The comment that stands where something was not carried over. */
export function leavingComment(path: string, text: BilingualText): BilingualText {
	return {
		en: `# edgewise: not carried over: ${path}: ${text.en}`,
		"zh-cn": `# edgewise: 未迁移：${path}：${text["zh-cn"] ?? text.en}`,
	};
}

/** Why a document is not migrated. @param where a path; empty for the whole document */
export function refusal(why: "layout" | "alias" | "shape", where: string): BilingualText {
	const at = where === "" ? "" : ` at \`${where}\``;
	const place = where === "" ? "" : `（\`${where}\`）`;
	switch (why) {
		case "alias":
			return {
				en: `an alias stands${at} where the migration has to change what it stands for; write out what the alias means, then migrate`,
				"zh-cn": `迁移要改动的位置${place}是别名（alias），请先把别名展开为实际内容再迁移`,
			};
		case "shape":
			return {
				en: `what stands${at} is not of the type that the field must have; correct it, then migrate`,
				"zh-cn": `字段的类型不对${place}，请先改正再迁移`,
			};
		default:
			return {
				en: `the YAML is laid out${at} in a way that cannot be rewritten without a loss (keys marked with "?", or text that reads differently elsewhere); lay it out in the usual way, then migrate`,
				"zh-cn": `YAML 的写法${place}无法在不丢失内容的前提下改写（例如用 “?” 标记的键）；请先改为常见写法再迁移`,
			};
	}
}
