/**
 * The parts of the client that load when they are first needed. Each is a bundle of its own (see `tools/build.ts`), so
 * that opening a plain YAML file costs neither the Kubernetes client nor, without YAML, the language client.
 */
import type * as FleetPart from "./fleetPart";
import type * as LanguagePart from "./languagePart";

/** Loads the part that talks to clusters. */
export function loadFleetPart(): typeof FleetPart {
	return require("./fleet.js") as typeof FleetPart;
}

/** Loads the part that talks to the language server. */
export function loadLanguagePart(): typeof LanguagePart {
	return require("./language.js") as typeof LanguagePart;
}
