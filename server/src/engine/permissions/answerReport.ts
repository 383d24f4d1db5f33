import type { Decision, LevelStep } from "./decide";
import type { Answer } from "./explain";
import { permissionRows } from "./grants";
import { sourceName } from "./grantText";
import type { NearMiss } from "./nearMisses";
import type { HeldRole } from "./queries";
import type { Report, ReportLine } from "./report";
import { allowingLines, bindingLines, evidenceLine, grantLines, roleLines } from "./stepLines";
import type { Identity } from "./subjects";
import { levelText, placeText, plain, requestText, rowText, say, scopeText, subjectText } from "./wording";

/** An answer in words. */
export function answerReport(answer: Answer): Report {
	switch (answer.ask) {
		case "may":
			return decisionReport(answer);
		case "who":
			return whoReport(answer);
		case "what":
			return whatReport(answer);
	}
}

function decisionReport({ question, who, decision, nearMisses }: Extract<Answer, { ask: "may" }>): Report {
	const subject = subjectText(who.subject);
	const request = requestText(question.request);
	const place = placeText(question.place);
	const title = decision.allowed
		? say(`Allowed: ${subject} may ${request} (${place.en})`, `允许：${subject} 可以 ${request}（${place["zh-cn"]}）`)
		: say(
				`Denied: ${subject} may not ${request} (${place.en})`,
				`拒绝：${subject} 不可以 ${request}（${place["zh-cn"]}）`,
			);
	const lines: ReportLine[] = [...decisionLines(decision, who)];
	if (!decision.allowed) {
		lines.push(...nearLines(nearMisses, who));
		lines.push({
			indent: 0,
			text: say(
				"Only what the files say was looked at; a cluster may have more roles and bindings.",
				"仅根据文件内容判断；集群中可能还有其他角色和绑定。",
			),
		});
	}
	return { title, lines };
}

function decisionLines(decision: Decision, who: Identity): ReportLine[] {
	if (decision.by === "superuser") {
		return [
			{
				indent: 0,
				text: say(
					"Members of the group system:masters may do everything; no role is asked.",
					"用户组 system:masters 的成员可以做任何操作，不检查角色。",
				),
			},
		];
	}
	const lines: ReportLine[] = [
		{ indent: 0, text: say("Levels, from the narrowest:", "逐级检查，从最小的作用域开始：") },
	];
	for (const step of decision.steps) {
		if (step.level.level === "platform") lines.push(...decision.chain.skipped.map(skippedLine));
		lines.push(...levelLines(step, who));
	}
	if (decision.by === "anonymous") {
		lines.push({
			indent: 0,
			text: say(
				"The platform's role anonymous gives this to everybody.",
				"平台自带的角色 anonymous 将此权限授予所有人。",
			),
		});
	}
	return lines;
}

function skippedLine(level: string): ReportLine {
	const name = levelText(level);
	return {
		indent: 1,
		text: say(
			`${name.en}: skipped, no file says which one this belongs to`,
			`${name["zh-cn"]}：已跳过，文件中没有说明属于哪一个`,
		),
	};
}

function levelLines({ level, bindings, of }: LevelStep, who: Identity): ReportLine[] {
	const scope = scopeText(level);
	const allowing = bindings.find((step) => step.allowing !== undefined);
	const found =
		allowing !== undefined
			? say("allowed", "允许")
			: of === 0
				? say("no bindings", "没有绑定")
				: bindings.length === 0
					? say(`${of === 1 ? "1 binding" : `${of} bindings`}, none for this subject`, `${of} 个绑定，都不涉及该主体`)
					: say("bindings for this subject, none allows it", "有涉及该主体的绑定，但都不允许");
	const head: ReportLine = {
		indent: 1,
		text: say(`${scope.en}: ${found.en}`, `${scope["zh-cn"]}：${found["zh-cn"]}`),
	};
	const lines = [head];
	const evidence = level.level === "kubernetes" ? undefined : evidenceLine(level, 2);
	if (evidence !== undefined) lines.push(evidence);
	if (allowing !== undefined) return [...lines, ...allowingLines(allowing, who, 2)];
	for (const step of bindings) {
		lines.push(...bindingLines(step, who, 2));
		for (const role of step.roles) lines.push(...roleLines(step.binding, role, 3));
		if (step.roles.length === 0) lines.push(noRoleLine(step.binding.roleRef, 3));
	}
	return lines;
}

function noRoleLine({ kind, name }: { readonly kind: string; readonly name: string }, indent: number): ReportLine {
	return {
		indent,
		text: say(`but no file has ${kind} ${name}`, `但文件中没有 ${kind} ${name}`),
	};
}

function nearLines(misses: readonly NearMiss[], who: Identity): ReportLine[] {
	if (misses.length === 0) return [];
	const lines: ReportLine[] = [{ indent: 0, text: say("What nearly allowed it:", "差一点就允许的绑定：") }];
	for (const miss of misses) lines.push(...nearMissLines(miss, who));
	return lines;
}

