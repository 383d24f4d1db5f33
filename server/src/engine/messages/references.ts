/** What is said of references, in one language. */
export interface ReferenceMessages {
	readonly nothingToRename: string;
	readonly cannotRename: string;
	/** @param reason `empty` for no name, or one with white space around it */
	readonly badName: (name: string, reason: "empty" | "characters") => string;
	readonly nameTaken: (name: string, kind: string, file: string) => string;
	readonly count: (references: number) => string;
	readonly apply: string;
	readonly diff: string;
	readonly history: string;
	readonly logs: string;
	readonly namespace: string;
	readonly madeBy: (kind: string, name: string) => string;
	readonly onCluster: (cluster: string) => string;
	readonly onEveryCluster: string;
	readonly selected: (count: number) => string;
	readonly more: (count: number) => string;
	readonly latestIs: (version: string, name: string) => string;
	readonly bytes: (text: string) => string;
	readonly lessThanByte: string;
	readonly milliseconds: string;
}

export const referencesInEnglish: ReferenceMessages = {
	nothingToRename:
		"There is no name here that can be changed. Put the cursor on the name of an object that stands in a file, or on a reference to it.",
	cannotRename:
		"The name cannot be changed in one go: it stands in a block of text, or in a part of the YAML that other places share (an alias). Change it by hand.",
	badName: (name, reason) =>
		reason === "empty"
			? "A name must not be empty, and must not begin or end with a space."
			: `"${name}" is no name that an API server takes here. Use lower-case letters, digits and hyphens, for example "store-042".`,
	nameTaken: (name, kind, file) => `"${name}" is taken: ${file} has a ${kind} of that name. Choose another one.`,
	count: (references) => (references === 1 ? "1 reference" : `${references} references`),
	apply: "Apply",
	diff: "Diff",
	history: "History",
	logs: "Logs",
	namespace: "namespace",
	madeBy: (kind, name) => `made by ${kind} ${name}`,
	onCluster: (cluster) => `on cluster ${cluster}`,
	onEveryCluster: "every cluster has it",
	selected: (count) => (count === 1 ? "Selects one object:" : `Selects ${count} objects:`),
	more: (count) => `and ${count} more`,
	latestIs: (version, name) => `\`latest\` is ${version} now, the highest version in the workspace (\`${name}\`).`,
	bytes: (text) => `The value counts bytes: ${text}.`,
	lessThanByte: "`m` stands for thousandths, so this is less than a byte. Mebibytes are written `Mi`, megabytes `M`.",
	milliseconds: "The value counts milliseconds.",
};

export const referencesInChinese: ReferenceMessages = {
	nothingToRename: "此处没有可以修改的名称。请将光标置于文件中某个对象的名称或对它的引用上。",
	cannotRename: "无法一次性修改该名称：它位于文本块中，或位于被其他位置共用的 YAML 部分（别名）中。请手动修改。",
	badName: (name, reason) =>
		reason === "empty"
			? "名称不能为空，首尾也不能有空格。"
			: `API 服务器不接受 "${name}" 作为此处的名称。请使用小写字母、数字和连字符，例如 "store-042"。`,
	nameTaken: (name, kind, file) => `名称 "${name}" 已被占用：${file} 中已有同名的 ${kind}。请换一个名称。`,
	count: (references) => `${references} 处引用`,
	apply: "应用",
	diff: "差异",
	history: "历史",
	logs: "日志",
	namespace: "命名空间",
	madeBy: (kind, name) => `由 ${kind} ${name} 生成`,
	onCluster: (cluster) => `位于集群 ${cluster}`,
	onEveryCluster: "每个集群都自带",
	selected: (count) => `选中 ${count} 个对象：`,
	more: (count) => `另有 ${count} 个`,
	latestIs: (version, name) => `\`latest\` 目前指 ${version}，即工作区中的最高版本（\`${name}\`）。`,
	bytes: (text) => `该值以字节计：${text}。`,
	lessThanByte: "`m` 表示千分之一，因此该值不足一个字节。MiB 写作 `Mi`，MB 写作 `M`。",
	milliseconds: "该值以毫秒计。",
};
