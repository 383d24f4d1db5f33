import type { ManifestObject } from "../semantic/objects";
import type { Path } from "../yaml/path";
import type { BindingStep, DecisionLevel, GivenRole } from "./decide";
import type { Answer } from "./explain";
import { type Grant, permissionRows, type RuleSource } from "./grants";
import type { NearMiss } from "./nearMisses";
import type { Writing } from "./report";
import { subjectKey } from "./subjects";

/** An answer as JSON, with the file and line (from 1) of each step. */
export function answerData(answer: Answer, writing: Pick<Writing, "locate" | "nameOf">): unknown {
	const at = placesOf(writing);
	switch (answer.ask) {
		case "may": {
			const { question, who, decision } = answer;
			return {
				question: "may",
				subject: subjectKey(who.subject),
				request: question.request,
				place: question.place,
				allowed: decision.allowed,
				by: typeof decision.by === "string" ? decision.by : decision.by && at.step(decision.by),
				levels: decision.steps.map(({ level, bindings, of }) => ({
					...levelData(level),
					...(level.level !== "kubernetes" &&
						level.evidence.kind === "said" && { known: at.place(level.evidence.object, level.evidence.path) }),
					bindings: of,
					forSubject: bindings.map(at.step),
				})),
				skipped: decision.chain.skipped,
				nearMisses: answer.nearMisses.map((miss) => nearData(miss, at)),
			};
		}
		case "who":
			return {
				question: "who",
				request: answer.question.request,
				place: answer.question.place,
				subjects: answer.subjects.map(({ subject, level, step, members }) => ({
					subject: subjectKey(subject),
					...(members.length > 0 && { members }),
					...levelData(level),
					by: at.step(step),
				})),
			};
		case "what":
			return {
				question: "what",
				subject: subjectKey(answer.who.subject),
				groups: [...answer.who.groups].sort(),
				bindings: answer.held.map(({ binding, subject, roles }) => ({
					...at.place(binding.object, subject.path),
					binding: `${binding.object.kind}/${binding.object.name}`,
					scope: binding.scope,
					roles: roles.map((role) => ({ role: roleName(role), permissions: at.rows(role.grants) })),
				})),
			};
	}
}

type Places = ReturnType<typeof placesOf>;

function placesOf({ locate, nameOf }: Pick<Writing, "locate" | "nameOf">) {
	const place = (object: ManifestObject, path: Path) => {
		const found = locate(object, path);
		return { file: nameOf(object.uri), line: found === undefined ? undefined : found.line + 1 };
	};
	const source = (one: RuleSource) =>
		one.kind === "builtin"
			? { builtin: one.role }
			: {
					...place(one.object, one.path),
					via: one.via,
					from: `${one.object.kind}/${one.object.name}`,
				};
	const takenAt = ({ object }: GivenRole, one: RuleSource) =>
		one.kind === "builtin" || one.takenAt === undefined || object === undefined
			? {}
			: { templateTakenAt: place(object, one.takenAt) };
	const rows = (grants: readonly Grant[]) =>
		permissionRows(grants).map(({ sources, ...row }) => ({ ...row, sources: sources.map(source) }));
	const step = ({ binding, subject, roles, allowing }: BindingStep) => ({
		binding: `${binding.object.kind}/${binding.object.name}`,
		...place(binding.object, subject.path),
		subject: subjectKey(subject.subject),
		roleFound: roles.length > 0,
		role: binding.roleRef.name,
		...(allowing !== undefined && {
			allowedBy: {
				role: roleName(allowing.role),
				...(allowing.role.object !== undefined && place(allowing.role.object, ["metadata", "name"])),
				rule: { ...allowing.grant.rule, ...source(allowing.grant.source) },
				...takenAt(allowing.role, allowing.grant.source),
			},
		}),
	});
	return { place, source, rows, step };
}

function nearData(miss: NearMiss, at: Places) {
	return {
		kind: miss.kind,
		scope: miss.step.binding.scope,
		...at.step(miss.step),
		...(miss.kind === "rule" && {
			differsIn: miss.misfit,
			rule: { ...miss.grant.rule, ...at.source(miss.grant.source) },
		}),
	};
}

function levelData(level: DecisionLevel) {
	return level.level === "kubernetes" ? { level: "kubernetes" } : { level: level.level, value: level.value };
}

function roleName({ object }: GivenRole): string | undefined {
	return object === undefined ? undefined : `${object.kind}/${object.name}`;
}
