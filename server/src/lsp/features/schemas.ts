import { type SchemaAtParams, type SchemaAtResult, schemaAtRequest } from "../../protocol";
import { offsetOf } from "../lines";
import { type Feature, opened } from "./feature";

/** Which schema judges a document. */
export const schemas: Feature = {
	capabilities: () => ({}),
	register(connection, session) {
		connection.onRequest(schemaAtRequest, ({ uri, position }: SchemaAtParams): SchemaAtResult => {
			const file = opened(session, uri);
			return file?.analysis.schemaAt(uri, offsetOf(position, file.lines)) ?? null;
		});
	},
};
