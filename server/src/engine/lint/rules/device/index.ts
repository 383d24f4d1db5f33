import type { Rule } from "../../rule";

export const deviceRules: readonly Rule[] = [];
