import type { DroppedField } from "../schema/jsonSchema";
import type { SchemaOrigin } from "../schema/layers";
import type { BilingualText, JsonType, RetiredVersion } from "../schema/types";
import { chinese } from "./chinese";
import { english } from "./english";
import type { ReferenceMessages } from "./references";

/** Every sentence that the engine says, in one language. Names of fields and values are passed in as they are written. */
export interface Messages {
	/** The text of a pair in this language; English where there is no other. */
	readonly text: (pair: BilingualText | undefined, otherwise: string) => string;
	/** Whether descriptions are wanted in Chinese where there are any. */
	readonly chinese: boolean;
	/** @param line the text of the line where the parser stumbled, trimmed */
	readonly syntax: (code: string, detail: string, line: string) => string;
	readonly duplicateKey: (key: string) => string;
	readonly tooLarge: (megabytes: string) => string;
	/** @param text the alias as it is written */
	readonly unknownAlias: (text: string) => string;
	readonly unresolvedAlias: () => string;
	readonly missingApiVersion: (kind: string) => string;
	readonly missingKind: () => string;
	readonly noSchema: (apiVersion: string, kind: string) => string;
	/** @param reason what the compiler of schemas said */
	readonly uselessSchema: (kind: string, reason: string) => string;
	readonly otherVersions: (apiVersion: string, kind: string, served: readonly string[]) => string;
	readonly similarKind: (apiVersion: string, kind: string, meant: string) => string;
	readonly deprecatedVersion: (apiVersion: string, kind: string, detail: string | undefined) => string;
	readonly notServed: (apiVersion: string, kind: string) => string;
	readonly retiredVersion: (version: RetiredVersion) => string;
	readonly documentedKind: (kind: string) => string;
	/** @param replacement id of the kind to use instead, `group/version/Kind` */
	readonly removedKind: (kind: string, release: string | undefined, replacement: string | undefined) => string;
	readonly ignoredNamespace: (kind: string) => string;
	readonly droppedField: (field: string, parent: string, kind: string, known: DroppedField) => string;
	/** @param known what to write instead, where that is known */
	readonly unknownSetting: (field: string, parent: string, file: string, known?: DroppedField) => string;
	/** @param versions in which those clusters serve the kind */
	readonly notServedBy: (
		clusters: readonly string[],
		of: number,
		apiVersion: string,
		kind: string,
		versions: readonly string[],
	) => string;
	readonly prunedOn: (clusters: readonly string[], of: number, path: string) => string;
	readonly refusedOn: (clusters: readonly string[], of: number, problem: string) => string;
	readonly otherCase: (field: string, usual: string) => string;
	readonly unknownField: (field: string, parent: string, kind: string) => string;
	readonly didYouMean: (names: readonly string[]) => string;
	/** @param older whether that version is one that servers convert away from */
	readonly fieldOfOtherVersion: (apiVersion: string, older: boolean) => string;
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
	readonly beyondInt32: (field: string, value: string) => string;
	readonly duplicateItem: (field: string, keys: readonly string[]) => string;
	/** A field, or its value, must not be there beside what stands around it. */
	readonly mustNotBe: (field: string) => string;
	/** @param message what the schema's author says of the rule, or the rule itself */
	readonly brokenRule: (field: string, message: string) => string;
	readonly otherRule: (field: string, rule: string) => string;
	readonly item: (index: number, list: string) => string;
	readonly theDocument: string;
	readonly fixReplace: (text: string) => string;
	readonly fixRemove: (field: string) => string;
	readonly fixQuote: (text: string) => string;
	readonly fixUnquote: (text: string) => string;
	readonly fixAdd: (fields: readonly string[]) => string;
	/** @param place the object that the field goes to, as a path */
	readonly fixMove: (field: string, place: string) => string;
	readonly fixAll: (code: string, count: number) => string;
	readonly fixIgnore: (code: string) => string;
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
		readonly removed: string;
		readonly documented: string;
		readonly notChecked: (rules: number) => string;
	};
	readonly references: ReferenceMessages;
	/** Where a schema comes from, in words. */
	readonly origin: (origin: SchemaOrigin) => string;
	readonly limits: {
		readonly length: string;
		readonly items: string;
	};
	readonly typeNames: Readonly<Record<JsonType, string>>;
}

/** The messages for a locale such as `zh-cn`; English for every locale but Chinese. */
export function messagesFor(locale: string | undefined): Messages {
	return locale?.toLowerCase().startsWith("zh") ? chinese : english;
}
