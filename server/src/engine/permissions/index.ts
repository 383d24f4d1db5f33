/** Who may do what: the scopes of the Edge Platform, and Kubernetes' own roles, worked out of the files alone. */

export { answerData } from "./answerData";
export { answerReport } from "./answerReport";
export { type EffectiveRules, effectiveRulesOf, objectAt } from "./atPosition";
export type { RequestPlace } from "./chain";
export { type QuestionChoices, questionChoices } from "./choices";
export { type Answer, explain, type Question } from "./explain";
export { generatedRbac } from "./generatedRbac";
export { type PermissionRow, permissionRows } from "./grants";
export { permissionHover } from "./hover";
export { effectiveRoles } from "./iamRoles";
export type { AccessRequest } from "./policyRule";
export { locatorOf, reportDocument, reportText, type Writing } from "./report";
export { type ResourceLookup, type ResourceName, readResource, resourceText } from "./resourceName";
export type { Subject } from "./subjects";
export { plain, say } from "./wording";
