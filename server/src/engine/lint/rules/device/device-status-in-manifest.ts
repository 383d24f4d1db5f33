import { deviceKind, deviceStatusKind, yurtDeviceKind } from "../../../devices/kinds";
import { groupKindOf, isObject } from "../../../semantic/objects";
import { itemsAt, objectIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule, Wording } from "../../rule";

export const deviceStatusInManifest: Rule = {
	id: "device-status-in-manifest",
	level: "hint",
	topic: "device",
	title: {
		en: "What a device reports stands in a manifest",
		"zh-cn": "清单中包含设备上报的状态",
	},
	why: {
		en: "Twins, state and the time of the last contact are written by CloudCore from what the mapper reports. The definitions of KubeEdge have no status subresource, so applying such a manifest overwrites the real values with those of the file until the next report, and a GitOps tool does so again and again. Desired values belong into `spec.properties[].desired` under v1beta1.",
		"zh-cn":
			"孪生数据、状态和最后联系时间由 CloudCore 根据 mapper 的上报写入。KubeEdge 的定义没有 status 子资源，应用这样的清单会用文件里的值覆盖真实值，直到下一次上报；GitOps 工具还会反复覆盖。在 v1beta1 中，期望值应写在 `spec.properties[].desired`。",
	},
	kinds: [deviceKind, deviceStatusKind, yurtDeviceKind],
	check({ object, data, report }) {
		const status = objectIn(data, "status");
		if (status === undefined || Object.keys(status).length === 0) return;
		const kind = groupKindOf(object);
		// Before KubeEdge 1.23 the cycle of the state is set in `status`.
		const own = Object.keys(status).filter((field) => !(kind === deviceKind && settable.has(field)));
		for (const path of own.flatMap((field) => reportedIn(field))) {
			report({
				path,
				part: "key",
				message: words,
				fixes: [{ title: { en: "Remove it", "zh-cn": "删除" }, changes: [{ remove: path }] }],
			});
		}

		function reportedIn(field: string): Path[] {
			if (kind !== deviceKind || object.version === "v1beta1" || field !== "twins") return [["status", field]];
			// v1alpha2 sets desired values there as well.
			return itemsAt(data, ["status", "twins"]).flatMap(({ value, path }) =>
				isObject(value.reported) ? [[...path, "reported"]] : [],
			);
		}
	},
};

const settable = new Set(["reportCycle", "reportToCloud"]);

const words: Wording = {
	en: "The mapper reports this. In a manifest it overwrites the real value whenever the manifest is applied: remove it.",
	"zh-cn": "该内容由 mapper 上报。写在清单里，每次应用都会覆盖真实值，请删除。",
};
