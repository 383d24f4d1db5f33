import type { Rule } from "../../rule";
import { anonymousAccess } from "./anonymous-access";
import { bindingScopeMismatch } from "./binding-scope-mismatch";
import { broadSecretAccess } from "./broad-secret-access";
import { clusterResourceInRole } from "./cluster-resource-in-role";
import { defaultAccountAdmin } from "./default-account-admin";
import { emptyRoleSelector } from "./empty-role-selector";
import { ineffectiveRule } from "./ineffective-rule";
import { invalidScope } from "./invalid-scope";
import { malformedUiPermission } from "./malformed-ui-permission";
import { missingTemplateDependency } from "./missing-template-dependency";
import { privilegeEscalationRule } from "./privilege-escalation-rule";
import { rbacEscalationVerb } from "./rbac-escalation-verb";
import { rbacWildcard } from "./rbac-wildcard";
import { redundantBinding } from "./redundant-binding";
import { serviceAccountWithoutNamespace } from "./service-account-without-namespace";
import { unknownScopeValue } from "./unknown-scope-value";
import { unusedRole } from "./unused-role";
import { unusedRoleTemplate } from "./unused-role-template";
import { wildcardPermission } from "./wildcard-permission";

export const permissionRules: readonly Rule[] = [
	anonymousAccess,
	bindingScopeMismatch,
	broadSecretAccess,
	clusterResourceInRole,
	defaultAccountAdmin,
	emptyRoleSelector,
	ineffectiveRule,
	invalidScope,
	malformedUiPermission,
	missingTemplateDependency,
	privilegeEscalationRule,
	rbacEscalationVerb,
	rbacWildcard,
	redundantBinding,
	serviceAccountWithoutNamespace,
	unknownScopeValue,
	unusedRole,
	unusedRoleTemplate,
	wildcardPermission,
];
