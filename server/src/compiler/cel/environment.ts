import { Environment } from "@marcbachmann/cel-js";
import { registerFormats, registerVersions } from "./library/formats";
import { registerLists } from "./library/lists";
import { registerMacros } from "./library/macros";
import { registerNetwork } from "./library/network";
import { registerQuantities } from "./library/quantity";
import { registerStrings } from "./library/strings";

/** Makes the environment that rules of CustomResourceDefinitions are written for. */
export function ruleEnvironment(): Environment {
	const environment = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false });
	for (const register of [
		registerMacros,
		registerStrings,
		registerLists,
		registerQuantities,
		registerNetwork,
		registerFormats,
		registerVersions,
	]) {
		register(environment);
	}
	return environment.registerVariable("self", "dyn").registerVariable("oldSelf", "dyn");
}
