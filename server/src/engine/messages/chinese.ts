import type { JsonType } from "../schema/types";
import type { Messages } from "./messages";
import { type KnownPattern, knownPattern, missingColon } from "./patterns";
import { referencesInChinese } from "./references";

const types: Readonly<Record<JsonType, string>> = {
	object: "对象",
	array: "列表",
	string: "字符串",
	integer: "整数",
	number: "数字",
	boolean: "布尔值（true 或 false）",
	null: "空值",
};

const formats: Readonly<Record<string, string>> = {
	"date-time": "RFC 3339 时间，例如 2026-05-04T14:02:00Z",
	byte: "base64 编码的文本",
	int32: "-2147483648 到 2147483647 之间的整数",
	int64: "不超过 64 位的整数",
	double: "数字",
	float: "数字",
	quantity: "资源量，例如 500m、2 或 1.5Gi",
};

const patterns: Readonly<Record<KnownPattern, string>> = {
	cron: "请写五个字段（分、时、日、月、星期），例如 0 3 * * 1，或写 @daily",
	duration: "请写成 30s、5m 或 1h30m 这样的时长",
	dnsSubdomain: "只能用小写字母、数字、“-”和“.”，并以字母或数字开头和结尾",
	dnsLabel: "只能用小写字母、数字和“-”，并以字母或数字开头和结尾",
	quantity: "请写成 500m、2 或 1.5Gi 这样的资源量",
	percentage: "请写成 25% 这样的整数百分比",
	portName: "只能用小写字母、数字和不连续的“-”，并至少包含一个字母",
	qualifiedName: "只能用字母、数字、“-”、“_”和“.”，并以字母或数字开头和结尾",
};

const comparisons: Readonly<Record<string, string>> = { ">=": "不小于", "<=": "不大于", ">": "大于", "<": "小于" };

const counted = { characters: "个字符", items: "个元素", entries: "个条目" } as const;

