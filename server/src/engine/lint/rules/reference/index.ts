import type { Rule } from "../../rule";
import { ambiguousReference } from "./ambiguous-reference";
import { duplicateObject } from "./duplicate-object";
import { missingTarget } from "./missing-target";
import { provisionerConfigMismatch } from "./provisioner-config-mismatch";
import { referenceCycle } from "./reference-cycle";
import { selectorMatchesNothing } from "./selector-matches-nothing";
import { selectorNotOwnTemplate } from "./selector-not-own-template";
import { unknownVersionReference } from "./unknown-version-reference";
import { unresolvedReference } from "./unresolved-reference";
import { wrongKindReference } from "./wrong-kind-reference";
import { wrongNamespaceReference } from "./wrong-namespace-reference";

export const referenceRules: readonly Rule[] = [
	ambiguousReference,
	duplicateObject,
	missingTarget,
	provisionerConfigMismatch,
	referenceCycle,
	selectorMatchesNothing,
	selectorNotOwnTemplate,
	unknownVersionReference,
	unresolvedReference,
	wrongKindReference,
	wrongNamespaceReference,
];
