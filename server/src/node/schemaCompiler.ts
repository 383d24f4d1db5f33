import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Compiler } from "../compiler";
import type { Validator } from "../engine/schema/types";

/**
 * The compiler of schemas, loaded when it is first needed: most documents are of kinds whose validators were compiled
 * ahead.
 *
 * @param file the module that makes it; by default the one of this program
 */
export function lazySchemaCompiler(file: string = compilerFile()): Compiler {
	let loaded: Compiler | undefined;
	const compiler = (): Compiler => {
		loaded ??= (createRequire(file)(file) as typeof import("../compiler")).createCompiler();
		return loaded;
	};
	return {
		validator: (schema) => compiler().validator(schema),
		withRules(schema, validator) {
			let withRules: Validator | undefined;
			return (value) => {
				withRules ??= compiler().withRules(schema, validator);
				return withRules(value);
			};
		},
		uncheckedRules: (schema) => compiler().uncheckedRules(schema),
	};
}

/** Beside the built program; in tests, which run from source, the source. */
function compilerFile(): string {
	const built = join(__dirname, "compiler.js");
	return existsSync(built) ? built : join(__dirname, "..", "compiler", "index.ts");
}
