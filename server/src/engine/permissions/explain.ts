import type { Workspace } from "../semantic/workspace";
import type { RequestPlace } from "./chain";
import { type Decision, decide } from "./decide";
import { type NearMiss, nearMisses } from "./nearMisses";
import type { AccessRequest } from "./policyRule";
import { type AllowedSubject, type HeldRole, rolesHeld, whoMay } from "./queries";
import { type Identity, identityOf, type Subject } from "./subjects";

/** What somebody wants to know. */
export type Question =
	| {
			readonly ask: "may";
			readonly subject: Subject;
			/** Groups that the subject is in besides those that User objects say. */
			readonly groups: readonly string[];
			readonly request: AccessRequest;
			readonly place: RequestPlace;
	  }
	| { readonly ask: "who"; readonly request: AccessRequest; readonly place: RequestPlace }
	| { readonly ask: "what"; readonly subject: Subject; readonly groups: readonly string[] };

/** The answer to a question, with the question. */
export type Answer =
	| {
			readonly ask: "may";
			readonly question: Extract<Question, { ask: "may" }>;
			readonly who: Identity;
			readonly decision: Decision;
			/** Empty where the request is allowed. */
			readonly nearMisses: readonly NearMiss[];
	  }
	| {
			readonly ask: "who";
			readonly question: Extract<Question, { ask: "who" }>;
			readonly subjects: readonly AllowedSubject[];
	  }
	| {
			readonly ask: "what";
			readonly question: Extract<Question, { ask: "what" }>;
			readonly who: Identity;
			readonly held: readonly HeldRole[];
	  };

/** Answers a question from the files alone. */
export function explain(workspace: Workspace, question: Question): Answer {
	switch (question.ask) {
		case "may": {
			const who = identityOf(workspace, question.subject, question.groups);
			const decision = decide(workspace, who, question.request, question.place);
			const misses = decision.allowed ? [] : nearMisses(workspace, who, question.request, decision);
			return { ask: "may", question, who, decision, nearMisses: misses };
		}
		case "who":
			return { ask: "who", question, subjects: whoMay(workspace, question.request, question.place) };
		case "what": {
			const who = identityOf(workspace, question.subject, question.groups);
			return { ask: "what", question, who, held: rolesHeld(workspace, who) };
		}
	}
}
