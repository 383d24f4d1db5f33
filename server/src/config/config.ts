import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from "yaml";
import type { ProblemCode, Span } from "../engine";
import { isProblemCode, isRuleLevel, problemCodes, type RuleLevel, type RuleLevels, ruleLevels } from "../engine";
import { closest } from "../engine/text/closest";
import { pathMatcher } from "../engine/text/glob";

/** The name of the file that sets the rules of a folder and all below it. */
export const configFileName = ".edgewise.yaml";

/** What a configuration file says. Patterns and folders count from the file's folder. */
export interface Config {
	readonly rules: RuleLevels;
	/** Patterns of files that are not checked. */
	readonly ignore: readonly string[];
	/** Folders with more definitions. */
	readonly schemas: readonly string[];
	/** Rules of some files; later ones count before earlier ones. */
	readonly overrides: readonly Override[];
}

export interface Override {
	readonly files: readonly string[];
	readonly rules: RuleLevels;
}

/** A mistake in a configuration file; offsets count UTF-16 code units. */
export interface ConfigProblem {
	readonly span: Span;
	readonly message: string;
}

/** What is said about configuration files, in one language. */
export interface ConfigWords {
	readonly notYaml: (detail: string) => string;
	readonly mustBeMap: (what: string) => string;
	readonly mustBeTexts: (what: string) => string;
	readonly mustBeOverrides: (what: string) => string;
	readonly unknownKey: (key: string, known: readonly string[], meant: string | undefined) => string;
	readonly unknownRule: (code: string, meant: string | undefined) => string;
	readonly unknownLevel: (code: string, value: string, levels: readonly string[], meant: string | undefined) => string;
	readonly missingKey: (key: string, what: string) => string;
}

export type ConfigResult =
	| { readonly kind: "config"; readonly config: Config }
	| { readonly kind: "problems"; readonly problems: readonly ConfigProblem[] };

/** Reads the text of a configuration file. A mistake anywhere makes it unusable: half a configuration surprises. */
export function readConfig(text: string, words: ConfigWords): ConfigResult {
	const reader = new ConfigReader(text, words);
	const config = reader.read();
	const { problems } = reader;
	if (problems.length === 0) return { kind: "config", config };
	return { kind: "problems", problems: problems.toSorted((a, b) => a.span.start - b.span.start) };
}

/**
 * Whether a configuration leaves a file out.
 *
 * @returns a function of the file's path relative to the configuration's folder, with `/` between folders
 */
export function ignoreMatcher(config: Config): (path: string) => boolean {
	return pathMatcher(config.ignore);
}

/** The rules of a file; `path` as {@link ignoreMatcher} takes it. */
export function rulesMatcher({ rules, overrides }: Config): (path: string) => RuleLevels {
	const matchers = overrides.map((override) => ({ matches: pathMatcher(override.files), rules: override.rules }));
	return (path) => {
		const fitting = matchers.filter(({ matches }) => matches(path));
		return fitting.length === 0 ? rules : Object.assign({}, rules, ...fitting.map((override) => override.rules));
	};
}

/** The one among `known` that somebody who wrote `word` meant, where that is clear. */
export function meantBy(word: string, known: readonly string[]): string | undefined {
	return closest(word, known)[0];
}

class ConfigReader {
	readonly problems: ConfigProblem[] = [];

	constructor(
		private readonly text: string,
		private readonly words: ConfigWords,
	) {}

	read(): Config {
		const document = parseDocument(this.text, { prettyErrors: false, logLevel: "silent" });
		for (const { pos, message } of document.errors) {
			this.problems.push({ span: { start: pos[0], end: pos[1] }, message: this.words.notYaml(message) });
		}
		const empty: Config = { rules: {}, ignore: [], schemas: [], overrides: [] };
		if (this.problems.length > 0) return empty;
		const parts = this.map(document.contents, configFileName, ["rules", "ignore", "schemas", "overrides"]);
		return {
			rules: this.rules(parts.get("rules"), "rules"),
			ignore: this.texts(parts.get("ignore"), "ignore"),
			schemas: this.texts(parts.get("schemas"), "schemas"),
			overrides: this.overrides(parts.get("overrides")),
		};
	}

	private map(node: Node | null, what: string, known: readonly string[]): Map<string, Pair> {
		const found = new Map<string, Pair>();
		for (const [key, pair] of this.pairs(node, what)) {
			if (known.includes(key)) found.set(key, pair);
			else this.tell(pair.key, this.words.unknownKey(key, known, meantBy(key, known)));
		}
		return found;
	}

	private rules(pair: Pair | undefined, what: string): RuleLevels {
		const rules: Partial<Record<ProblemCode, RuleLevel>> = {};
		for (const [code, { key, value }] of this.pairs(valueIn(pair), what)) {
			if (!isProblemCode(code)) {
				this.tell(key, this.words.unknownRule(code, meantBy(code, problemCodes)));
				continue;
			}
			const level = isScalar(value) ? String(value.source ?? value.value) : "";
			if (isRuleLevel(level)) rules[code] = level;
			else this.tell(value ?? key, this.words.unknownLevel(code, level, ruleLevels, meantBy(level, ruleLevels)));
		}
		return rules;
	}

	private texts(pair: Pair | undefined, what: string): string[] {
		if (pair === undefined) return [];
		const { value } = pair;
		const items = isSeq(value) ? value.items : [value];
		return items.flatMap((item) => {
			if (isScalar(item) && typeof item.value === "string" && item.value !== "") return [item.value];
			if (!isSeq(value) && isEmpty(value)) return [];
			this.tell(item ?? pair.key, this.words.mustBeTexts(what));
			return [];
		});
	}

	private overrides(pair: Pair | undefined): Override[] {
		if (pair === undefined || isEmpty(pair.value)) return [];
		if (!isSeq(pair.value)) {
			this.tell(pair.value, this.words.mustBeOverrides("overrides"));
			return [];
		}
		return pair.value.items.map((item, index) => {
			const what = `overrides[${index}]`;
			const parts = this.map(item as Node | null, what, ["files", "rules"]);
			const files = this.texts(parts.get("files"), `${what}.files`);
			if (isMap(item) && !parts.has("files")) this.tell(item, this.words.missingKey("files", what));
			return { files, rules: this.rules(parts.get("rules"), `${what}.rules`) };
		});
	}

	/** The entries of a map; an empty value has none. */
	private pairs(node: unknown, what: string): [string, Pair][] {
		if (isEmpty(node)) return [];
		if (!isMap(node)) {
			this.tell(node, this.words.mustBeMap(what));
			return [];
		}
		return node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : String(pair.key), pair]);
	}

	private tell(node: unknown, message: string): void {
		const range = (node as Partial<Node> | null)?.range;
		const start = range?.[0] ?? 0;
		// A range over several lines says less than the line where it begins.
		const line = /^[^\r\n]*/.exec(this.text.slice(start))?.[0].length ?? 0;
		this.problems.push({ span: { start, end: Math.min(range?.[1] ?? start, start + line) }, message });
	}
}

function valueIn(pair: Pair | undefined): Node | null {
	return (pair?.value as Node | null | undefined) ?? null;
}

function isEmpty(node: unknown): boolean {
	return node === null || node === undefined || (isScalar(node) && node.value === null);
}
