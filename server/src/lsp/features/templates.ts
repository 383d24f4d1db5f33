import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { LineIndex, type Wording } from "../../engine";
import {
	baseOf,
	descriptionFile,
	driftOf,
	judgeSite,
	type PlannedSite,
	planSites,
	readTemplate,
	type Template,
} from "../../engine/template";
import { withSlashes } from "../../node/configFiles";
import { walkFolders } from "../../node/walk";
import {
	type CheckSitesResult,
	checkSitesRequest,
	type MakeSitesResult,
	makeSitesRequest,
	type SiteFile,
	type SitePlace,
	type SitesParams,
	type TemplateSummary,
	type TemplatesResult,
	templatesRequest,
} from "../../protocol";
import { FolderError, readFolder } from "../../templates/folder";
import { readValues, type SiteRow } from "../../templates/values";
import { driftText, planProblemText, templateProblemText, valuesProblemText } from "../../templates/words";
import type { Session } from "../session";
import { pathOf, uriOf } from "../uris";
import type { Feature } from "./feature";

type Text = (wording: Wording) => string;

/** Sites from templates: which templates there are, what sites they give, and in what sites differ from them. */
export const templates: Feature = {
	capabilities: () => ({}),
	register(connection, session) {
		const text: Text = (wording) => wording[session.workbench.words.locale];
		connection.onRequest(templatesRequest, () => templatesIn(session.workbench.folderPaths, text));
		connection.onRequest<MakeSitesResult, void>(makeSitesRequest, async (params: SitesParams) => {
			const planned = await plan(params, text);
			return planned.kind === "refused" ? planned : makeSites(session, planned);
		});
		connection.onRequest<CheckSitesResult, void>(checkSitesRequest, async (params: SitesParams) => {
			const planned = await plan(params, text);
			return planned.kind === "refused" ? planned : await checkSites(session, planned, text);
		});
	},
};

/** A template is a folder that describes itself as one. */
async function templatesIn(folders: readonly string[], text: Text): Promise<TemplatesResult> {
	const found: TemplateSummary[] = [];
	for (const folder of folders) {
		const enters = (_: string, name: string) => !name.startsWith(".") && name !== "node_modules";
		for await (const entry of walkFolders([folder], enters)) {
			if (entry.kind !== "file" || basename(entry.path) !== descriptionFile) continue;
			found.push(await summaryOf(dirname(entry.path), folder, text));
		}
	}
	return found;
}

async function summaryOf(path: string, folder: string, text: Text): Promise<TemplateSummary> {
	const names = { uri: uriOf(path), name: withSlashes(relative(dirname(folder), path)) };
	const read = await templateAt(path, text);
	if (read.kind === "refused") return { ...names, description: "", parameters: [], problem: read.reasons[0] ?? "" };
	const { description, parameters, target, values } = read.template;
	return {
		...names,
		description,
		...(target !== undefined && { target }),
		...(values !== undefined && { values: uriOf(join(path, values)) }),
		parameters: parameters.map(({ name, description: about, pattern, oneOf, default: usual }) => ({
			name,
			description: about,
			oneOf,
			...(pattern !== undefined && { pattern: pattern.source }),
			...(usual !== undefined && { default: usual }),
		})),
	};
}

type Refused = { readonly kind: "refused"; readonly reasons: readonly string[] };

async function templateAt(
	path: string,
	text: Text,
): Promise<{ readonly kind: "template"; readonly template: Template } | Refused> {
	try {
		const result = readTemplate(await readFolder(path));
		if (result.kind === "template") return result;
		const file = join(path, descriptionFile);
		const lines = new LineIndex(existsSync(file) ? readFileSync(file, "utf8") : "");
		return {
			kind: "refused",
			reasons: result.problems.map(
				(problem) =>
					`${descriptionFile}:${lines.position(problem.offset).line + 1}: ${text(templateProblemText(problem))}`,
			),
		};
	} catch (error) {
		if (!(error instanceof FolderError)) throw error;
		return { kind: "refused", reasons: [error.message] };
	}
}

