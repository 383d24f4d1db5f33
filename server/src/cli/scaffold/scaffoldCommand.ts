// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of templates look like those of template strings
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { AnalysisHost, LineIndex, type Wording } from "../../engine";
import {
	driftOf,
	judgeSite,
	type Plan,
	type PlannedSite,
	planSites,
	readTemplate,
	type Template,
} from "../../engine/template";
import { withSlashes } from "../../node/configFiles";
import { FolderError, readFolder } from "../../templates/folder";
import { readValues, type SiteRow } from "../../templates/values";
import { driftText, planProblemText, templateProblemText, valuesProblemText } from "../../templates/words";
import { type Call, type Command, exitStatus } from "../command";
import { replaceFile } from "../fix/replaceFile";
import { UsageError } from "../parseOptions";

/** `edgewise scaffold`: makes sites of a template, and tells in what sites differ from it. */
export const scaffoldCommand: Command = {
	name: "scaffold",
	summary: {
		en: "makes sites of a template, or checks them against it",
		"zh-cn": "由模板生成站点，或检查站点是否与模板一致",
	},
	usage: "[OPTION]… TEMPLATE [TARGET]",
	about: [
		{
			en: "Fills the files of the folder TEMPLATE in with values, for one site or many, and judges what comes out. Without\n--write it only tells what it would do. A site's files that are there already are never changed without --force.",
			"zh-cn":
				"用参数值填充文件夹 TEMPLATE 中的文件，生成一个或多个站点，并检查结果。不带 --write 时只说明将要做什么。\n已存在的站点文件，不带 --force 时绝不改动。",
		},
		{
			en:
				"TARGET is the folder of a site, such as 'stores/${site}'. In files and paths of the template, ${name} stands for a\nparameter, $${name} for itself. " +
				".edgewise-template.yaml in the template's folder may describe\nthe parameters, and say where sites and their values are.",
			"zh-cn":
				"TARGET 是站点的文件夹，例如 'stores/${site}'。模板的文件和路径中，${name} 代表参数，$${name} 代表它自身。\n模板文件夹中的 .edgewise-template.yaml 可以说明各参数，以及站点和参数值的位置。",
		},
	],
	options: [
		{
			name: "values",
			takes: "FILE",
			about: {
				en: "values of each site: CSV with names in its first row, or a list of objects in YAML or JSON",
				"zh-cn": "各站点的参数值：首行为参数名的 CSV，或 YAML、JSON 的对象列表",
			},
		},
		{
			name: "set",
			takes: "NAME=VALUE",
			repeated: true,
			about: { en: "a value for every site that has none of its own", "zh-cn": "没有自己的值的站点所用的值" },
		},
		{ name: "write", about: { en: "write the files", "zh-cn": "写入文件" } },
		{
			name: "force",
			about: {
				en: "with --write: also replace files that differ, and write what is invalid",
				"zh-cn": "与 --write 一起：也替换有差异的文件，并写入无效的内容",
			},
		},
		{
			name: "check",
			about: {
				en: "tell in what the sites on the disk differ from the template",
				"zh-cn": "说明磁盘上的站点与模板有何不同",
			},
		},
	],
	status: {
		en: "Exit status: 0 all is well, 1 sites differ or would be invalid, 2 could not run.",
		"zh-cn": "退出状态：0 一切正常，1 站点有差异或无效，2 无法运行。",
	},
	async run(call) {
		const [templateFolder, target, ...more] = call.paths;
		if (templateFolder === undefined || more.length > 0) {
			throw new UsageError(
				call.text({
					en: "scaffold needs a template's folder, and may be given the folder of a site: edgewise scaffold templates/store 'stores/${site}'",
					"zh-cn": "scaffold 需要模板文件夹，还可以给出站点文件夹：edgewise scaffold templates/store 'stores/${site}'",
				}),
			);
		}
		if (call.values.has("force") && !call.values.has("write")) {
			throw new UsageError(call.words.refuse.needsOther("--force", "--write"));
		}
		const template = await templateIn(templateFolder, call);
		const sites = plan(template, templateFolder, target, call);
		return call.values.has("check") ? await check(template, sites, call) : await make(sites, call);
	},
};

async function templateIn(folder: string, call: Call): Promise<Template> {
	const files = await folderOf(resolve(call.surroundings.cwd, folder), call);
	const result = readTemplate(files);
	if (result.kind === "template") return result.template;
	const description = files.find(({ path }) => path === ".edgewise-template.yaml")?.text ?? "";
	const lines = new LineIndex(description);
	throw new UsageError(
		result.problems
			.map((problem) => {
				const { line, column } = lines.position(problem.offset);
				return `${folder}/.edgewise-template.yaml:${line + 1}:${column + 1}: ${call.text(templateProblemText(problem))}`;
			})
			.join("\n"),
	);
}

