import { isMap, isScalar, type Node, type Pair, parseDocument } from "yaml";

/** The file in a template's folder that tells of its parameters. */
export const descriptionFile = ".edgewise-template.yaml";

/** One file of a template. */
export interface TemplateFile {
	/** From the template's folder, with slashes; may hold placeholders. */
	readonly path: string;
	readonly text: string;
}

/** What is asked of whoever makes something of a template. */
export interface Parameter {
	readonly name: string;
	readonly description: string;
	/** A regular expression that the whole value has to fit. */
	readonly pattern: RegExp | undefined;
	/** The values that are allowed; empty for any. */
	readonly oneOf: readonly string[];
	readonly default: string | undefined;
}

/** A folder of manifests from which sites are made: `${name}` in texts and paths stands for a parameter. */
export interface Template {
	readonly description: string;
	readonly parameters: readonly Parameter[];
	/** The folder of a site, from the template's: `../../stores/${site}`. */
	readonly target: string | undefined;
	/** The file with the values of all sites, from the template's folder. */
	readonly values: string | undefined;
	/** Fields in which sites may differ from the template: `spec.replicas`, or `Deployment/pos:spec.replicas`. */
	readonly mayDiffer: readonly string[];
	readonly files: readonly TemplateFile[];
}

/** A mistake in the description of a template; the offset counts UTF-16 code units. */
export interface TemplateProblem {
	readonly offset: number;
	readonly problem:
		| { readonly kind: "yaml"; readonly detail: string }
		| { readonly kind: "unknownKey"; readonly key: string; readonly known: readonly string[] }
		| { readonly kind: "wrongType"; readonly key: string; readonly wanted: "map" | "text" | "texts" }
		| { readonly kind: "badPattern"; readonly parameter: string; readonly detail: string }
		| { readonly kind: "undeclared"; readonly name: string; readonly path: string };
}

export type TemplateResult =
	| { readonly kind: "template"; readonly template: Template }
	| { readonly kind: "problems"; readonly problems: readonly TemplateProblem[] };

/** A placeholder; with a second dollar sign before its brace it stands for itself. */
export const placeholders = /\$(\$?)\{([A-Za-z_][\w.-]*)\}/g;

/**
 * Makes a template of a folder's files. Without a description, or without parameters in it, every placeholder is a
 * parameter.
 */
export function readTemplate(files: readonly TemplateFile[]): TemplateResult {
	const description = files.find(({ path }) => path === descriptionFile);
	const content = files.filter((file) => file !== description);
	const reader = new DescriptionReader();
	const { declared, ...said } = reader.read(description?.text ?? "");
	const used = usedNames(content);
	const parameters =
		declared ??
		[...used.keys()].map(
			(name): Parameter => ({ name, description: "", pattern: undefined, oneOf: [], default: undefined }),
		);
	// In contents, `${X}` may belong to a script; a path is nobody else's.
	for (const { path } of content) {
		for (const [, escaped, name = ""] of path.matchAll(placeholders)) {
			if (escaped === "" && !parameters.some((parameter) => parameter.name === name)) {
				reader.problems.push({ offset: 0, problem: { kind: "undeclared", name, path } });
			}
		}
	}
	if (reader.problems.length > 0) return { kind: "problems", problems: reader.problems };
	return { kind: "template", template: { ...said, parameters, files: content } };
}

function usedNames(files: readonly TemplateFile[]): Map<string, true> {
	const names = new Map<string, true>();
	for (const { path, text } of files) {
		for (const source of [path, text]) {
			for (const [, escaped, name] of source.matchAll(placeholders)) {
				if (escaped === "" && name !== undefined) names.set(name, true);
			}
		}
	}
	return names;
}

/** Why a value does not do for a parameter; `undefined` where it does. */
export function valueProblem(
	{ pattern, oneOf }: Parameter,
	value: string,
):
	| { readonly kind: "pattern"; readonly pattern: string }
	| { readonly kind: "oneOf"; readonly oneOf: readonly string[] }
	| undefined {
	if (oneOf.length > 0 && !oneOf.includes(value)) return { kind: "oneOf", oneOf };
	if (pattern !== undefined && !pattern.test(value)) return { kind: "pattern", pattern: pattern.source };
	return undefined;
}

