/** The engine's public face: everything that the language server, the command line and the tests may use. */

export { Analysis, type FilePlace, type FileProblem } from "./analysis";
export type { Action } from "./features/codeActions";
export type { Completion, CompletionKind, CompletionList } from "./features/completion/completion";
export { type FileSnippet, plainText } from "./features/completion/manifests";
export type { FoldingRange } from "./features/folding";
export { typedTriggers } from "./features/format/onType";
export type { Highlight } from "./features/highlights";
export type { Hover } from "./features/hover";
export type { DocumentLink } from "./features/links";
export type { CoreCode, Fix, Problem, ProblemCode, Severity } from "./features/problem";
export type {
	CodeLens,
	Definitions,
	InlayHint,
	Location,
	RenamePlace,
	RenameResult,
	TargetLocation,
} from "./features/references/types";
export type { OutlineItem } from "./features/symbols";
export { ObjectSearch, type ObjectSymbol } from "./features/workspaceSymbols";
export { AnalysisHost, type EngineOptions } from "./host";
export {
	isCoreCode,
	isProblemCode,
	isRuleLevel,
	problemCodes,
	type RuleLevel,
	type RuleLevels,
	reaches,
	ruleLevels,
	severities,
	usualLevels,
} from "./lint/levels";
export type { Rule, Wording } from "./lint/rule";
export { rules } from "./lint/rules";
export { ruleUrl } from "./lint/ruleUrl";
export { apiVersionOf } from "./schema/apiVersion";
export type {
	ClusterSchemas,
	ClusterSnapshot,
	SchemaChoice,
	SchemaCompiler,
	SchemaLayer,
	SchemaOrigin,
} from "./schema/layers";
export type {
	CatalogueEntry,
	JsonSchema,
	RetiredVersion,
	SchemaSource,
	Validator,
	ValidatorError,
} from "./schema/types";
export type { DefinitionReader } from "./schema/workspaceDefinitions";
export type { SchemaInUse } from "./schemaInUse";
export type { GroupKind, ManifestObject } from "./semantic/objects";
export type { LiveCluster, LiveObject, Workspace } from "./semantic/workspace";
export type { FileSnapshot } from "./snapshot";
export type { TextEdit } from "./text/edit";
export { type LineColumn, LineIndex } from "./text/lineIndex";
export type { Span } from "./text/span";
