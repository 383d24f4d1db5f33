import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const applicationFollowsLatest: Rule = {
	id: "application-follows-latest",
	level: "hint",
	topic: "practice",
	title: {
		en: "A deployment follows the latest version of its application",
		"zh-cn": "部署始终跟随应用的最新版本",
	},
	why: {
		en: "`latest` stands for the highest approved version. The moment a version is approved it goes to every site of this deployment, with no staging, and the file does not say what runs where. For production, write the version and change it site by site.",
		"zh-cn":
			"`latest` 表示已批准的最高版本。版本一经批准就会立即推到该部署的所有站点，没有灰度，文件里也看不出各处运行的是什么。生产环境请写明版本，并逐个站点更新。",
	},
	kinds: ["app.theriseunion.io/ApplicationDeployment", "app.theriseunion.io/MultiClusterApplicationDeployment"],
	check({ data, report }) {
		if (textIn(data, "spec", "version") !== "latest") return;
		report({
			path: ["spec", "version"],
			message: {
				en: "Each newly approved version reaches all sites of this deployment at once. For production, write the version.",
				"zh-cn": "每个新批准的版本都会立即到达该部署的所有站点。生产环境请写明版本。",
			},
		});
	},
};
