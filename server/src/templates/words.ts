import type { Wording } from "../engine";
import type { Drift, PlanProblem, TemplateProblem } from "../engine/template";
import { valueProblem } from "../engine/template";
import type { ValuesProblem } from "./values";

/** What is wrong with a template's description. */
export function templateProblemText({ problem }: TemplateProblem): Wording {
	switch (problem.kind) {
		case "yaml":
			return { en: `not YAML: ${problem.detail}`, "zh-cn": `不是 YAML：${problem.detail}` };
		case "unknownKey":
			return {
				en: `there is no "${problem.key}" here; use ${problem.known.join(", ")}.`,
				"zh-cn": `这里没有“${problem.key}”；可用的有 ${problem.known.join("、")}。`,
			};
		case "wrongType": {
			const wanted = {
				map: { en: "an object", "zh-cn": "对象" },
				text: { en: "a text", "zh-cn": "文本" },
				texts: { en: "a list of texts", "zh-cn": "文本列表" },
			}[problem.wanted];
			return { en: `"${problem.key}" must be ${wanted.en}.`, "zh-cn": `“${problem.key}”必须是${wanted["zh-cn"]}。` };
		}
		case "badPattern":
			return {
				en: `the pattern of "${problem.parameter}" is no regular expression: ${problem.detail}`,
				"zh-cn": `“${problem.parameter}”的 pattern 不是正则表达式：${problem.detail}`,
			};
		case "undeclared":
			return {
				en: `the path ${problem.path} uses "${problem.name}", which is not among the parameters.`,
				"zh-cn": `路径 ${problem.path} 使用了“${problem.name}”，但它不在 parameters 中。`,
			};
	}
}

/** Why a file of values cannot be used. @param reason why it cannot be read */
export function valuesProblemText(problem: ValuesProblem, reason: string): Wording {
	switch (problem.kind) {
		case "unreadable":
			return { en: reason, "zh-cn": reason };
		case "format":
			return { en: `line ${problem.line}: ${problem.detail}`, "zh-cn": `第 ${problem.line} 行：${problem.detail}` };
		case "notList":
			return {
				en: "write a list with one object for each site.",
				"zh-cn": "请写成列表，每个站点一个对象。",
			};
	}
}

/** Why sites cannot be made. @param rowName what to call a row of values, for example `sites.csv:3` */
export function planProblemText(problem: PlanProblem, rowName: (row: number) => string): Wording {
	switch (problem.kind) {
		case "missingValue": {
			const { name, description } = problem.parameter;
			const about = description === "" ? "" : ` (${description})`;
			return {
				en: `${rowName(problem.row)}: no value for "${name}"${about}.`,
				"zh-cn": `${rowName(problem.row)}：缺少“${name}”的值${about}。`,
			};
		}
		case "badValue": {
			const why = valueProblem(problem.parameter, problem.value);
			const head = {
				en: `${rowName(problem.row)}: "${problem.value}" does not do for "${problem.parameter.name}"`,
				"zh-cn": `${rowName(problem.row)}：“${problem.value}”不能作为“${problem.parameter.name}”的值`,
			};
			return why?.kind === "oneOf"
				? {
						en: `${head.en}; use ${why.oneOf.join(", ")}.`,
						"zh-cn": `${head["zh-cn"]}；可用的有 ${why.oneOf.join("、")}。`,
					}
				: {
						en: `${head.en}; it has to match ${why?.pattern ?? ""}.`,
						"zh-cn": `${head["zh-cn"]}；它必须匹配 ${why?.pattern ?? ""}。`,
					};
		}
		case "unknownParameter":
			return {
				en: `the template has no parameter "${problem.name}"; it has ${problem.known.join(", ") || "none"}.`,
				"zh-cn": `模板没有参数“${problem.name}”；它的参数有：${problem.known.join("、") || "无"}。`,
			};
		case "badPath":
			return {
				en: `${rowName(problem.row)}: "${problem.path}" is no path within the folder of sites.`,
				"zh-cn": `${rowName(problem.row)}：“${problem.path}”不是站点文件夹内的路径。`,
			};
		case "sameFolder":
			return {
				en: `${rowName(problem.row)}: ${problem.folder} is the folder of ${rowName(problem.other)} already.`,
				"zh-cn": `${rowName(problem.row)}：${problem.folder} 已经是 ${rowName(problem.other)} 的文件夹。`,
			};
	}
}

/** In what a site differs from its template. */
export function driftText(drift: Drift): Wording {
	switch (drift.kind) {
		case "missingFile":
			return { en: "the file is missing.", "zh-cn": "缺少该文件。" };
		case "otherFile":
			return { en: "the template does not have this file.", "zh-cn": "模板中没有该文件。" };
		case "missingObject":
			return { en: `${drift.object} is missing.`, "zh-cn": `缺少 ${drift.object}。` };
		case "otherObject":
			return {
				en: `the template does not have ${drift.object || "this document"}.`,
				"zh-cn": `模板中没有 ${drift.object || "该文档"}。`,
			};
		case "text":
			return { en: "the text differs from the template's.", "zh-cn": "文本与模板不同。" };
		case "field": {
			const of = drift.object === "" ? "" : `${drift.object}: `;
			if (drift.found === undefined) {
				return {
					en: `${of}${drift.field} is missing; the template has ${shown(drift.wanted)}.`,
					"zh-cn": `${of}缺少 ${drift.field}；模板中为 ${shown(drift.wanted)}。`,
				};
			}
			if (drift.wanted === undefined) {
				return {
					en: `${of}${drift.field} is ${shown(drift.found)}; the template does not have it.`,
					"zh-cn": `${of}${drift.field} 为 ${shown(drift.found)}；模板中没有。`,
				};
			}
			return {
				en: `${of}${drift.field} is ${shown(drift.found)}; the template has ${shown(drift.wanted)}.`,
				"zh-cn": `${of}${drift.field} 为 ${shown(drift.found)}；模板中为 ${shown(drift.wanted)}。`,
			};
		}
	}
}

function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? "";
	return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