interface Planned {
	readonly kind: "planned";
	readonly template: Template;
	/** The folder that those of sites count from. */
	readonly base: string;
	readonly sites: readonly PlannedSite[];
}

async function plan({ template: uri, target, values }: SitesParams, text: Text): Promise<Planned | Refused> {
	const path = pathOf(uri);
	if (path === undefined) return refused(text(notOnDisk));
	const [base, folder] = baseOf(path, target);
	const read = await templateAt(path, text);
	if (read.kind === "refused") return read;
	let rows: readonly SiteRow[];
	let rowName = (_: number) => text({ en: "the site", "zh-cn": "站点" });
	if (typeof values === "string") {
		const file = pathOf(values);
		if (file === undefined) return refused(text(notOnDisk));
		const result = readValues(file);
		if (result.kind === "problem") {
			const detail = "detail" in result.problem ? result.problem.detail : "";
			return refused(`${basename(file)}: ${text(valuesProblemText(result.problem, detail))}`);
		}
		rows = result.rows;
		rowName = (row) => `${basename(file)}:${rows[row]?.line ?? 0}`;
	} else {
		rows = values.map((row, line) => ({ line, values: row }));
	}
	const planned = planSites(
		read.template,
		folder,
		rows.map((row) => Object.fromEntries(Object.entries(row.values).filter(([, value]) => value !== ""))),
	);
	if (planned.kind === "plan") return { kind: "planned", template: read.template, base, sites: planned.sites };
	return refused(...planned.problems.slice(0, 10).map((problem) => text(planProblemText(problem, rowName))));
}

const notOnDisk: Wording = {
	en: "Templates have to lie on this machine's disk.",
	"zh-cn": "模板必须位于本机磁盘上。",
};

function refused(...reasons: readonly string[]): Refused {
	return { kind: "refused", reasons };
}

function makeSites(session: Session, { base, sites }: Planned): MakeSitesResult {
	const host = session.workbench.scratchHost();
	const files: SiteFile[] = [];
	const problems: SitePlace[] = [];
	for (const { folder, files: planned } of sites) {
		for (const { uri, text, problems: found } of judgeSite(planned, (path) => uriOf(join(base, folder, path)), host)) {
			const path = pathOf(uri);
			const known =
				session.documents.get(uri)?.getText() ?? (path && existsSync(path) ? readFileSync(path, "utf8") : undefined);
			files.push({ uri, text, state: known === undefined ? "new" : known === text ? "same" : "differs" });
			const lines = new LineIndex(text);
			for (const { severity, span, message } of found) {
				if (severity === "error") problems.push({ uri, line: lines.position(span.start).line, message });
			}
		}
	}
	return { kind: "sites", sites: sites.length, files, problems };
}

async function checkSites(session: Session, { base, sites, template }: Planned, text: Text): Promise<CheckSitesResult> {
	const host = session.workbench.scratchHost();
	const places: SitePlace[] = [];
	let drifting = 0;
	for (const { folder, files } of sites) {
		const path = join(base, folder);
		const wanted = judgeSite(files, (inner) => uriOf(join(path, inner)), host);
		let onDisk: Awaited<ReturnType<typeof readFolder>> = [];
		try {
			if (existsSync(path)) onDisk = await readFolder(path);
		} catch (error) {
			if (!(error instanceof FolderError)) throw error;
			places.push({ uri: uriOf(error.path), line: 0, message: error.message });
		}
		const found = onDisk.map((file) => ({
			...file,
			text: session.documents.get(uriOf(join(path, file.path)))?.getText() ?? file.text,
		}));
		const drifts = driftOf(wanted, found, template.mayDiffer);
		if (drifts.length > 0) drifting++;
		for (const drift of drifts) {
			const source = found.find((file) => file.path === drift.path)?.text ?? "";
			const line = "offset" in drift ? new LineIndex(source).position(drift.offset).line : 0;
			places.push({ uri: uriOf(join(path, drift.path)), line, message: text(driftText(drift)) });
		}
	}
	return { kind: "checked", sites: sites.length, drifting, places };
}
