import type { Wording } from "../lint/rule";
import type { ManifestObject } from "../semantic/objects";
import type { RuleSource } from "./grants";
import { plain, say } from "./wording";

/** Where a rule stands: the template's name, or `own` for the role itself. */
export function sourceName(source: RuleSource, role: ManifestObject | undefined): Wording {
	if (source.kind === "builtin") return plain(source.role);
	return source.object === role ? say("its own", "自身") : plain(source.object.name);
}
