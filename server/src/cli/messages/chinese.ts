import { chineseConfig } from "../../config/words";
import { chineseRules } from "./chineseRules";
import type { Words } from "./words";

const meant = (word: string | undefined) => (word === undefined ? "" : `是不是想写“${word}”？`);

const or = (names: readonly string[]) => `${names.slice(0, -1).join("、")} 或 ${names.at(-1)}`;

const counts = (documents: number, files: number) => `${files} 个文件，${documents} 个文档`;

export const chinese: Words = {
	locale: "zh-cn",
	rules: chineseRules,
	config: chineseConfig,
	refuse: {
		seeHelp: "运行“edgewise --help”查看用法。",
		noCommand: "没有给出命令",
		unknownCommand: (name, near) => `没有命令“${name}”。${meant(near)}`,
		noPaths: "lint 至少需要一个文件、文件夹或模式；- 表示标准输入",
		unknownOption: (option, near) => `没有选项 ${option}。${meant(near)}`,
		needsValue: (option, what) => `${option} 需要一个值：${option} ${what}`,
		takesNoValue: (option) => `${option} 不带值`,
		notOneOf: (option, value, allowed, near) => `${option} 必须是 ${or(allowed)}，不能是“${value}”。${meant(near)}`,
		notPositive: (option, value) => `${option} 必须是不小于 1 的整数，不能是“${value}”`,
		badOutput: (value) => `--output 必须写成 格式=文件，例如 sarif=edgewise.sarif，不能是“${value}”`,
		badRule: (part) => `--rules 必须写成 规则=级别，例如 deprecated-version=off，不能是“${part}”`,
		needsOther: (option, other) => `${option} 只能与 ${other} 一起使用`,
		diffIsText: "--dry-run 输出的是差异；要用其他格式输出问题，请用 --output",
		standardInputOnce: "标准输入（-）只能检查一次，也不能与 --write-baseline 一起使用",
		schemasUnreadable: (reason) => `无法读取模式：${reason}`,
		notBaseline: "这不是 Edgewise 的基线文件；--write-baseline 可以生成",
		noBaseline: "没有这个文件；--write-baseline 可以生成",
		noMatch: "没有文件符合这个模式",
		notWritten: (reason) => `无法写入：${reason}`,
	},
	report: {
		counts,
		noProblems: "没有问题",
		errors: (count) => `${count} 个错误`,
		warnings: (count) => `${count} 个警告`,
		total: (all, found) => `${all}：${found.join("，")}`,
		summary: (all, valid, invalid, errors, skipped) =>
			`汇总：${all}；有效 ${valid}，无效 ${invalid}，无法读取 ${errors}，跳过 ${skipped}`,
		known: (count) => `略去了基线中已有的 ${count} 个问题。`,
		gone: (count) => `基线中有 ${count} 个问题已不存在；--write-baseline 会将其移除：`,
		baselineWritten: (findings, file) => `已将 ${findings} 个问题写入 ${file}。`,
		fixed: (fixes, files) => `在 ${files} 个文件中修复了 ${fixes} 处。`,
		fixable: (fixes, files) => `${files} 个文件中有 ${fixes} 处可以修复；没有写入任何内容。`,
		fixRefused: "没有修复，因为修复后问题不会变少",
		notChecked: "没有检查：没有它的模式",
	},
	reason(code, otherwise) {
		switch (code) {
			case "ENOENT":
				return "没有这个文件或文件夹";
			case "EACCES":
			case "EPERM":
				return "没有访问权限";
			case "EROFS":
				return "所在的文件系统不可写";
			case "ENOSPC":
				return "空间已满";
			case "ELOOP":
				return "符号链接形成了循环";
			case "ENOTDIR":
			case "EEXIST":
				return "路径中有一部分是文件，不是文件夹";
			case "EISDIR":
				return "这是文件夹，不是文件";
			case "NOT_TEXT":
				return "这不是 UTF-8 或 UTF-16 文本";
			default:
				return otherwise;
		}
	},
	help: {
		usage: "用法",
		program: "edgewise 命令 [选项]…",
		commands: "命令",
		lint: "检查清单",
		lintAbout:
			"检查 Kubernetes 清单。其中的 CustomResourceDefinition 会为它们定义的类型提供模式。\n设置来自最近的 .edgewise.yaml（如果有）。",
		more: "“edgewise 命令 --help”列出该命令的选项。",
		options: "选项",
		status: "退出状态：0 没有使运行失败的问题，1 有这样的问题，2 无法运行或没能读取全部内容。",
		paths:
			"PATH 可以是文件、文件夹（包括其中所有 *.yaml 和 *.yml）、加引号的模式（例如 'stores/**/*.yaml'）、\n表示标准输入的 -；前面加 ! 表示排除。",
		option: {
			format: "问题的输出格式：text（默认）、json、sarif、junit 或 github",
			output: "另外以某种格式把问题写入文件",
			severity: "从这个严重程度起，问题会使运行失败：error、warning（默认）、info 或 hint",
			show: "从这个严重程度起显示问题（默认 hint）",
			summary: "说明有多少文档有效、无效、无法读取、被跳过",
			quiet: "只输出使运行失败的问题",
			rules: "把规则设为 off、error、warning、info 或 hint",
			config: "用这个文件的设置，而不是最近的 .edgewise.yaml",
			schemas: "含有更多 CustomResourceDefinition 或类型的 JSON Schema 的文件夹",
			context: "还到哪里查找文件所引用的对象；不写时为整个代码仓库",
			"stdin-filename": "标准输入的名称，并决定它适用哪些设置",
			baseline: "已知问题的文件，其中的问题不会使运行失败",
			"write-baseline": "把这次运行的问题写入 --baseline 的文件",
			fix: "修复恰好只有一种修复方法的问题",
			"dry-run": "与 --fix 一起：不写入，只输出差异",
			jobs: "最多用多少个线程（默认每个核心一个）",
			locale: "消息的语言：en 或 zh-cn（默认取自 LC_ALL、LC_MESSAGES 或 LANG）",
			help: "显示这段文字",
			version: "显示版本",
		},
	},
};