async function folderOf(folder: string, { words, text }: Call) {
	try {
		return await readFolder(folder);
	} catch (error) {
		if (!(error instanceof FolderError)) throw error;
		const special: Record<string, Wording> = {
			TOO_MANY: { en: "it holds more than 1000 files", "zh-cn": "其中的文件超过 1000 个" },
			TOO_LARGE: { en: "it is larger than 1 MB", "zh-cn": "它大于 1 MB" },
		};
		const why = special[error.code];
		throw new UsageError(`${error.path}: ${why === undefined ? words.reason(error.code, error.code) : text(why)}`);
	}
}

function plan(
	template: Template,
	templateFolder: string,
	given: string | undefined,
	call: Call,
): readonly PlannedSite[] {
	const own = template.target && withSlashes(join(templateFolder, template.target));
	const target = given === undefined ? own : withSlashes(given);
	if (target === undefined) {
		throw new UsageError(
			call.text({
				en: "the template does not say where sites are to be; give the folder of a site: edgewise scaffold templates/store 'stores/${site}'",
				"zh-cn": "模板没有说明站点放在哪里；请给出站点文件夹：edgewise scaffold templates/store 'stores/${site}'",
			}),
		);
	}
	const set = Object.fromEntries((call.values.get("set") ?? []).map((pair) => assignment(pair, call)));
	const usual =
		call.values.has("set") || template.values === undefined ? undefined : join(templateFolder, template.values);
	const file = call.values.get("values")?.at(-1) ?? usual;
	const rows = file === undefined ? [{ line: 0, values: {} }] : rowsIn(file, call);
	const planned: Plan = planSites(
		template,
		target,
		rows.map(({ values }) => ({ ...set, ...withoutEmpty(values) })),
	);
	if (planned.kind === "plan") return planned.sites;
	const rowName = (row: number) =>
		file === undefined ? call.text({ en: "the site", "zh-cn": "站点" }) : `${file}:${rows[row]?.line ?? 0}`;
	const shown = planned.problems.slice(0, 20).map((problem) => call.text(planProblemText(problem, rowName)));
	const rest = planned.problems.length - shown.length;
	if (rest > 0) shown.push(call.text({ en: `… and ${rest} more.`, "zh-cn": `…… 还有 ${rest} 个问题。` }));
	throw new UsageError(shown.join("\n"));
}

