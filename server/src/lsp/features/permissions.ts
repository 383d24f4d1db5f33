import {
	type AccessRequest,
	answerReport,
	effectiveRulesOf,
	explain,
	generatedRbac,
	locatorOf,
	objectAt,
	type Question,
	questionChoices,
	readResource,
	reportDocument,
	say,
	type Writing,
} from "../../engine/permissions";
import {
	type EffectiveRulesResult,
	type ExplainPermissionParams,
	type ExplainPermissionResult,
	effectiveRulesRequest,
	explainPermissionRequest,
	type GeneratedRbacResult,
	generatedRbacRequest,
	type PermissionChoicesResult,
	type PermissionsAtParams,
	permissionChoicesRequest,
} from "../../protocol";
import { offsetOf } from "../lines";
import type { Session } from "../session";
import { isWithin } from "../uris";
import { type Feature, opened } from "./feature";

/** Who may do what. */
export const permissions: Feature = {
	capabilities: () => ({}),
	register(connection, session) {
		connection.onRequest<ExplainPermissionResult, void>(explainPermissionRequest, (params: ExplainPermissionParams) =>
			answered(session, params),
		);
		connection.onRequest(permissionChoicesRequest, (_: unknown): PermissionChoicesResult => {
			return questionChoices(session.analysis().workspace);
		});
		connection.onRequest(effectiveRulesRequest, (params: PermissionsAtParams): EffectiveRulesResult => {
			const at = objectAtPosition(session, params);
			const found = at && effectiveRulesOf(at.analysis, at.object);
			if (found === undefined) return null;
			const { rows, ...rest } = found;
			return {
				...rest,
				rules: rows.map(({ groups, resources, names, urls, verbs }) => ({
					apiGroups: groups,
					resources,
					resourceNames: names,
					nonResourceURLs: urls,
					verbs,
				})),
			};
		});
		connection.onRequest(generatedRbacRequest, (params: PermissionsAtParams): GeneratedRbacResult => {
			const at = objectAtPosition(session, params);
			const yaml = at && generatedRbac(at.analysis.workspace, at.object, writingOf(session).words);
			return at === undefined || yaml === undefined ? null : { kind: at.object.kind, name: at.object.name, yaml };
		});
	},
};

function objectAtPosition(session: Session, { uri, position }: PermissionsAtParams) {
	const file = opened(session, uri);
	const object = file && objectAt(file.analysis, uri, offsetOf(position, file.lines));
	return file === undefined || object === undefined ? undefined : { analysis: file.analysis, object };
}

function answered(session: Session, params: ExplainPermissionParams): ExplainPermissionResult {
	const { workspace } = session.analysis();
	const question = questionOf(params, (text) => readResource(text, workspace));
	if ("kind" in question) return question;
	const answer = explain(workspace, question);
	const answerInFull = answerReport(answer);
	const report = session.workbench.complete
		? answerInFull
		: { ...answerInFull, lines: [...answerInFull.lines, { indent: 0, text: stillReading }] };
	const writing: Writing = {
		words: writingOf(session).words,
		locate: locatorOf(session.analysis()),
		nameOf: (uri) => nameIn(params.folders, uri),
	};
	return {
		kind: "answer",
		title: writing.words(report.title),
		...reportDocument(report, writing),
		...(answer.ask === "may" && { allowed: answer.decision.allowed }),
	};
}

const stillReading = say(
	"The workspace is still being read: ask again in a moment for an answer from all of its files.",
	"工作区仍在读取中：请稍后再次提问，以便根据全部文件回答。",
);

type Lookup = (text: string) => ReturnType<typeof readResource>;

/** The question that somebody asks, or why it cannot be asked. */
function questionOf(
	{ subject, request, place }: ExplainPermissionParams,
	lookUp: Lookup,
): Question | Exclude<ExplainPermissionResult, { kind: "answer" }> {
	const groups: readonly string[] = [];
	if (request === undefined) {
		return { ask: "what", subject: subject ?? { kind: "Group", name: "system:authenticated" }, groups };
	}
	const { verb, resource } = request;
	const asking = (asked: AccessRequest): Question =>
		subject === undefined
			? { ask: "who", request: asked, place }
			: { ask: "may", subject, groups, request: asked, place };
	if (resource.startsWith("/")) return asking({ kind: "url", verb, url: resource });
	const found = lookUp(resource);
	switch (found.kind) {
		case "found":
			return asking({ kind: "resource", verb, ...found.name, name: "" });
		case "unknown":
			return { kind: "unknownResource", meant: found.meant };
		case "ambiguous": {
			const [plural = ""] = resource.split("/");
			return { kind: "ambiguousResource", choices: found.groups.map((group) => `${plural}.${group}`) };
		}
	}
}

function writingOf({ workbench }: Session): Pick<Writing, "words"> {
	const { locale } = workbench.words;
	return { words: (wording) => wording[locale] };
}

/** A file as somebody knows it who looks at folders: relative to the one that it is in. */
function nameIn(folders: readonly string[], uri: string): string {
	const folder = folders.find((one) => isWithin(uri, one));
	const rest = folder === undefined ? uri.slice(uri.lastIndexOf("/") + 1) : uri.slice(folder.length).replace(/^\//, "");
	try {
		return decodeURIComponent(rest);
	} catch {
		// A path with a bare percent sign is taken as it stands.
		return rest;
	}
}
