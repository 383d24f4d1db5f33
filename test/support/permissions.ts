import { strict as assert } from "node:assert";
import type { Analysis } from "../../server/src/engine";
import {
	type Answer,
	answerReport,
	explain,
	locatorOf,
	type Question,
	type RequestPlace,
	readResource,
	reportText,
	type Subject,
} from "../../server/src/engine/permissions";
import { load } from "./engine";

/** A question in short: `alice create deployments.apps`, with what stands before it as a user, `group:` or `sa:`. */
export function mayQuestion(text: string, place: RequestPlace, analysis: Analysis, groups: readonly string[] = []) {
	const [who = "", verb = "", what = "", name = ""] = text.split(" ");
	const subject = subjectOf(who);
	if (what.startsWith("/")) {
		return { ask: "may", subject, groups, request: { kind: "url", verb, url: what }, place } as const;
	}
	const found = readResource(what, analysis.workspace);
	assert.ok(found.kind === "found", `${what}: ${found.kind}`);
	return { ask: "may", subject, groups, request: { kind: "resource", verb, ...found.name, name }, place } as const;
}

function subjectOf(text: string): Subject {
	const [kind, name = "", second = ""] = text.split(":");
	if (kind === "group") return { kind: "Group", name: text.slice("group:".length) };
	if (kind === "sa") return { kind: "ServiceAccount", namespace: name, name: second };
	return { kind: "User", name: text };
}

/** A small workspace with questions about it. */
export class Permissions {
	readonly analysis: Analysis;

	constructor(source: string) {
		this.analysis = load(source).analysis;
	}

	ask(question: Question): Answer {
		return explain(this.analysis.workspace, question);
	}

	/** Whether somebody may do something; see `mayQuestion`. */
	may(text: string, place: RequestPlace = {}, groups: readonly string[] = []): boolean {
		const answer = this.ask(mayQuestion(text, place, this.analysis, groups));
		assert.ok(answer.ask === "may");
		return answer.decision.allowed;
	}

	/** The level that allows it; `undefined` where it is denied. */
	level(text: string, place: RequestPlace = {}): string | undefined {
		const answer = this.ask(mayQuestion(text, place, this.analysis));
		assert.ok(answer.ask === "may");
		return answer.decision.allowed ? answer.decision.steps.at(-1)?.level.level : undefined;
	}

	/** The answer as text; files by their names. */
	text(question: Question, language: "en" | "zh-cn" = "en"): string {
		return reportText(answerReport(this.ask(question)), {
			words: (wording) => wording[language],
			locate: locatorOf(this.analysis),
			nameOf: (uri) => uri.replace("file:///", ""),
		});
	}
}

/** A RoleTemplate. @param rules `verb,verb group/resource`, one a line; the core group is `core` */
export function template(
	name: string,
	rules: string,
	options: { readonly labels?: Readonly<Record<string, string>>; readonly dependencies?: string } = {},
): string {
	const labels = { "iam.theriseunion.io/scope": "namespace", ...options.labels };
	return object("iam.theriseunion.io/v1alpha1", "RoleTemplate", name, {
		labels,
		annotations: options.dependencies && { "iam.theriseunion.io/dependencies": options.dependencies },
		spec: { rules: rulesOf(rules) },
	});
}

/** An IAMRole. @param scope `level` or `level:value` */
export function role(
	name: string,
	scope: string,
	spec: { readonly rules?: string; readonly [field: string]: unknown },
): string {
	const { rules, ...rest } = spec;
	return object("iam.theriseunion.io/v1alpha1", "IAMRole", name, {
		labels: scopeLabels(scope),
		spec: { ...rest, ...(rules !== undefined && { rules: rulesOf(rules) }) },
	});
}

/** An IAMRoleBinding. @param subjects as in `mayQuestion` */
export function binding(name: string, scope: string, roleName: string, ...subjects: readonly string[]): string {
	return object("iam.theriseunion.io/v1alpha1", "IAMRoleBinding", name, {
		labels: scopeLabels(scope),
		spec: {
			roleRef: { apiGroup: "iam.theriseunion.io", kind: "IAMRole", name: roleName },
			subjects: subjects.map(subjectOf),
		},
	});
}

/** A Namespace, Workspace, … with labels. */
export function labelled(
	apiVersion: string,
	kind: string,
	name: string,
	labels: Readonly<Record<string, string>>,
	spec?: unknown,
): string {
	return object(apiVersion, kind, name, { labels, ...(spec === undefined ? {} : { spec }) });
}

/** A role or binding of Kubernetes. */
export function kubernetes(kind: string, name: string, fields: Readonly<Record<string, unknown>>): string {
	const { namespace, labels, ...rest } = fields;
	const metadata = { name, namespace, labels };
	return JSON.stringify({ apiVersion: "rbac.authorization.k8s.io/v1", kind, metadata, ...rest });
}

/** Several objects as one file. */
export function file(...objects: readonly string[]): string {
	return objects.join("\n---\n");
}

/** Rules: `verb,verb group/resource,core/resource [name,name]` or `verb /url`, one a line. */
export function rulesOf(text: string) {
	return text
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "")
		.map((line) => {
			const [verbs = "", what = "", names = ""] = line.split(" ");
			if (what.startsWith("/")) return { verbs: verbs.split(","), nonResourceURLs: what.split(",") };
			const parts = what.split(",").map((one) => [one.slice(0, one.indexOf("/")), one.slice(one.indexOf("/") + 1)]);
			return {
				verbs: verbs.split(","),
				apiGroups: [...new Set(parts.map(([group]) => (group === "core" ? "" : group)))],
				resources: parts.map(([, resource]) => resource),
				...(names !== "" && { resourceNames: names.split(",") }),
			};
		});
}

function scopeLabels(scope: string): Readonly<Record<string, string>> {
	const [level = "", value] = scope.split(":");
	return {
		...(level !== "" && { "iam.theriseunion.io/scope": level }),
		...(value !== undefined && { "iam.theriseunion.io/scope-value": value }),
	};
}

function object(
	apiVersion: string,
	kind: string,
	name: string,
	{ labels, annotations, ...rest }: Readonly<Record<string, unknown>>,
) {
	return JSON.stringify({ apiVersion, kind, metadata: { name, labels, annotations }, ...rest });
}