function nearMissLines(miss: NearMiss, who: Identity): ReportLine[] {
	const { step } = miss;
	switch (miss.kind) {
		case "elsewhere": {
			const scope = scopeText(step.binding.scope);
			const text = say(`It is allowed in another scope: ${scope.en}`, `在另一个作用域中是允许的：${scope["zh-cn"]}`);
			return [{ indent: 1, text }, ...allowingLines(step, who, 2)];
		}
		case "nowhere": {
			const text =
				step.binding.system === "platform"
					? say(
							"A binding would allow it, but its labels do not say where it holds: set iam.theriseunion.io/scope and iam.theriseunion.io/scope-value",
							"有绑定可以允许，但其标签没有说明作用域：请设置 iam.theriseunion.io/scope 和 iam.theriseunion.io/scope-value",
						)
					: say(
							"A RoleBinding would allow it, but names no namespace: it holds in the one that it is applied to",
							"有 RoleBinding 可以允许，但没有写命名空间：它只在被应用到的命名空间中生效",
						);
			return [{ indent: 1, text }, ...allowingLines(step, who, 2)];
		}
		case "noRole":
			return [...bindingLines(step, who, 1), noRoleLine(step.binding.roleRef, 2)];
		case "rule": {
			const why = {
				verb: say("The verb is missing", "缺少该动词"),
				name: say("The rule is limited to other names", "规则仅限于其他名称的对象"),
				group: say("The rule is for another API group", "规则针对的是另一个 API 组"),
				resource: say(
					"The rule is for the resource, or another subresource of it",
					"规则针对的是该资源本身或其他子资源",
				),
				url: say("The rule is for other URLs", "规则针对的是其他 URL"),
				kind: say("The rule is of another sort", "规则类型不同"),
			}[miss.misfit];
			return [
				{ indent: 1, text: why },
				...bindingLines(step, who, 2),
				...roleLines(step.binding, miss.role, 3),
				...grantLines(miss.role, miss.grant, 3),
			];
		}
	}
}

function whoReport({ question, subjects }: Extract<Answer, { ask: "who" }>): Report {
	const request = requestText(question.request);
	const place = placeText(question.place);
	const count = subjects.length;
	const title =
		count === 0
			? say(`Nobody may ${request} (${place.en})`, `没有人可以 ${request}（${place["zh-cn"]}）`)
			: say(
					`${count === 1 ? "1 subject" : `${count} subjects`} may ${request} (${place.en})`,
					`${count} 个主体可以 ${request}（${place["zh-cn"]}）`,
				);
	const lines = subjects.flatMap(({ subject, level, step, members }): ReportLine[] => {
		const scope = scopeText(level);
		const text = say(`${subjectText(subject)}, by ${scope.en}`, `${subjectText(subject)}，由${scope["zh-cn"]}授予`);
		const list = members.join(", ");
		const users: ReportLine = {
			indent: 1,
			text: say(`its users in these files: ${list}`, `文件中属于该组的用户：${list}`),
		};
		return [{ indent: 0, text }, ...(members.length > 0 ? [users] : []), ...allowingLines(step, undefined, 1)];
	});
	return { title, lines };
}

function whatReport({ who, held }: Extract<Answer, { ask: "what" }>): Report {
	const subject = subjectText(who.subject);
	const title =
		held.length === 0
			? say(`No binding in these files names ${subject}`, `文件中没有绑定指定 ${subject}`)
			: say(`What ${subject} may do`, `${subject} 的权限`);
	const byScope = new Map<string, HeldRole[]>();
	for (const one of held) {
		const scope = scopeText(one.binding.scope).en;
		byScope.set(scope, [...(byScope.get(scope) ?? []), one]);
	}
	const lines: ReportLine[] = [];
	for (const ofScope of byScope.values()) {
		const [first] = ofScope;
		if (first === undefined) continue;
		lines.push({ indent: 0, text: scopeText(first.binding.scope) });
		for (const { binding, subject: bound, roles } of ofScope) {
			lines.push(...bindingLines({ binding, subject: bound, roles, allowing: undefined }, who, 1));
			if (roles.length === 0) lines.push(noRoleLine(binding.roleRef, 2));
			for (const role of roles) {
				lines.push(...roleLines(binding, role, 2));
				for (const row of permissionRows(role.grants)) {
					const [source] = row.sources;
					const what = rowText(row);
					const from = source === undefined ? plain("") : sourceName(source, role.object);
					lines.push({
						indent: 3,
						text: say(`${what.en} — ${from.en}`, `${what["zh-cn"]} —— ${from["zh-cn"]}`),
						...(source?.kind === "object" && { place: { object: source.object, path: source.path } }),
					});
				}
			}
		}
	}
	return { title, lines };
}
