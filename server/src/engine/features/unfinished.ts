import { isMap, isPair, type Node, visit } from "yaml";
import type { ManifestDocument } from "../document";
import type { ValidatorError } from "../schema/types";
import { valueAt } from "../yaml/path";

/** Keywords about a value as it stands. */
const aboutValues = new Set([
	"const",
	"enum",
	"format",
	"maxLength",
	"maximum",
	"minLength",
	"minimum",
	"pattern",
	"type",
]);

/** What envsubst, Flux, kustomize and Helm put something else for: `${NAME}`, `$(NAME)`, `{{ … }}`. */
const placeholder = /\$\{[^}]*\}|\$\([A-Za-z_][\w.]*\)|\{\{.*\}\}/;

/** True for a text that a tool still puts something else for. */
export function hasPlaceholder(text: string): boolean {
	return placeholder.test(text) || encrypted.test(text);
}

/** True where a file's name says that it holds patches: parts of objects, which kustomize puts onto whole ones. */
export function isPatchFile(uri: string): boolean {
	return patchFile.test(uri);
}

/** A value that SOPS has encrypted. */
const encrypted = /^ENC\[[A-Z0-9_]+,/;

/** Fields that only a patch has; kustomize and kubectl act on them. */
const patchField = /^\$(?:patch|retainKeys|setElementOrder\/.+|deleteFromPrimitiveList\/.+)$/;

/** Names of files and folders that hold patches: parts of objects, which kustomize puts onto whole ones. */
const patchFile = /(?:^|[/_.-])patch(?:es)?(?:[/_.-])/i;

/**
 * True for a document that a template engine still has to fill in and that happens to be YAML: `{{ .Values.name }}` without
 * quotes reads as an object within an object.
 */
export function isTemplate(document: ManifestDocument): boolean {
	const { text } = document;
	if (!text.includes("{{")) return false;
	const { parsed } = document;
	// An action may go over lines, as comments at the top of a template do.
	if (parsed.problems.length > 0) return text.includes("}}", text.indexOf("{{"));
	let found = false;
	visit(parsed.document, {
		Map(_, node) {
			const [first, ...more] = node.items;
			if (!node.flow || first === undefined || more.length > 0 || !isPair(first)) return undefined;
			if (!isMap(first.key as Node | null)) return undefined;
			found = true;
			return visit.BREAK;
		},
	});
	return found;
}

/**
 * Leaves out findings that tools mend before the document reaches an API server: placeholders in values, what SOPS
 * encrypted, and what a patch does not have because it is only a part.
 */
export function finished(errors: readonly ValidatorError[], data: unknown, uri: string): readonly ValidatorError[] {
	const isPatch = isPatchFile(uri);
	const withSops = isSops(data);
	return errors.filter(({ instancePath, keyword, params, propertyName }) => {
		if (keyword === "required") return !isPatch;
		if (keyword === "additionalProperties") {
			const name = String(params.additionalProperty);
			return !patchField.test(name) && !(withSops && instancePath === "" && name === "sops");
		}
		if (!aboutValues.has(keyword)) return true;
		const value = propertyName ?? valueAt(data, instancePath);
		return typeof value !== "string" || !(placeholder.test(value) || (withSops && encrypted.test(value)));
	});
}

function isSops(data: unknown): boolean {
	const { sops } = (typeof data === "object" && data !== null ? data : {}) as { readonly sops?: unknown };
	return typeof sops === "object" && sops !== null && "mac" in sops && "version" in sops;
}
