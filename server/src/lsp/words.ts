/** What the server itself says to users, in one language. What it says of manifests is the engine's. */
export interface ServerWords {
	readonly locale: "en" | "zh-cn";
	readonly fixAll: string;
	/** What it does while it reads the workspace. */
	readonly reading: string;
	readonly filesRead: (count: number) => string;
	readonly configuration: {
		readonly keys: Readonly<Record<"rules" | "ignore" | "schemas" | "overrides" | "files", string>>;
		readonly levels: Readonly<Record<"off" | "error" | "warning" | "info" | "hint", string>>;
		/** @param level as it is without settings */
		readonly usualLevel: (level: string) => string;
	};
}

const english: ServerWords = {
	locale: "en",
	fixAll: "Fix all that needs no choice",
	reading: "Edgewise: reading manifests",
	filesRead: (count) => `${count} ${count === 1 ? "file" : "files"}`,
	configuration: {
		keys: {
			rules: "How bad findings are, by rule: `off`, `error`, `warning`, `info` or `hint`.",
			ignore:
				"Files and folders that are not checked, as in `.gitignore`. Others cannot refer to what is in them either.",
			schemas:
				"Folders with more CustomResourceDefinitions, or JSON Schemas of kinds. They count from this file's folder.",
			overrides: "Rules of some files only. Later entries count before earlier ones.",
			files: "Patterns of the files that the entry is about, as in `.gitignore`.",
		},
		levels: {
			off: "Not told.",
			error: "Told as an error; `edgewise lint` fails.",
			warning: "Told as a warning; `edgewise lint` fails.",
			info: "Told for information.",
			hint: "Hardly visible in editors.",
		},
		usualLevel: (level) => `Without a setting: \`${level}\`.`,
	},
};

const chinese: ServerWords = {
	locale: "zh-cn",
	fixAll: "修复所有无需选择的问题",
	reading: "Edgewise：正在读取清单",
	filesRead: (count) => `${count} 个文件`,
	configuration: {
		keys: {
			rules: "各规则的问题有多严重：`off`、`error`、`warning`、`info` 或 `hint`。",
			ignore: "不检查的文件和文件夹，写法同 `.gitignore`。其中的对象也不能被其他文件引用。",
			schemas: "含有更多 CustomResourceDefinition 或类型的 JSON Schema 的文件夹，相对于此文件所在的文件夹。",
			overrides: "只用于部分文件的规则。后面的条目优先于前面的。",
			files: "此条目所涉及的文件的模式，写法同 `.gitignore`。",
		},
		levels: {
			off: "不显示。",
			error: "显示为错误；`edgewise lint` 会失败。",
			warning: "显示为警告；`edgewise lint` 会失败。",
			info: "仅供参考。",
			hint: "在编辑器中几乎看不见。",
		},
		usualLevel: (level) => `没有设置时为 \`${level}\`。`,
	},
};

/** The words of a locale such as `zh-cn`; English for every language but Chinese. */
export function serverWordsFor(locale: string | undefined): ServerWords {
	return locale?.toLowerCase().startsWith("zh") ? chinese : english;
}
