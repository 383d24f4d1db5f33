import type { Wording } from "../../engine";
import type { Migration } from "../../engine/migrate";

/** What `edgewise migrate` says. */
export const words = {
	summary: { en: "rewrites manifests of old versions", "zh-cn": "改写旧版本的清单" },
	about: {
		en: "Rewrites manifests of removed and outdated versions, and of shapes that only documents show, into what servers\nkeep today. Comments, quotes and order stay. Without --write it prints a diff. What cannot be carried over is told\non standard error, and in a comment where it stood.",
		"zh-cn":
			"把已删除或过时版本的清单，以及只在文档中出现的写法，改写为服务器现在保存的形式。注释、引号和顺序保持不变。\n不带 --write 时输出差异。无法迁移的内容在标准错误中说明，并在原处留下注释。",
	},
	paths: {
		en: "PATH is a file, a folder (with all *.yaml and *.yml below it), a quoted pattern, - for standard input, or, with a !\nbefore it, what to leave out.",
		"zh-cn": "PATH 是文件、文件夹（包括其中所有 *.yaml 和 *.yml）、加引号的模式，- 表示标准输入，前面加 ! 表示排除。",
	},
	option: {
		to: {
			en: "migrate only to this: an apiVersion, apiVersion/Kind, or a name from the list above",
			"zh-cn": "只迁移到此目标：apiVersion、apiVersion/Kind 或上面列表中的名称",
		},
		write: { en: "write the files instead of printing a diff", "zh-cn": "写入文件，而不是输出差异" },
		check: {
			en: "only tell which documents there are to migrate, and fail where there are any",
			"zh-cn": "只说明有哪些文档需要迁移，有则以失败状态退出",
		},
		json: { en: "print the result as JSON", "zh-cn": "以 JSON 输出结果" },
		config: {
			en: "settings from this file instead of the nearest .edgewise.yaml",
			"zh-cn": "使用此文件中的设置，而不是最近的 .edgewise.yaml",
		},
	},
	status: {
		en: "Exit status: 0 nothing to do, or done; 1 a document cannot be rewritten, or, with --check, there is something to\nmigrate; 2 could not run or not read everything.",
		"zh-cn":
			"退出状态：0 无需迁移或已完成；1 有文档无法改写，或带 --check 时有内容需要迁移；2 无法运行或有文件无法读取。",
	},
	noPaths: {
		en: "migrate needs at least one file, folder or pattern, or - for standard input",
		"zh-cn": "migrate 至少需要一个文件、文件夹或模式；- 表示标准输入",
	},
	standardInputOnce: { en: "standard input (-) can be read only once", "zh-cn": "标准输入（-）只能读取一次" },
	checkOrWrite: {
		en: "--check writes nothing; leave out --check or --write",
		"zh-cn": "--check 不写入任何内容；请去掉 --check 或 --write",
	},
	notUtf8: {
		en: "it is encoded in UTF-16; save it as UTF-8, then migrate",
		"zh-cn": "文件编码为 UTF-16；请先另存为 UTF-8 再迁移",
	},
	unknownTarget: (target: string, meant: string | undefined): Wording => ({
		en: `nothing migrates to "${target}".${meant === undefined ? "" : ` Did you mean "${meant}"?`} "edgewise migrate --help" lists the targets.`,
		"zh-cn": `没有到“${target}”的迁移。${meant === undefined ? "" : `是不是想写“${meant}”？`}“edgewise migrate --help”列出所有目标。`,
	}),
	document: (kind: string, name: string, to: string, written: boolean): Wording => {
		const object = name === "" ? kind : `${kind}/${name}`;
		return {
			en: `${object} ${written ? "is now" : "can become"} ${to}`,
			"zh-cn": `${object} ${written ? "已迁移到" : "可迁移到"} ${to}`,
		};
	},
	refused: (kind: string, name: string, reason: string): Wording => {
		const object = name === "" ? kind : `${kind}/${name}`;
		return { en: `${object} was not migrated: ${reason}`, "zh-cn": `${object} 未迁移：${reason}` };
	},
	notCarriedOver: (path: string, message: string): Wording => ({
		en: `not carried over: ${path}: ${message}`,
		"zh-cn": `未迁移：${path}：${message}`,
	}),
	note: (path: string, message: string): Wording => ({
		en: `look at ${path}: ${message}`,
		"zh-cn": `请检查 ${path}：${message}`,
	}),
	total: (
		{ documents, files, refused }: { readonly documents: number; readonly files: number; readonly refused: number },
		written: boolean,
	): Wording => {
		const left = refused === 0 ? "" : ` ${refused} could not be rewritten.`;
		const leftZh = refused === 0 ? "" : `${refused} 个无法改写。`;
		if (documents === 0) return { en: `Nothing to migrate.${left}`, "zh-cn": `没有需要迁移的内容。${leftZh}` };
		const counts = `${documents} ${documents === 1 ? "document" : "documents"} in ${files} ${files === 1 ? "file" : "files"}`;
		return written
			? { en: `${counts} migrated.${left}`, "zh-cn": `已迁移 ${files} 个文件中的 ${documents} 个文档。${leftZh}` }
			: {
					en: `${counts} to migrate; nothing was written.${left}`,
					"zh-cn": `${files} 个文件中有 ${documents} 个文档需要迁移；没有写入任何内容。${leftZh}`,
				};
	},
} as const;

/** The list of targets in the help. */
export function describeTargets(migrations: readonly Migration[]): Wording {
	const width = Math.max(...migrations.map(({ id }) => id.length)) + 3;
	const list = migrations.map(({ id, to }) => `  ${id.padEnd(width)}${to}`).join("\n");
	return { en: `Targets:\n${list}`, "zh-cn": `迁移目标：\n${list}` };
}
