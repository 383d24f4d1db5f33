import { createHash } from "node:crypto";
import type { WatchEvent } from "./kubernetesApi";
import type { DefinitionsState } from "./model";
import type { KubernetesObject } from "./objects";

/** Tells from the metadata of a cluster's CustomResourceDefinitions when one of them is another than before. */
export class DefinitionVersions {
	private versions: Map<string, string> | undefined;

	/** Whether they were listed. */
	get known(): boolean {
		return this.versions !== undefined;
	}

	listed(items: readonly KubernetesObject[]): DefinitionsState {
		this.versions = new Map(items.map((item) => [item.metadata.name ?? "", versionOf(item)]));
		return this.state(this.versions);
	}

	changed(type: WatchEvent["type"], object: KubernetesObject): DefinitionsState {
		const versions = this.versions ?? new Map<string, string>();
		this.versions = versions;
		if (type === "DELETED") versions.delete(object.metadata.name ?? "");
		else versions.set(object.metadata.name ?? "", versionOf(object));
		return this.state(versions);
	}

	private state(versions: ReadonlyMap<string, string>): DefinitionsState {
		const text = [...versions].map((entry) => entry.join(" ")).sort();
		return { kind: "known", fingerprint: createHash("sha256").update(text.join("\n")).digest("hex") };
	}
}

/** Changes with the spec; the status, which changes when a definition is accepted, does not count. */
function versionOf({ metadata }: KubernetesObject): string {
	return `${metadata.uid ?? ""} ${metadata.generation ?? metadata.resourceVersion ?? ""}`;
}
