import type { DocumentOptions, ParseOptions, SchemaOptions } from "yaml";
import { kubernetesTags } from "./scalars";

/** How documents are read: as the parsers before an API server do. */
export const yamlOptions: DocumentOptions & ParseOptions & SchemaOptions = {
	version: "1.1",
	customTags: kubernetesTags,
	prettyErrors: false,
	logLevel: "silent",
	uniqueKeys: true,
	strict: true,
	stringKeys: false,
};