const topKeys = ["description", "parameters", "target", "values", "mayDiffer"];
const parameterKeys = ["description", "pattern", "oneOf", "default"];

class DescriptionReader {
	readonly problems: TemplateProblem[] = [];

	read(text: string) {
		const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
		for (const { pos, message } of document.errors) {
			this.problems.push({ offset: pos[0], problem: { kind: "yaml", detail: message } });
		}
		const parts = this.map(document.contents, descriptionFile, topKeys);
		const listed = parts.get("parameters");
		return {
			description: this.text(parts.get("description"), "description") ?? "",
			target: this.text(parts.get("target"), "target"),
			values: this.text(parts.get("values"), "values"),
			mayDiffer: this.texts(parts.get("mayDiffer"), "mayDiffer"),
			declared: listed === undefined ? undefined : this.parameters(listed),
		};
	}

	private parameters({ value }: Pair): Parameter[] {
		return [...this.map(value, "parameters")].map(([name, pair]): Parameter => {
			const parts = this.map(pair.value, `parameters.${name}`, parameterKeys);
			const pattern = this.text(parts.get("pattern"), "pattern");
			return {
				name,
				description: this.text(parts.get("description"), "description") ?? "",
				pattern: pattern === undefined ? undefined : this.expression(pattern, name, parts.get("pattern")),
				oneOf: this.texts(parts.get("oneOf"), "oneOf"),
				default: this.text(parts.get("default"), "default"),
			};
		});
	}

	private expression(pattern: string, parameter: string, pair: Pair | undefined): RegExp | undefined {
		try {
			return new RegExp(`^(?:${pattern})$`, "u");
		} catch (error) {
			const detail = error instanceof Error ? error.message : String(error);
			this.tell(pair?.value, { kind: "badPattern", parameter, detail });
			return undefined;
		}
	}

	private map(node: unknown, key: string, known?: readonly string[]): Map<string, Pair> {
		const found = new Map<string, Pair>();
		if (isEmpty(node)) return found;
		if (!isMap(node)) {
			this.tell(node, { kind: "wrongType", key, wanted: "map" });
			return found;
		}
		for (const pair of node.items) {
			const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
			if (known !== undefined && !known.includes(name)) this.tell(pair.key, { kind: "unknownKey", key: name, known });
			else found.set(name, pair);
		}
		return found;
	}

	/** Numbers and the like count as they are written. */
	private text(pair: Pair | undefined, key: string): string | undefined {
		if (pair === undefined || isEmpty(pair.value)) return undefined;
		if (isScalar(pair.value)) return typeof pair.value.value === "string" ? pair.value.value : pair.value.source;
		this.tell(pair.value, { kind: "wrongType", key, wanted: "text" });
		return undefined;
	}

	private texts(pair: Pair | undefined, key: string): string[] {
		if (pair === undefined || isEmpty(pair.value)) return [];
		const { value } = pair;
		const items = typeof value === "object" && value !== null && "items" in value ? value.items : undefined;
		if (!Array.isArray(items) || isMap(value)) {
			this.tell(value, { kind: "wrongType", key, wanted: "texts" });
			return [];
		}
		return items.flatMap((item: unknown) => {
			if (isScalar(item)) return [typeof item.value === "string" ? item.value : (item.source ?? "")];
			this.tell(item, { kind: "wrongType", key, wanted: "texts" });
			return [];
		});
	}

	private tell(node: unknown, problem: TemplateProblem["problem"]): void {
		this.problems.push({ offset: (node as Partial<Node> | null | undefined)?.range?.[0] ?? 0, problem });
	}
}

function isEmpty(node: unknown): boolean {
	return node === null || node === undefined || (isScalar(node) && node.value === null);
}
