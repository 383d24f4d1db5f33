import { objectIn, textIn } from "../../../semantic/read";
import { referencesOf } from "../../../semantic/references/collect";
import { resolve } from "../../../semantic/references/match";
import type { Rule } from "../../rule";
import { fileName } from "./words";

/** The field that holds a version's configuration, by the provisioner of its application. */
const configOf = new Map([
	["workload", "workloadConfig"],
	["helm", "helmConfig"],
	["model", "modelConfig"],
]);

const label = "app.theriseunion.io/provisioner";

export const provisionerConfigMismatch: Rule = {
	id: "provisioner-config-mismatch",
	level: "error",
	topic: "reference",
	title: {
		en: "A version has another configuration than its application's provisioner asks for",
		"zh-cn": "版本的配置与应用的部署方式不符",
	},
	why: {
		en: "The label `app.theriseunion.io/provisioner` of an Application says how it is deployed: `workload`, `helm` or `model`. Each of its versions has exactly the configuration of that sort. The label cannot be changed once the application is there, so change the version, or give the other sort an application of its own.",
		"zh-cn":
			"Application 的标签 `app.theriseunion.io/provisioner` 决定其部署方式：`workload`、`helm` 或 `model`。它的每个版本都必须且只能有对应的配置。应用创建后该标签不可更改，因此请修改版本，或为另一种方式单独创建应用。",
	},
	kinds: ["app.theriseunion.io/ApplicationVersion"],
	check({ object, data, workspace, report }) {
		const configs = new Set(configOf.values());
		const present = Object.keys(objectIn(data, "spec") ?? {}).filter((field) => configs.has(field));
		const origin = referencesOf(object).origins.find(({ path }) => path.at(-1) === "applicationRef");
		const [application] = origin === undefined ? [] : resolve(origin, object, workspace).targets;
		const provisioner = application?.object.labels[label];
		const wanted = provisioner === undefined ? undefined : configOf.get(provisioner);
		if (application === undefined || provisioner === undefined || wanted === undefined) {
			const [first, second] = present;
			if (first === undefined || second === undefined) return;
			report({
				path: ["spec", second],
				part: "key",
				message: {
					en: `A version has one configuration, and this one has ${first} as well. Keep the one that the Application's label ${label} asks for.`,
					"zh-cn": `一个版本只能有一种配置，而此版本还有 ${first}。请只保留 Application 的标签 ${label} 所要求的那一种。`,
				},
			});
			return;
		}
		const related = [
			{
				object: application.object,
				path: ["metadata", "labels", label],
				message: { en: "The provisioner is set here.", "zh-cn": "部署方式在此处设定。" },
			},
		];
		const name = textIn(application.object.data, "metadata", "name") ?? "";
		for (const field of present.filter((one) => one !== wanted)) {
			report({
				path: ["spec", field],
				part: "key",
				message: {
					en: `Application "${name}" (${fileName(application.object)}) is deployed by "${provisioner}", so its versions have ${wanted}, not ${field}.`,
					"zh-cn": `应用 "${name}"（${fileName(application.object)}）的部署方式是 "${provisioner}"，其版本应使用 ${wanted}，而不是 ${field}。`,
				},
				...(present.includes(wanted) && {
					fixes: [
						{ title: { en: `Remove ${field}`, "zh-cn": `删除 ${field}` }, changes: [{ remove: ["spec", field] }] },
					],
				}),
				related,
			});
		}
		if (present.length > 0) return;
		report({
			path: ["spec"],
			part: "key",
			message: {
				en: `Application "${name}" (${fileName(application.object)}) is deployed by "${provisioner}": this version lacks ${wanted}.`,
				"zh-cn": `应用 "${name}"（${fileName(application.object)}）的部署方式是 "${provisioner}"：此版本缺少 ${wanted}。`,
			},
			related,
		});
	},
};
