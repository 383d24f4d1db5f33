import type { Rule } from "../../rule";

export const permissionRules: readonly Rule[] = [];
