import type { Messages } from "../messages/messages";
import { dereference, typesOf } from "../schema/resolve";
import type { CatalogueEntry, JsonSchema } from "../schema/types";

const systemNames: Readonly<Record<string, string>> = {
	"edge-platform": "Edge Platform",
	kubeedge: "KubeEdge",
	openyurt: "OpenYurt",
	sedna: "Sedna",
	k3s: "K3s",
	kubernetes: "Kubernetes",
};

/** The name of the project that a kind comes from, as it writes itself. */
export function systemName(system: string): string {
	return systemNames[system] ?? system;
}

/** A field's type in a few words, for example `list of objects`. */
export function typeText(schema: JsonSchema, root: JsonSchema, messages: Messages): string {
	const types = typesOf(schema).map((type) => messages.typeNames[type]);
	if (typesOf(schema)[0] === "array" && schema.items !== undefined) {
		const item = typeText(dereference(schema.items, root), root, messages);
		return item === "" ? messages.typeNames.array : `${messages.typeNames.array}<${item}>`;
	}
	const format = schema.format !== undefined ? ` (${schema.format})` : "";
	return types.join(" | ") + format;
}

/** What to know of a field, in Markdown: description, then type, default, allowed values and limits. */
export function describeField(schema: JsonSchema, root: JsonSchema, required: boolean, messages: Messages): string {
	const words = messages.hover;
	const facts: string[] = [];
	const type = typeText(schema, root, messages);
	if (type !== "") facts.push(`**${words.type}**: ${type}${required ? ` · ${words.required}` : ""}`);
	if (schema.default !== undefined && schema.default !== "") {
		facts.push(`**${words.default}**: ${code(schema.default)}`);
	}
	if (schema.enum !== undefined && schema.enum.length <= 40) {
		facts.push(
			`**${words.allowed}**: ${schema.enum
				.filter((value) => value !== "")
				.map(code)
				.join(", ")}`,
		);
	}
	const suggestions = schema["x-edgewise-suggestions"] ?? [];
	if (suggestions.length > 0) {
		facts.push(`**${words.usual}**: ${suggestions.map(({ value }) => code(value)).join(", ")}`);
	}
	const limits = limitsText(schema);
	if (limits !== "") facts.push(`**${words.limits}**: ${limits}`);
	return [schema.description ?? "", facts.join("  \n")].filter((part) => part !== "").join("\n\n");
}

/** What to know of a kind, in Markdown. */
export function describeKind(entry: CatalogueEntry, schema: JsonSchema, messages: Messages): string {
	const group = entry.group === "" ? entry.version : `${entry.group}/${entry.version}`;
	const scope = entry.namespaced ? messages.hover.namespaced : messages.hover.clusterScoped;
	const state = entry.deprecated === undefined ? "" : ` · ${messages.hover.deprecated}`;
	const head = `**${entry.kind}** · ${systemName(entry.system)} · \`${group}\` · ${scope}${state}`;
	return [head, schema.description ?? entry.description].filter((part) => part !== "").join("\n\n");
}

function limitsText(schema: JsonSchema): string {
	const parts: string[] = [];
	if (schema.minimum !== undefined) parts.push(`≥ ${schema.minimum}`);
	if (schema.maximum !== undefined) parts.push(`≤ ${schema.maximum}`);
	if (schema.minLength !== undefined) parts.push(`length ≥ ${schema.minLength}`);
	if (schema.maxLength !== undefined) parts.push(`length ≤ ${schema.maxLength}`);
	if (schema.minItems !== undefined) parts.push(`items ≥ ${schema.minItems}`);
	if (schema.maxItems !== undefined) parts.push(`items ≤ ${schema.maxItems}`);
	if (schema.pattern !== undefined) parts.push(code(schema.pattern));
	return parts.join(", ");
}

function code(value: unknown): string {
	const text = typeof value === "string" ? value : JSON.stringify(value);
	return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
