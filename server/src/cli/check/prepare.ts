import { readFileSync } from "node:fs";
import { findDefinitionFiles } from "../../node/definitionFiles";
import type { InputFile, PathFailure } from "../files";
import type { SchemaSet } from "./checker";
import { decodeText, NotText } from "./decode";

/** What a first look at the files shows. */
export interface FirstLook {
	/** Bytes of each file, in order; 0 for one that cannot be read, which is told when its turn comes. */
	readonly sizes: readonly number[];
	/** Texts of those that hold definitions, by absolute path. */
	readonly definitions: ReadonlyMap<string, string>;
}

/** Looks at every file once: how large it is, and whether it defines kinds that all others may use. */
export function lookAt(files: readonly InputFile[]): FirstLook {
	const definitions = new Map<string, string>();
	const sizes = files.map(({ path }) => {
		try {
			const bytes = readFileSync(path);
			const { text } =
				bytes.includes("CustomResourceDefinition") || bytes[0] === 0xff || bytes[0] === 0xfe
					? decodeText(bytes)
					: { text: "" };
			if (text.includes("CustomResourceDefinition")) definitions.set(path, text);
			return bytes.length;
		} catch (error) {
			if (error instanceof NotText || (error as NodeJS.ErrnoException).syscall !== undefined) return 0;
			throw error;
		}
	});
	return { sizes, definitions };
}

/**
 * Reads the definitions in folders.
 *
 * @param reasonOf why a folder cannot be read, in words
 */
export async function readSchemaSet(
	folders: readonly string[],
	reasonOf: (error: unknown) => string,
): Promise<{ readonly set: SchemaSet; readonly failures: readonly PathFailure[] }> {
	const { files, unreadable } = await findDefinitionFiles(folders);
	const texts = (wanted: "crds" | "jsonSchema") =>
		new Map(files.filter(({ form }) => form === wanted).map(({ uri, text }) => [uri, text]));
	return {
		set: { crds: texts("crds"), jsonSchemas: texts("jsonSchema") },
		failures: unreadable.map(({ path, code }) => ({ path, reason: reasonOf({ code }) })),
	};
}
