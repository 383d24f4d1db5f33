import type { Messages } from "../messages/messages";
import { apiVersionOf } from "../schema/apiVersion";
import type { SchemaOrigin } from "../schema/layers";
import { dereference, typesOf } from "../schema/resolve";
import type { CatalogueEntry, JsonSchema, SuggestedValue } from "../schema/types";

const systemNames: Readonly<Record<string, string>> = {
	"edge-platform": "Edge Platform",
	kubeedge: "KubeEdge",
	openyurt: "OpenYurt",
	sedna: "Sedna",
	k3s: "K3s",
	kubefed: "KubeFed",
	kubevirt: "KubeVirt",
	prometheus: "Prometheus",
	flux: "Flux",
	"cert-manager": "cert-manager",
	kubernetes: "Kubernetes",
};

/** The name of the project that a kind comes from, as it writes itself. */
export function systemName(system: string): string {
	return systemNames[system] ?? system;
}

/** What a schema says of a field, in the reader's language where it can. */
export function descriptionOf(schema: JsonSchema, messages: Messages): string {
	return (messages.chinese ? schema["x-edgewise-zh-cn"] : undefined) ?? schema.description ?? "";
}

/** What a usual value means, in the reader's language where that is known. */
export function meaningOf(value: SuggestedValue, messages: Messages): string | undefined {
	return (messages.chinese ? value["zh-cn"] : undefined) ?? value.description;
}

/** What a kind is for, in one sentence. */
export function entryDescription(entry: CatalogueEntry, messages: Messages): string {
	return (messages.chinese ? entry.descriptionZhCn : undefined) ?? entry.description;
}

/** What to call an entry: its kind, or the title of a sort of file. */
export function entryTitle(entry: CatalogueEntry, messages: Messages): string {
	return entry.kind || messages.text(entry.title, entry.id);
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
	const limits = limitsText(schema, messages);
	if (limits !== "") facts.push(`**${words.limits}**: ${limits}`);
	return [descriptionOf(schema, messages), facts.join("  \n")].filter((part) => part !== "").join("\n\n");
}

/**
 * What to know of a kind, in Markdown.
 *
 * @param description what its schema says of it
 * @param origin where the schema comes from; left out where that is not at issue
 */
export function describeKind(
	entry: CatalogueEntry,
	description: string,
	messages: Messages,
	origin?: SchemaOrigin,
): string {
	const words = messages.hover;
	const scope = entry.form === "file" ? [] : [entry.namespaced ? words.namespaced : words.clusterScoped];
	const version = entry.kind === "" ? [] : [`\`${apiVersionOf(entry)}\``];
	const state = [
		...(entry.deprecated === undefined ? [] : [words.deprecated]),
		...(entry.status === undefined ? [] : [words[entry.status]]),
	];
	const head = [`**${entryTitle(entry, messages)}**`, systemName(entry.system), ...version, ...scope, ...state];
	const from = origin === undefined ? "" : `*${messages.origin(origin)}*`;
	return [head.join(" · "), description || entryDescription(entry, messages), from]
		.filter((part) => part !== "")
		.join("\n\n");
}

function limitsText(schema: JsonSchema, { limits }: Messages): string {
	const parts: string[] = [];
	if (schema.minimum !== undefined) parts.push(`≥ ${schema.minimum}`);
	if (schema.maximum !== undefined) parts.push(`≤ ${schema.maximum}`);
	if (schema.minLength !== undefined) parts.push(`${limits.length} ≥ ${schema.minLength}`);
	if (schema.maxLength !== undefined) parts.push(`${limits.length} ≤ ${schema.maxLength}`);
	if (schema.minItems !== undefined) parts.push(`${limits.items} ≥ ${schema.minItems}`);
	if (schema.maxItems !== undefined) parts.push(`${limits.items} ≤ ${schema.maxItems}`);
	if (schema.pattern !== undefined) parts.push(code(schema.pattern));
	return parts.join(", ");
}

function code(value: unknown): string {
	const text = typeof value === "string" ? value : JSON.stringify(value);
	return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
