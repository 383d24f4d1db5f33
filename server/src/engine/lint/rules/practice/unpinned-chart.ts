import { textIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

export const unpinnedChart: Rule = {
	id: "unpinned-chart",
	level: "warning",
	topic: "practice",
	title: {
		en: "A chart is not pinned to a version",
		"zh-cn": "Chart 没有固定版本",
	},
	why: {
		en: "Without a version the newest chart of the repository is installed, whatever that is on the day: sites that were set up a month apart differ, and K3s upgrades a chart when its node restarts. Write the version; a range is no version.",
		"zh-cn":
			"不写版本时，安装的是仓库当天最新的 Chart：相隔一个月部署的站点会不同，K3s 节点重启时也可能升级 Chart。请写明版本；版本范围不算。",
	},
	kinds: ["helm.cattle.io/HelmChart", "ext.theriseunion.io/Component", "app.theriseunion.io/ApplicationVersion"],
	check({ object, data, report }) {
		const { path, chart } = placeOf(object.kind, data) ?? {};
		if (path === undefined || chart === undefined) return;
		const version = textIn(data, ...path);
		if (version !== undefined && version !== "" && !isRange(version)) return;
		report({
			path: version === undefined ? path.slice(0, -1) : path,
			...(version === undefined && { part: "key" as const }),
			message:
				version === undefined || version === ""
					? {
							en: `Whatever version of "${chart}" is newest gets installed, another one at each site. Write ${path.at(-1)}.`,
							"zh-cn": `会安装 "${chart}" 当时最新的版本，各站点可能不同。请写明 ${path.at(-1)}。`,
						}
					: {
							en: `"${version}" is a range: whatever version of "${chart}" is newest in it gets installed. Write one version.`,
							"zh-cn": `"${version}" 是一个范围，会安装 "${chart}" 在该范围内最新的版本。请写一个确定的版本。`,
						},
		});
	},
};

interface ChartPlace {
	/** Where the version stands. */
	readonly path: Path;
	readonly chart: string;
}

function placeOf(kind: string, data: unknown): ChartPlace | undefined {
	switch (kind) {
		case "HelmChart": {
			const chart = textIn(data, "spec", "chart");
			// An archive has its version in its name, and K3s brings charts of its own.
			if (chart === undefined || /^https?:|\.tgz$|^%\{/.test(chart)) return undefined;
			return { path: ["spec", "version"], chart };
		}
		case "Component": {
			const chart = textIn(data, "spec", "chart", "name");
			return chart === undefined ? undefined : { path: ["spec", "version"], chart };
		}
		default: {
			const chart = textIn(data, "spec", "helmConfig", "chartName");
			return chart === undefined ? undefined : { path: ["spec", "helmConfig", "chartVersion"], chart };
		}
	}
}

function isRange(version: string): boolean {
	return /[*^~<>|,\s]|\bx\b/i.test(version.trim()) || version === "latest";
}
