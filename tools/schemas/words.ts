import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { JsonSchema } from "../../server/src/engine/schema/jsonSchema";

/**
 * What fields are called in Chinese: texts by pattern of a field's path. In a path, `[]` stands for the items of a list
 * and `{}` for the values of a map; in a pattern, `*` stands for one name (`*[]` for any list) and `**` for any number of parts. The empty
 * path is the kind itself. `v1beta1:` in front limits a pattern to one version. Of several that fit, the most specific
 * one counts.
 */
export class Words {
	private readonly patterns: readonly Pattern[];

	constructor(
		texts: Readonly<Record<string, string>>,
		readonly file: string,
	) {
		this.patterns = Object.entries(texts).map(([key, text]) => {
			const [, version, path = key] = /^(v\d\w*):(.*)$/s.exec(key) ?? [];
			const parts = split(path);
			const literal = parts.filter((part) => !part.startsWith("*")).length;
			const open = parts.filter((part) => part === "**").length;
			return { key, version, parts, text, rank: (version ? 1000 : 0) + 2 * literal - open, used: false };
		});
	}

	/**
	 * The text for a field of a version; `undefined` where there is none.
	 *
	 * @param parts the path: names, which may hold dots, with `[]` and `{}` behind them
	 */
	find(parts: readonly string[], version: string): string | undefined {
		let best: Pattern | undefined;
		for (const pattern of this.patterns) {
			if (pattern.version !== undefined && pattern.version !== version) continue;
			if (best !== undefined && pattern.rank <= best.rank) continue;
			if (fits(pattern.parts, parts, 0, 0)) best = pattern;
		}
		if (best !== undefined) best.used = true;
		return best?.text;
	}

	/** The words without those whose text fits an expression. */
	without(expression: RegExp): Words {
		const kept = this.patterns.filter(({ text }) => !expression.test(text)).map(({ key, text }) => [key, text]);
		return new Words(Object.fromEntries(kept) as Record<string, string>, this.file);
	}

	/** Patterns that no field has asked for. */
	get unused(): string[] {
		return this.patterns.filter(({ used }) => !used).map(({ key }) => key);
	}
}

interface Pattern {
	readonly key: string;
	readonly version: string | undefined;
	readonly parts: readonly string[];
	readonly text: string;
	readonly rank: number;
	used: boolean;
}

/** Reads the Chinese words beside a file: `x.zh-cn.yaml` for `x.yaml`. None where there is no such file. */
export async function readWords(file: string): Promise<Words> {
	const beside = file.replace(/\.yaml$/, ".zh-cn.yaml");
	const text = await readFile(beside, "utf8").catch(() => "");
	return new Words((parse(text) ?? {}) as Record<string, string>, beside);
}

/** Writes the Chinese descriptions into a schema and everything in it, also into its own `$defs`. */
export function applyWords(schema: JsonSchema, words: Words, version: string): void {
	const entered = new Set<JsonSchema>();
	const visit = (field: JsonSchema, path: readonly string[]) => {
		const text = words.find(path, version);
		if (text !== undefined) field["x-edgewise-zh-cn"] ??= text;
		const target = field.$ref ? schema.$defs?.[field.$ref.slice("#/$defs/".length)] : undefined;
		if (target !== undefined && !entered.has(target)) {
			entered.add(target);
			visit(target, path);
			entered.delete(target);
		}
		const inside = (suffix: string) => [...path.slice(0, -1), `${path.at(-1) ?? ""}${suffix}`];
		for (const [name, property] of Object.entries(field.properties ?? {})) visit(property, [...path, name]);
		if (field.items) visit(field.items, inside("[]"));
		if (typeof field.additionalProperties === "object") visit(field.additionalProperties, inside("{}"));
	};
	visit(schema, []);
}

function split(path: string): string[] {
	return path === "" ? [] : path.split(".");
}

function fits(pattern: readonly string[], parts: readonly string[], i: number, j: number): boolean {
	if (i === pattern.length) return j === parts.length;
	if (pattern[i] === "**") {
		for (let k = j; k <= parts.length; k++) if (fits(pattern, parts, i + 1, k)) return true;
		return false;
	}
	return j < parts.length && partFits(pattern[i] ?? "", parts[j] ?? "") && fits(pattern, parts, i + 1, j + 1);
}

function partFits(pattern: string, part: string): boolean {
	if (pattern.startsWith("*")) return part.length >= pattern.length && part.endsWith(pattern.slice(1));
	return pattern === part;
}
