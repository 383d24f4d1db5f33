import type { JsonType } from "../schema/types";
import { chinese } from "./chinese";
import { english } from "./english";

/** Every sentence that the engine says, in one language. Names of fields and values are passed in as they are written. */
export interface Messages {
	/** @param line the text of the line where the parser stumbled, trimmed */
	readonly syntax: (code: string, detail: string, line: string) => string;
	readonly duplicateKey: (key: string) => string;
	readonly tooLarge: (megabytes: string) => string;
	readonly unresolvedAlias: () => string;
	readonly missingApiVersion: (kind: string) => string;
	readonly missingKind: () => string;
	readonly noSchema: (apiVersion: string, kind: string) => string;
	readonly otherVersions: (apiVersion: string, kind: string, served: readonly string[]) => string;
	readonly similarKind: (apiVersion: string, kind: string, meant: string) => string;
	readonly deprecatedVersion: (apiVersion: string, kind: string, detail: string | undefined) => string;
	readonly unknownField: (field: string, parent: string, kind: string) => string;
	readonly didYouMean: (names: readonly string[]) => string;
	readonly fieldOfOtherVersion: (apiVersion: string) => string;
	readonly shapeOfOtherVersion: (apiVersion: string) => string;
	readonly fieldBelongsIn: (place: string) => string;
	readonly missingField: (field: string, parent: string) => string;
	readonly wrongType: (field: string, expected: readonly JsonType[], actual: JsonType) => string;
	readonly quoteIt: (field: string, source: string, actual: JsonType) => string;
	readonly unquoteIt: (field: string, source: string, expected: readonly JsonType[]) => string;
	readonly emptyValue: (field: string, expected: readonly JsonType[]) => string;
	readonly notAllowed: (field: string, value: string, allowed: readonly string[]) => string;
	/** @param comparison the relation that must hold, for example `>=` */
	readonly outOfLimits: (field: string, value: string, comparison: string, limit: number) => string;
	readonly wrongLength: (
		field: string,
		of: "characters" | "items" | "entries",
		atMost: boolean,
		limit: number,
	) => string;
	readonly pattern: (field: string, value: string, pattern: string) => string;
	readonly format: (field: string, value: string, format: string) => string;
	readonly duplicateItem: (field: string, keys: readonly string[]) => string;
	readonly otherRule: (field: string, rule: string) => string;
	readonly item: (index: number, list: string) => string;
	readonly theDocument: string;
	readonly fixReplace: (text: string) => string;
	readonly fixQuote: (text: string) => string;
	readonly fixUnquote: (text: string) => string;
	readonly hover: {
		readonly type: string;
		readonly default: string;
		readonly allowed: string;
		readonly limits: string;
		readonly format: string;
		readonly usual: string;
		readonly required: string;
		readonly clusterScoped: string;
		readonly namespaced: string;
		readonly deprecated: string;
	};
	readonly typeNames: Readonly<Record<JsonType, string>>;
}

/** The messages for a locale such as `zh-cn`; English for every locale but Chinese. */
export function messagesFor(locale: string | undefined): Messages {
	return locale?.toLowerCase().startsWith("zh") ? chinese : english;
}
