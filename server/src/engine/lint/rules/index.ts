import type { Rule } from "../rule";
import { deviceRules } from "./device";
import { permissionRules } from "./permission";
import { practiceRules } from "./practice";
import { referenceRules } from "./reference";

/** All rules, in alphabetical order. */
export const rules: readonly Rule[] = [
	...deviceRules,
	...permissionRules,
	...practiceRules,
	...referenceRules,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));