function or(names: readonly string[]): string {
	return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join("、")} 或 ${names.at(-1)}`;
}

const oneOfTypes = (expected: readonly JsonType[]) => expected.map((type) => types[type]).join("或");

/** 集群名：少则全列，多则列出前几个。 */
function named(clusters: readonly string[]): string {
	const shown = clusters.length <= 4 ? clusters : clusters.slice(0, 3);
	const more = clusters.length - shown.length;
	return `${shown.join("、")}${more > 0 ? ` 等 ${clusters.length} 个集群` : ""}`;
}

/** 把 `apps.openyurt.io/v1beta1/YurtAppSet` 写成人们习惯的样子。 */
function kindOfId(id: string): string {
	const slash = id.lastIndexOf("/");
	return `${id.slice(slash + 1)}（${id.slice(0, slash)}）`;
}

export const chinese: Messages = {
	text: (pair, otherwise) => pair?.["zh-cn"] ?? pair?.en ?? otherwise,
	chinese: true,
	syntax(code, detail, line) {
		switch (code) {
			case "MISSING_CHAR": {
				if (/quote/.test(detail)) return "这段文本的引号没有闭合。";
				if (!/map values/.test(detail)) break;
				const words = missingColon(line);
				return words ? `缺少冒号：应写成“${words.key}: ${words.value}”。` : `“${line}”之后缺少冒号。`;
			}
			case "BAD_INDENT":
				return /collection/.test(detail)
					? "有括号没有闭合。"
					: "缩进与上面各行都不一致：同一对象的字段必须从同一列开始。";
			case "TAB_AS_INDENT":
				return "YAML 不允许用制表符缩进，请用空格。";
			case "BLOCK_AS_IMPLICIT_KEY":
				return "一行里有第二个“: ”：请给值加引号，或让里面的键另起一行。";
			case "BAD_SCALAR_START":
				return "不带引号的值不能以这个字符开头，请加引号。";
			case "BAD_ALIAS":
				return "这个别名没有对应的锚点。";
			case "TOO_DEEP":
				return "从这里起嵌套太深，无法读取：超过 100 层，或有 100 个以上未闭合的括号。请检查缩进和括号。";
		}
		return `YAML 语法错误：${detail}`;
	},
	duplicateKey: (key) => `同一对象中“${key}”出现了两次，只有最后一个会生效。`,
	tooLarge: (megabytes) => `这个文档有 ${megabytes} MB，而 API 服务器最多接受 3 MB，因此没有检查。`,
	unknownAlias: (text) => `YAML 会把 ${text} 读成别名，但没有这个锚点。如果是文本，请加引号。这个文档没有检查。`,
	unresolvedAlias: () => "这个文档里的别名会无限展开，因此没有检查其内容。",
	missingApiVersion: (kind) => `这个 ${kind} 缺少“apiVersion”，无法确定它属于哪个 API。`,
	missingKind: () => "这个清单有“apiVersion”，但没有“kind”。",
	noSchema: (apiVersion, kind) => `Edgewise 没有 ${apiVersion} 中 ${kind} 的模式，这个文档没有检查。`,
	uselessSchema: (kind, reason) => `${kind} 的模式无法使用，这个文档没有检查：${reason}`,
	otherVersions: (apiVersion, kind, served) => `${apiVersion} 中没有 ${kind}。请用 ${or(served)}。`,
	similarKind: (apiVersion, kind, meant) => `${apiVersion} 中没有 ${kind}。是不是想写 ${meant}？`,
	deprecatedVersion: (apiVersion, kind, detail) => `${kind} 的 ${apiVersion} 已弃用。${detail ?? ""}`,
	notServed: (apiVersion, kind) => `${kind} 曾定义在 ${apiVersion} 中，但 API 服务器已不再提供这个版本。`,
	retiredVersion({ apiVersion, kind, deprecated, removed, replacement, note }) {
		const since = deprecated === undefined ? "" : `（自 ${deprecated} 起弃用）`;
		const gone =
			removed === undefined
				? `Kubernetes 已不再提供 ${apiVersion} 中的 ${kind}${since}。`
				: `Kubernetes ${removed} 移除了 ${apiVersion} 中的 ${kind}${since}。`;
		const instead = replacement === undefined ? "" : `请用 ${replacement}。`;
		return `${gone}${instead}${note === undefined ? "" : (note["zh-cn"] ?? note.en)}`;
	},
	documentedKind: (kind) => `${kind} 只见于文档，没有项目发布它的定义，请确认你的服务器支持它。`,
	removedKind(kind, release, replacement) {
		const gone = release === undefined ? `${kind} 已被其项目移除。` : `${kind} 在 ${release} 之前已被移除。`;
		return replacement === undefined ? gone : `${gone}请改用 ${kindOfId(replacement)}。`;
	},
	ignoredNamespace: (kind) => `${kind} 属于整个集群，服务器会丢弃它的命名空间。`,
	droppedField: (field, parent, kind, known) =>
		`${kind} 的 ${parent} 中的“${field}”不在已发布的模式里，服务器会丢弃它。${known["zh-cn"] ?? known.instead}`,
	unknownSetting(field, parent, file, known) {
		const instead = known === undefined ? "" : (known["zh-cn"] ?? known.instead);
		return `${file}：${parent} 没有字段“${field}”，写了也不起作用。${instead}`;
	},
	notServedBy(clusters, of, apiVersion, kind, versions) {
		const other = versions.length === 0 ? "" : `那里的版本是 ${or(versions)}。`;
		if (clusters.length === of) {
			return of === 1
				? `${clusters[0]} 不提供 ${apiVersion} 中的 ${kind}。${other}`
				: `已知的 ${of} 个集群都不提供 ${apiVersion} 中的 ${kind}。${other}`;
		}
		return `${of} 个集群中有 ${clusters.length} 个不提供 ${apiVersion} 中的 ${kind}：${named(clusters)}。${other}`;
	},
	prunedOn: (clusters, of, path) =>
		`${path} 会在 ${named(clusters)} 上被丢弃${clusters.length > 1 ? `（${of} 个集群中的 ${clusters.length} 个）` : ""}：那里的模式没有这个字段。`,
	refusedOn: (clusters, of, problem) =>
		`${named(clusters)} 会拒绝${clusters.length > 1 ? `（${of} 个集群中的 ${clusters.length} 个）` : ""}：${problem}`,
	otherCase: (field, usual) => `“${field}”会按“${usual}”读取，请改成这种写法。其中的内容没有检查。`,
	unknownField: (field, parent, kind) => `${kind} 的 ${parent} 没有字段“${field}”，服务器会丢弃它。`,
	didYouMean: (names) => `是不是想写 ${or(names.map((name) => `“${name}”`))}？`,
	fieldOfOtherVersion: (apiVersion, older) =>
		older ? `只有较旧的 ${apiVersion} 有这个字段。` : `它是 ${apiVersion} 的字段。`,
	shapeOfOtherVersion: (apiVersion) => `这是 ${apiVersion} 的写法。`,
	fieldBelongsIn: (place) => `它应写在 ${place} 里。`,
	missingField: (field, parent) => `${parent} 缺少“${field}”。`,
	wrongType: (field, expected, actual) => `“${field}”必须是${oneOfTypes(expected)}，不能是${types[actual]}。`,
	quoteIt: (field, source, actual) =>
		`“${field}”必须是字符串，但 YAML 会把 ${source} 读成${types[actual]}。请加引号："${source}"。`,
	unquoteIt: (field, source, expected) => `“${field}”必须是${oneOfTypes(expected)}。请去掉引号，写成 ${source}。`,
	emptyValue: (field, expected) =>
		expected.length === 0 ? `“${field}”没有值。` : `“${field}”没有值，它必须是${oneOfTypes(expected)}。`,
	notAllowed: (field, value, allowed) =>
		allowed.length === 1
			? `“${field}”必须是“${allowed[0]}”，不能是“${value}”。`
			: `“${field}”不能取“${value}”。可以用 ${or(allowed)}。`,
	outOfLimits: (field, value, comparison, limit) =>
		`“${field}”是 ${value}，必须${comparisons[comparison] ?? comparison} ${limit}。`,
	wrongLength: (field, of, atMost, limit) => `“${field}”${atMost ? "最多" : "至少"}要有 ${limit} ${counted[of]}。`,
	pattern(field, value, pattern) {
		const known = knownPattern(pattern);
		return known
			? `“${value}”不能作为“${field}”的值：${patterns[known]}。`
			: `“${value}”不符合“${field}”的要求：必须匹配 ${pattern}。`;
	},
	format: (field, value, format) => `“${value}”不符合“${field}”的要求：必须是${formats[format] ?? format}。`,
	beyondInt32: (field, value) => `“${field}”是 ${value}，超出 32 位：API 服务器会保留它，但读取它的程序无法解析。`,
	duplicateItem: (field, keys) =>
		keys.length === 0 ? `“${field}”中有重复的值。` : `“${field}”中有两项的 ${keys.join("、")} 相同。`,
	mustNotBe: (field) => `这里不能有“${field}”：它与同一对象的另一个字段矛盾。`,
	brokenRule: (field, message) => `“${field}”违反了模式中的规则：${message}`,
	otherRule: (field, rule) => `“${field}”不符合模式的规则“${rule}”。`,
	item: (index, list) => `${list} 的第 ${index + 1} 项`,
	theDocument: "顶层",
	fixReplace: (text) => `改为“${text}”`,
	fixRemove: (field) => `删除“${field}”`,
	fixQuote: (text) => `给 ${text} 加引号`,
	fixUnquote: (text) => `去掉 ${text} 的引号`,
	fixAdd: (fields) => `添加${fields.map((field) => `“${field}”`).join("、")}`,
	fixMove: (field, place) => `把“${field}”移到 ${place}`,
	fixAll: (code, count) => `修复此文件中全部 ${count} 个“${code}”问题`,
	fixIgnore: (code) => `在此处忽略“${code}”`,
	hover: {
		type: "类型",
		default: "默认值",
		allowed: "可用值",
		limits: "限制",
		format: "格式",
		usual: "常用值",
		required: "必填",
		clusterScoped: "集群级",
		namespaced: "命名空间级",
		deprecated: "已弃用",
		removed: "已移除",
		documented: "只见于文档",
		notChecked: (rules) => `这个模式有 ${rules} 条规则留给 API 服务器检查。`,
	},
	references: referencesInChinese,
	origin(origin) {
		switch (origin.kind) {
			case "catalogue":
				return "模式随 Edgewise 提供";
			case "file":
				return `模式来自 ${origin.uri.slice(origin.uri.lastIndexOf("/") + 1)}`;
			case "cluster":
				return origin.connected
					? `模式来自集群 ${origin.name}`
					: `模式来自集群 ${origin.name}，最后一次看到是 ${origin.seen.slice(0, 16).replace("T", " ")} UTC`;
		}
	},
	limits: { length: "长度", items: "元素数" },
	typeNames: {
		object: "对象",
		array: "列表",
		string: "字符串",
		integer: "整数",
		number: "数字",
		boolean: "布尔值",
		null: "空值",
	},
};
