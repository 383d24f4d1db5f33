import { isMap, isScalar, type Node } from "yaml";
import type { ManifestDocument } from "../document";
import type { SchemaRegistry } from "../schema/registry";
import type { CatalogueEntry } from "../schema/types";
import { resolved } from "../yaml/nodes";
import type { ParsedYaml } from "../yaml/parse";

/** What a document is: by its `apiVersion` and `kind`, or, where it says neither, by its file's name and its fields. */
export function identify(
	document: Pick<ManifestDocument, "facts" | "parsed">,
	uri: string,
	registry: SchemaRegistry,
): CatalogueEntry | undefined {
	const { facts } = document;
	if (facts.apiVersion !== undefined && facts.kind !== undefined) {
		return registry.find(facts.apiVersion.text, facts.kind.text);
	}
	if (facts.apiVersionKey !== undefined || facts.kindKey !== undefined) return undefined;
	// A parse that was let go of is not made anew for what the facts tell.
	const { parsed } = document;
	if (!isMap(resolved(parsed.root, parsed.document)) && parsed.root !== null) return undefined;
	return registry.recognise(pathOf(uri), fieldsOf(parsed));
}

/** How many levels of fields recognition looks at. */
export const recognisedLevels = 3;

function fieldsOf(parsed: ParsedYaml): ReadonlySet<string> {
	const fields = new Set<string>();
	const visit = (node: Node | null, prefix: string, level: number) => {
		const map = resolved(node, parsed.document);
		if (!isMap(map)) return;
		for (const { key, value } of map.items) {
			if (!isScalar(key)) continue;
			const name = `${prefix}${String(key.value)}`;
			fields.add(name);
			if (level < recognisedLevels) visit(value as Node | null, `${name}.`, level + 1);
		}
	};
	visit(parsed.root, "", 1);
	return fields;
}

/** The path in a URI, as patterns of paths know it. */
export function pathOf(uri: string): string {
	let path = uri.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, "");
	try {
		path = decodeURIComponent(path);
	} catch {
		// A path with a bare percent sign is taken as it stands.
	}
	return path.replaceAll("\\", "/");
}
