import { strict as assert } from "node:assert";
import type { Analysis, ManifestObject } from "../../../server/src/engine";
import { load } from "../../support/engine";

/** Loads a fixture and gives its only object of a kind. */
export function only(source: string, kind: string): { readonly object: ManifestObject; readonly analysis: Analysis } {
	const { analysis } = load(source);
	const [object, other] = analysis.workspace.ofKind(kind);
	assert.ok(object !== undefined && other === undefined, `one ${kind}`);
	return { object, analysis };
}
