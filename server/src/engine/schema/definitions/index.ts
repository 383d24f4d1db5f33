/** Schemas from definitions that are met while the program runs: files, and what clusters tell. */

export { clusterSchemas } from "./clusterSchemas";
export { type CrdSource, crdSource, type UnusableCrd } from "./crdSource";
export { type JsonSchemaFile, jsonSchemaSource, type KindName, kindOfSchema, namesKind } from "./jsonSchemaSource";
export { type DefinitionSource, joinedSource } from "./lazySource";
export { openApiSource } from "./openApiSource";
export { crdProblems, isCrd } from "./readCrd";
export type { DefinitionProblem } from "./readSchema";
