/** Sites from templates: one folder with placeholders, many folders with values. */

export { type Drift, driftOf } from "./drift";
export { type JudgedFile, judgeSite } from "./judge";
export { baseOf, type Plan, type PlannedSite, type PlanProblem, planSites } from "./plan";
export { filled, render, type Values } from "./render";
export {
	descriptionFile,
	type Parameter,
	readTemplate,
	type Template,
	type TemplateFile,
	type TemplateProblem,
	type TemplateResult,
	valueProblem,
} from "./template";
