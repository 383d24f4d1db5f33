import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { AnalysisHost } from "../../engine";
import {
	type Answer,
	answerData,
	answerReport,
	explain,
	locatorOf,
	reportText,
	type Writing,
} from "../../engine/permissions";
import { ConfigFinder } from "../../node/configFiles";
import { decodeText, NotText } from "../check/decode";
import { type Call, type Command, exitStatus } from "../command";
import { findManifests, type PathFailure } from "../files";
import { reason } from "../lint";
import { checkCall, questionOf } from "./question";
import { words } from "./words";

/** `edgewise explain-permission`: who may do what, and why. */
export const explainCommand: Command = {
	name: "explain-permission",
	summary: words.summary,
	usage: "[OPTION]… PATH…",
	about: [words.about, words.questions, words.paths],
	options: [
		{ name: "user", takes: "NAME", about: words.option.user },
		{ name: "group", takes: "NAME", repeated: true, about: words.option.group },
		{ name: "service-account", takes: "NAMESPACE/NAME", about: words.option["service-account"] },
		{ name: "verb", takes: "VERB", about: words.option.verb },
		{ name: "resource", takes: "RESOURCE", about: words.option.resource },
		{ name: "name", takes: "NAME", about: words.option.name },
		{ name: "url", takes: "PATH", about: words.option.url },
		{ name: "namespace", takes: "NAME", about: words.option.namespace },
		{ name: "workspace", takes: "NAME", about: words.option.workspace },
		{ name: "nodegroup", takes: "NAME", about: words.option.nodegroup },
		{ name: "node", takes: "NAME", about: words.option.node },
		{ name: "cluster", takes: "NAME", about: words.option.cluster },
		{ name: "json", about: words.option.json },
		{ name: "config", takes: "FILE", about: words.option.config },
	],
	status: words.status,
	async run(call) {
		checkCall(call);
		const { surroundings, values, text } = call;
		const { texts, names, failures } = await readAll(call);
		for (const { path, reason: why } of failures) surroundings.stderr.write(`edgewise: ${path}: ${why}\n`);
		const host = new AnalysisHost({ ...call.supply(), locale: call.words.locale });
		host.setWorkspaceFiles(texts, true);
		const analysis = host.analysis();
		const { workspace } = analysis;
		const answer = explain(workspace, questionOf(call, workspace));
		const writing: Writing = {
			words: text,
			locate: locatorOf(analysis),
			nameOf: (uri) => names.get(uri) ?? uri,
		};
		surroundings.stdout.write(
			values.has("json")
				? `${JSON.stringify(answerData(answer, writing), null, 2)}\n`
				: reportText(answerReport(answer), writing),
		);
		if (failures.length > 0) return exitStatus.couldNotRun;
		return isYes(answer) ? exitStatus.clean : exitStatus.findings;
	},
};

function isYes(answer: Answer): boolean {
	switch (answer.ask) {
		case "may":
			return answer.decision.allowed;
		case "who":
			return answer.subjects.length > 0;
		case "what":
			return true;
	}
}

/** The texts of all files, by a URI that stands for their absolute path, and the paths as they were named. */
async function readAll({ paths, values, surroundings, words: all }: Call) {
	const reasonOf = (error: unknown) => reason(error, all);
	const finder = new ConfigFinder(all.config, reasonOf, values.get("config")?.at(-1));
	const found = await findManifests(paths, {
		cwd: surroundings.cwd,
		ignores: (path, isFolder) => (isFolder ? finder.ofFolder(dirname(path)) : finder.ofFile(path)).ignores(path),
		reasonOf,
		noMatch: all.refuse.noMatch,
	});
	const failures: PathFailure[] = [...found.failures];
	const texts = new Map<string, string>();
	const names = new Map<string, string>();
	for (const { file, path } of found.files) {
		try {
			const uri = `file://${path}`;
			texts.set(uri, decodeText(readFileSync(path)).text);
			names.set(uri, file);
		} catch (error) {
			const why = error instanceof NotText ? all.reason("NOT_TEXT", error.message) : reasonOf(error);
			failures.push({ path: file, reason: why });
		}
	}
	return { texts, names, failures };
}
