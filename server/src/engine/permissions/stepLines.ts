import type { Wording } from "../lint/rule";
import type { Binding } from "./bindings";
import type { ChainLevel } from "./chain";
import type { BindingStep, GivenRole } from "./decide";
import type { Grant } from "./grants";
import type { ReportLine } from "./report";
import { type Identity, subjectKey } from "./subjects";
import { rowText, say, scopeText, subjectText } from "./wording";

/** The lines that lead from a subject over a binding and its role to the rule that allows something. */
export function allowingLines(step: BindingStep, who: Identity | undefined, indent: number): ReportLine[] {
	const { allowing } = step;
	const lines = bindingLines(step, who, indent);
	if (allowing === undefined) return lines;
	const { role, grant } = allowing;
	lines.push(...roleLines(step.binding, role, indent + 1), ...grantLines(role, grant, indent + 1));
	return lines;
}

/** The lines of a binding that means somebody, by name or by a group. */
export function bindingLines(
	{ binding, subject }: BindingStep,
	who: Identity | undefined,
	indent: number,
): ReportLine[] {
	const { kind, name } = binding.object;
	const bound = subjectText(subject.subject);
	const lines: ReportLine[] = [
		{
			indent,
			text: say(`${kind} ${name} names ${bound}`, `${kind} ${name} 指定了 ${bound}`),
			place: { object: binding.object, path: subject.path },
		},
	];
	if (who === undefined || subjectKey(who.subject) === subjectKey(subject.subject)) return lines;
	const whom = subjectText(who.subject);
	const place = subject.subject.kind === "Group" ? who.memberships.get(subject.subject.name) : undefined;
	const text = say(`which ${whom} belongs to`, `${whom} 属于它`);
	return [...lines, { indent: indent + 1, text, ...(place && { place }) }];
}

/** The lines of a role that a binding gives: which it is, and whether it was made for another scope. */
export function roleLines(binding: Binding, role: GivenRole, indent: number): ReportLine[] {
	const { object, scope } = role;
	if (object === undefined) {
		const name = `ClusterRole ${binding.roleRef.name}`;
		return [{ indent, text: say(`and gives ${name}, which every cluster has`, `授予 ${name}（每个集群自带）`) }];
	}
	const name = `${object.kind} ${object.name}`;
	const lines: ReportLine[] = [
		{ indent, text: say(`and gives ${name}`, `授予 ${name}`), place: { object, path: ["metadata", "name"] } },
	];
	if (scope !== undefined && scope.level !== binding.scope.level && binding.system === "platform") {
		const [made, here] = [scopeText(scope), scopeText(binding.scope)];
		lines.push({
			indent: indent + 1,
			text: say(
				`note: ${name} is meant for the scope ${made.en}, and the binding for ${here.en}; the platform may not make a role of it here`,
				`注意：${name} 的作用域是${made["zh-cn"]}，而绑定的作用域是${here["zh-cn"]}；平台可能不会在此生成对应的角色`,
			),
		});
	}
	return lines;
}

/** The lines of a rule: how the role takes its template in, if it is not the role's own, and the rule itself. */
export function grantLines(role: GivenRole, grant: Grant, indent: number): ReportLine[] {
	const { source } = grant;
	const what = ruleText(grant);
	const rule = say(`whose rule allows ${what.en}`, `其规则允许 ${what["zh-cn"]}`);
	if (source.kind === "builtin") return [{ indent, text: rule }];
	const line: ReportLine = { indent, text: rule, place: { object: source.object, path: source.path } };
	if (source.object === role.object) return [line];
	const taken: ReportLine = { indent, text: takenText(source.via, `${source.object.kind} ${source.object.name}`) };
	const { object } = role;
	if (object === undefined || source.takenAt === undefined) return [taken, line];
	return [{ ...taken, place: { object, path: source.takenAt } }, line];
}

function takenText(via: Extract<Grant["source"], { kind: "object" }>["via"], name: string): Wording {
	switch (via) {
		case "own":
		case "templateNames":
			return say(`which names ${name}`, `角色指定了 ${name}`);
		case "roleSelector":
			return say(`which selects ${name}`, `角色通过 roleSelector 选中了 ${name}`);
		case "aggregationRule":
			return say(`which aggregates ${name}`, `角色聚合了 ${name}`);
	}
}

/** A rule as it stands, in words. */
export function ruleText({ rule, source }: Grant): Wording {
	return rowText({
		groups: rule.apiGroups,
		resources: rule.resources,
		names: rule.resourceNames,
		urls: rule.nonResourceURLs,
		verbs: rule.verbs,
		sources: [source],
	});
}

/** How a level is known, where that is not plain. */
export function evidenceLine({ evidence }: ChainLevel, indent: number): ReportLine | undefined {
	switch (evidence.kind) {
		case "given":
			return undefined;
		case "said": {
			const { object, path } = evidence;
			const name = `${object.kind} ${object.name}`;
			return { indent, text: say(`known from ${name}`, `依据 ${name}`), place: { object, path } };
		}
		case "live":
			return {
				indent,
				text: say(`known from the connected cluster ${evidence.cluster}`, `依据已连接的集群 ${evidence.cluster}`),
			};
		case "only":
			return {
				indent,
				text: say("assumed, as the files have no other cluster", "推断所得，文件中没有其他集群"),
				place: { object: evidence.object, path: ["metadata", "name"] },
			};
	}
}
