import type { Wording } from "../lint/rule";
import type { ManifestObject } from "../semantic/objects";
import type { PermissionRow } from "./grants";
import { sourceName } from "./grantText";
import { say } from "./wording";

/** How many rows and how many names in a cell a table shows. */
const limits = { rows: 12, names: 6 } as const;

/**
 * Permissions as a Markdown table, cut off where it would be long.
 *
 * @param role whose permissions they are, so that its own rules are called so
 */
export function permissionTable(rows: readonly PermissionRow[], role: ManifestObject | undefined): Wording {
	if (rows.length === 0) return say("_No rules: it allows nothing._", "_没有规则：不允许任何操作。_");
	const shown = rows.slice(0, limits.rows);
	const lines = (language: keyof Wording) =>
		shown.map((row) => {
			const sources = new Set(row.sources.map((source) => sourceName(source, role)[language]));
			const what = row.urls.length > 0 ? row.urls : row.resources;
			const only = row.names.length > 0 ? ` [${cell(row.names)}]` : "";
			const groups = row.groups.map((group) => (group === "" ? "core" : group));
			return `| ${[cell(row.verbs), cell(what) + only, cell(groups), cell([...sources])].join(" | ")} |`;
		});
	const rest = rows.length - shown.length;
	const more = (text: string) => (rest === 0 ? "" : `\n\n${text}`);
	return say(
		`| verbs | resources | API group | from |\n| --- | --- | --- | --- |\n${lines("en").join("\n")}${more(`… and ${rest} more rows`)}`,
		`| 动词 | 资源 | API 组 | 来源 |\n| --- | --- | --- | --- |\n${lines("zh-cn").join("\n")}${more(`……另有 ${rest} 行`)}`,
	);
}

function cell(names: readonly string[]): string {
	const shown = names.slice(0, limits.names).join(", ");
	const rest = names.length - limits.names;
	return (rest > 0 ? `${shown} +${rest}` : shown).replaceAll("|", "\\|").replaceAll("*", "\\*");
}
