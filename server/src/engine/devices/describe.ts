import type { ManifestDocument } from "../document";
import type { Wording } from "../lint/rule";
import { objectsIn } from "../semantic/objects";
import type { Workspace } from "../semantic/workspace";
import type { Span } from "../text/span";
import { nodeAt } from "../yaml/cursor";
import { propertyAt } from "./lookup";
import type { Access, ModelProperty } from "./property";

const accessWords: Readonly<Record<Access, Wording>> = {
	ReadOnly: { en: "read-only", "zh-cn": "只读" },
	ReadWrite: { en: "can be set", "zh-cn": "可读写" },
	WriteOnly: { en: "can only be set", "zh-cn": "只写" },
};

/** What a model says of a property, in Markdown: type, access, limits with their unit, default, description. */
export function describeProperty(property: ModelProperty): Wording {
	return { en: description(property, "en"), "zh-cn": description(property, "zh-cn") };
}

function description(property: ModelProperty, language: keyof Wording): string {
	const { name, typeText, access, defaultValue } = property;
	const initial = language === "en" ? "default" : "默认值";
	const facts = [
		`**${name}**`,
		...(typeText === "" ? [] : [`\`${typeText}\``]),
		...(access === undefined ? [] : [accessWords[access][language]]),
		limitsText(property, language),
		...(defaultValue === undefined ? [] : [`${initial} \`${defaultValue.text}\``]),
	].filter((fact) => fact !== "");
	return [facts.join(" · "), property.description ?? ""].filter((part) => part !== "").join("\n\n");
}

function limitsText({ minimum, maximum, range, unit }: ModelProperty, language: keyof Wording): string {
	const lowest = minimum?.text ?? range?.minimum.toString();
	const highest = maximum?.text ?? range?.maximum.toString();
	const behind = unit === undefined || unit === "" ? "" : ` ${unit}`;
	if (lowest !== undefined && highest !== undefined) {
		return `${lowest} ${language === "en" ? "to" : "到"} ${highest}${behind}`;
	}
	if (lowest !== undefined) return `≥ ${lowest}${behind}`;
	return highest === undefined ? behind.trim() : `≤ ${highest}${behind}`;
}

/** What the model says of the property whose desired value stands at an offset; `undefined` at any other place. */
export function desiredValueHover(
	document: ManifestDocument,
	uri: string,
	offset: number,
	workspace: Workspace,
): { readonly text: Wording; readonly span: Span } | undefined {
	const devices = objectsIn(document, uri).filter(({ kind }) => kind === "Device");
	const at = devices.length === 0 ? undefined : nodeAt(document, offset);
	const device = at && devices.find(({ path }) => path.every((step, index) => at.path[index] === step));
	if (at === undefined || device === undefined) return undefined;
	const place = propertyAt(device, at.path.slice(device.path.length), workspace);
	if (place?.at !== "desired" || place.property === undefined || place.model === undefined) return undefined;
	const from = `${place.model.kind} \`${place.model.name}\``;
	const { en, "zh-cn": zhCn } = describeProperty(place.property);
	return { text: { en: `${en}\n\n*${from}*`, "zh-cn": `${zhCn}\n\n*${from}*` }, span: at.span };
}
