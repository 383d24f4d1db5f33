import { readFileSync } from "node:fs";
import type { FileSnippet } from "../engine";

/**
 * The snippets of a file in the form that VS Code has for them.
 *
 * @returns none where there is no such file, or it holds something else
 */
export function snippetsFromFile(path: string): readonly FileSnippet[] {
	let content: unknown;
	try {
		content = JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return [];
	}
	return typeof content === "object" && content !== null
		? Object.entries(content).flatMap(([name, value]) => snippetOf(name, value))
		: [];
}

function snippetOf(name: string, value: unknown): FileSnippet[] {
	if (typeof value !== "object" || value === null) return [];
	const { prefix, description, body } = value as Readonly<Record<string, unknown>>;
	const lines = Array.isArray(body) ? body.filter((line) => typeof line === "string") : [];
	if (typeof prefix !== "string" || lines.length === 0) return [];
	return [{ name, prefix, description: typeof description === "string" ? description : "", body: lines.join("\n") }];
}
