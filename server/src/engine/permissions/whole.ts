import type { ManifestObject } from "../semantic/objects";
import { isPartial } from "../semantic/partial";
import type { Workspace } from "../semantic/workspace";

/** Those of some objects that are whole: a patch says nothing that holds by itself. */
export function wholeObjects(workspace: Workspace, objects: readonly ManifestObject[]): readonly ManifestObject[] {
	return objects.every((object) => !isPartial(object, workspace))
		? objects
		: objects.filter((object) => !isPartial(object, workspace));
}
