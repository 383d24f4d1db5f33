import { isPatchFile } from "../features/unfinished";
import type { ManifestObject } from "./objects";
import { isPatchOfKustomization } from "./references/kustomizations";
import type { Workspace } from "./workspace";

/** True for an object that is only a part of one: what it lacks may stand elsewhere. */
export function isPartial({ uri }: ManifestObject, workspace: Workspace): boolean {
	return isPatchFile(uri) || isPatchOfKustomization(workspace, uri);
}
