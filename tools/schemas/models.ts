import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** One field of a built-in Kubernetes type. */
export interface ModelField {
	readonly name: string;
	/** TypeScript notation, for example `Array<V1Container>` or `{ [key: string]: string; }`. */
	readonly type: string;
	readonly format: string;
	readonly required: boolean;
	/** Empty where the API has none. */
	readonly description: string;
}

/** A built-in Kubernetes type. */
export interface Model {
	readonly name: string;
	readonly description: string;
	readonly fields: readonly ModelField[];
}

interface Attribute {
	readonly name: string;
	readonly baseName: string;
	readonly type: string;
	readonly format: string;
}

/** Where the generated part of the Kubernetes client lies whose release the built-in kinds are taken from. */
export const generatedFolder = join(dirname(require.resolve("kubernetes-api-models/package.json")), "dist", "gen");

const modelFolder = join(generatedFolder, "models");

/**
 * Reads a type from the Kubernetes client: types and formats from its code, descriptions and which fields are
 * required from its declarations. The files are read as text, since all models together take a second to load.
 *
 * @throws Error where the client has no such model or its files look different from what is known
 */
export async function readModel(name: string): Promise<Model> {
	const [code, declarations] = await Promise.all([
		readFile(join(modelFolder, `${name}.js`), "utf8"),
		readFile(join(modelFolder, `${name}.d.ts`), "utf8"),
	]);
	const table = /\.attributeTypeMap = (\[.*?\n\]|\[\]);/s.exec(code)?.[1];
	if (!table) throw new Error(`The model ${name} of kubernetes-api-models has no attribute map`);
	const fields = (JSON.parse(table) as Attribute[]).map((attribute): ModelField => {
		const declaration = fieldDeclaration(declarations, attribute.name);
		if (!declaration) throw new Error(`The model ${name} of kubernetes-api-models does not declare ${attribute.name}`);
		return {
			name: attribute.baseName,
			type: attribute.type,
			format: attribute.format,
			required: !declaration.optional,
			description: declaration.description,
		};
	});
	return { name, description: classDescription(declarations), fields };
}

function fieldDeclaration(
	declarations: string,
	field: string,
): { readonly optional: boolean; readonly description: string } | undefined {
	const name = field.replaceAll(/[$_.-]/g, "\\$&");
	const match = new RegExp(`(?:/\\*\\*((?:(?!\\*/).)*)\\*/\\s*)?'${name}'(\\?)?: `, "s").exec(declarations);
	return match ? { optional: match[2] === "?", description: cleanComment(match[1] ?? "") } : undefined;
}

function classDescription(declarations: string): string {
	return cleanComment(/\/\*\*((?:(?!\*\/).)*)\*\/\s*export declare class/s.exec(declarations)?.[1] ?? "");
}

/** Makes plain text of a comment: no leading stars, no escapes, single spaces, and a full stop at its end. */
export function cleanComment(comment: string): string {
	const text = comment
		.replaceAll(/^\s*\* ?/gm, "")
		.replaceAll(/\\(["'\\`])/g, "$1")
		.replaceAll(/\s+/g, " ")
		.trim();
	return /[^.!?:)]$/.test(text) && !/https?:\/\/\S+$/.test(text) ? `${text}.` : text;
}
