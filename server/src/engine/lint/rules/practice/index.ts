import type { Rule } from "../../rule";
import { unpinnedImage } from "./unpinned-image";

export const practiceRules: readonly Rule[] = [unpinnedImage];