function withoutEmpty(values: SiteRow["values"]): SiteRow["values"] {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

function assignment(pair: string, call: Call): [string, string] {
	const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
	if (name === undefined || value === undefined) {
		throw new UsageError(
			call.text({
				en: `--set must be NAME=VALUE, not "${pair}".`,
				"zh-cn": `--set 必须是 NAME=VALUE，而不是“${pair}”。`,
			}),
		);
	}
	return [name, value];
}

function rowsIn(file: string, call: Call): readonly SiteRow[] {
	const result = readValues(resolve(call.surroundings.cwd, file));
	if (result.kind === "rows") {
		if (result.rows.length > 0) return result.rows;
		throw new UsageError(`${file}: ${call.text({ en: "there is no site in it.", "zh-cn": "其中没有站点。" })}`);
	}
	const { problem } = result;
	const reason = problem.kind === "unreadable" ? call.words.reason(problem.code, problem.detail) : "";
	throw new UsageError(`${file}: ${call.text(valuesProblemText(problem, reason))}`);
}

/** Tells what the files of sites would be, and writes them where that is asked for. */
async function make(sites: readonly PlannedSite[], call: Call): Promise<number> {
	const { cwd, stdout, stderr } = call.surroundings;
	const supply = call.supply();
	const host = new AnalysisHost({ ...supply, locale: call.words.locale });
	const told = new Map<string, { readonly where: string; count: number }>();
	const outcome: Record<State, number> = { new: 0, same: 0, differs: 0, written: 0 };
	const jobs: { readonly path: string; readonly shown: string; readonly text: string; readonly state: State }[] = [];
	for (const site of sites) {
		const judged = judgeSite(site.files, (path) => withSlashes(resolve(cwd, site.folder, path)), host);
		for (const { path, text, problems } of judged) {
			const shown = `${site.folder}/${path}`;
			const lines = new LineIndex(text);
			for (const { severity, message, span } of problems) {
				if (severity !== "error") continue;
				const known = told.get(message);
				if (known !== undefined) known.count++;
				else told.set(message, { where: `${shown}:${lines.position(span.start).line + 1}`, count: 1 });
			}
			const file = join(resolve(cwd, site.folder), path);
			const state: State = !existsSync(file) ? "new" : (await readFile(file, "utf8")) === text ? "same" : "differs";
			jobs.push({ path: file, shown, text, state });
		}
	}
	for (const [message, { where, count }] of told) {
		const more = count > 1 ? call.text({ en: ` (and ${count - 1} more)`, "zh-cn": `（另有 ${count - 1} 处）` }) : "";
		stderr.write(`${where}: ${message}${more}\n`);
	}
	const invalid = told.size > 0;
	const force = call.values.has("force");
	const writes = call.values.has("write") && (!invalid || force);
	for (const { path, shown, text, state } of jobs) {
		const write = writes && (state === "new" || (state === "differs" && force));
		if (write && state === "new") {
			await mkdir(dirname(path), { recursive: true });
			await writeFile(path, text, { flag: "wx" });
		} else if (write) {
			replaceFile(path, text);
		}
		outcome[write ? "written" : state]++;
		if (state !== "same") stdout.write(`${call.text(write ? stateWords.written : stateWords[state])}  ${shown}\n`);
	}
	stdout.write(
		`${call.text(summary(sites.length, outcome, writes ? "written" : call.values.has("write") ? "refused" : "preview"))}\n`,
	);
	if (invalid && call.values.has("write") && !force) {
		stderr.write(
			`${call.text({ en: "Nothing was written: mend the template, or the values, first.", "zh-cn": "没有写入任何文件：请先修正模板或参数值。" })}\n`,
		);
	}
	return invalid || outcome.differs > 0 ? exitStatus.findings : exitStatus.clean;
}

type State = "new" | "same" | "differs" | "written";

const stateWords: Readonly<Record<State, Wording>> = {
	new: { en: "new     ", "zh-cn": "新建" },
	same: { en: "same    ", "zh-cn": "相同" },
	differs: { en: "differs ", "zh-cn": "不同" },
	written: { en: "written ", "zh-cn": "已写入" },
};

function summary(
	sites: number,
	{ new: fresh, same, differs, written }: Record<State, number>,
	mode: "preview" | "refused" | "written",
): Wording {
	const first =
		mode === "written"
			? { en: `${written} files written`, "zh-cn": `已写入 ${written} 个文件` }
			: { en: `${fresh} files to write`, "zh-cn": `将写入 ${fresh} 个文件` };
	const hint =
		mode === "preview"
			? { en: " Nothing was written; --write does.", "zh-cn": "没有写入任何文件；加上 --write 才会写入。" }
			: { en: "", "zh-cn": "" };
	return {
		en: `${sites} ${sites === 1 ? "site" : "sites"}: ${first.en}, ${same} as they are to be, ${differs} that differ and are left alone.${hint.en}`,
		"zh-cn": `${sites} 个站点：${first["zh-cn"]}，${same} 个已一致，${differs} 个有差异而未改动。${hint["zh-cn"]}`,
	};
}

/** Tells in what the sites on the disk differ from the template. */
async function check(template: Template, sites: readonly PlannedSite[], call: Call): Promise<number> {
	const { cwd, stdout } = call.surroundings;
	const host = new AnalysisHost({ ...call.supply(), locale: call.words.locale });
	let count = 0;
	let drifting = 0;
	for (const site of sites) {
		const folder = resolve(cwd, site.folder);
		const wanted = judgeSite(site.files, (path) => withSlashes(join(folder, path)), host);
		const found = existsSync(folder) ? await folderOf(folder, call) : [];
		const drifts = driftOf(wanted, found, template.mayDiffer);
		if (drifts.length > 0) drifting++;
		count += drifts.length;
		for (const drift of drifts) {
			const text = found.find(({ path }) => path === drift.path)?.text ?? "";
			const at = "offset" in drift ? `:${new LineIndex(text).position(drift.offset).line + 1}` : "";
			stdout.write(`${site.folder}/${drift.path}${at}: ${call.text(driftText(drift))}\n`);
		}
	}
	stdout.write(
		`${call.text(
			count === 0
				? { en: `${sites.length} sites are as the template has them.`, "zh-cn": `${sites.length} 个站点与模板一致。` }
				: {
						en: `${drifting} of ${sites.length} sites ${drifting === 1 ? "differs" : "differ"} from the template, in ${count} ${count === 1 ? "place" : "places"}.`,
						"zh-cn": `${sites.length} 个站点中有 ${drifting} 个与模板不同，共 ${count} 处。`,
					},
		)}\n`,
	);
	return count === 0 ? exitStatus.clean : exitStatus.findings;
}
