import { parseDocument } from "yaml";
import { hasPlaceholder } from "../../../features/unfinished";
import type { GroupKind } from "../../../semantic/objects";
import { isObject } from "../../../semantic/objects";
import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

const places: ReadonlyMap<GroupKind, readonly string[]> = new Map([
	["helm.cattle.io/HelmChart", ["spec", "valuesContent"]],
	["helm.cattle.io/HelmChartConfig", ["spec", "valuesContent"]],
	["app.theriseunion.io/ApplicationVersion", ["spec", "helmConfig", "values"]],
]);

export const brokenHelmValues: Rule = {
	id: "broken-helm-values",
	level: "error",
	topic: "practice",
	title: {
		en: "Chart values in a text are not YAML",
		"zh-cn": "以文本写出的 Chart 值不是合法的 YAML",
	},
	why: {
		en: "`valuesContent` (and `helmConfig.values`) is a text for Kubernetes, so the API server accepts anything. Helm reads it later, in a Job: values that are no YAML object make the installation fail at every site, and only the Job's log says why.",
		"zh-cn":
			"对 Kubernetes 来说，`valuesContent`（以及 `helmConfig.values`）只是文本，API Server 什么都接受。之后由 Job 中的 Helm 读取：如果不是 YAML 对象，所有站点的安装都会失败，而且只有 Job 的日志里有原因。",
	},
	kinds: [...places.keys()],
	check({ object, data, report }) {
		const path = places.get(`${object.group}/${object.kind}`);
		const text = path === undefined ? undefined : textIn(data, ...path);
		if (path === undefined || text === undefined || text.trim() === "" || hasPlaceholder(text)) return;
		const parsed = parseDocument(text, { version: "1.1", logLevel: "silent", prettyErrors: false });
		const [error] = parsed.errors;
		if (error === undefined && (parsed.contents === null || isObject(parsed.toJS()))) return;
		const line = error === undefined ? 1 : text.slice(0, error.pos[0]).split("\n").length;
		report({
			path,
			message: {
				en:
					error === undefined
						? "These values are no YAML object (key: value): the installation fails."
						: `Line ${line} of these values is no YAML: the installation fails. Mend it there.`,
				"zh-cn":
					error === undefined
						? "这些值不是 YAML 对象（键: 值），安装会失败。"
						: `这些值的第 ${line} 行不是合法的 YAML，安装会失败。请修正。`,
			},
		});
	},
};
