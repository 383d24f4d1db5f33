import { groupKindOf, type JsonObject } from "../../../semantic/objects";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { type Quantity, quantityOf } from "../../../semantic/quantity";
import { itemsAt, listIn, objectIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule, RuleContext } from "../../rule";

/** Nobody means fewer bytes than this of memory or disk. */
const fewestBytes = 65_536;

/** No machine has more cores than this. */
const mostCores = 2048;

/** A bare number of cores from here on is meant in thousandths, unless the machine is a large one. */
const manyCores = 200;

export const oddQuantity: Rule = {
	id: "odd-quantity",
	level: "error",
	topic: "practice",
	title: {
		en: "A quantity has the wrong unit",
		"zh-cn": "资源数量的单位写错了",
	},
	why: {
		en: "`memory: 512m` is half a byte: `m` means thousandths. `memory: 512` is 512 bytes, and `cpu: 500` is five hundred cores. All of these are valid, so nothing refuses them: the container is killed at once for lack of memory, or its pod stays Pending. Write `512Mi` for memory and disk, `500m` for half a core.",
		"zh-cn":
			"`memory: 512m` 是半个字节：`m` 表示千分之一。`memory: 512` 是 512 字节，`cpu: 500` 是五百个核。这些写法都合法，因此不会被拒绝：容器会因内存不足立即被杀，或 Pod 一直 Pending。内存和磁盘请写 `512Mi`，半个核请写 `500m`。",
	},
	kinds: [...podTemplateKinds, "/PersistentVolumeClaim", "/PersistentVolume", "/LimitRange", "/ResourceQuota"],
	check(context) {
		const { object, data } = context;
		for (const { spec, containers, workload } of podTemplatesOf(object)) {
			for (const { path } of containers) {
				judgeResources(context, data, [...path, "resources"]);
			}
			for (const { value, path } of itemsAt(spec.value, ["volumes"])) {
				const size = objectIn(value, "emptyDir")?.sizeLimit;
				judge(context, "storage", size, [...spec.path, ...path, "emptyDir", "sizeLimit"]);
			}
			for (const { path } of itemsAt(workload.value, ["spec", "volumeClaimTemplates"])) {
				judgeResources(context, data, [...workload.path, ...path, "spec", "resources"]);
			}
		}
		switch (groupKindOf(object)) {
			case "/PersistentVolumeClaim":
				judgeResources(context, data, ["spec", "resources"]);
				break;
			case "/PersistentVolume":
				judgeAll(context, objectIn(data, "spec", "capacity"), ["spec", "capacity"]);
				break;
			case "/ResourceQuota":
				judgeAll(context, objectIn(data, "spec", "hard"), ["spec", "hard"]);
				break;
			case "/LimitRange":
				for (const [index, limit] of listIn(data, "spec", "limits").entries()) {
					for (const field of ["max", "min", "default", "defaultRequest"]) {
						judgeAll(context, objectIn(limit, field), ["spec", "limits", index, field]);
					}
				}
				break;
		}
	},
};

function judgeResources(context: RuleContext, data: JsonObject, path: Path): void {
	for (const field of ["requests", "limits"]) {
		judgeAll(context, objectIn(data, ...path, field), [...path, field]);
	}
}

function judgeAll(context: RuleContext, quantities: JsonObject | undefined, path: Path): void {
	if (quantities === undefined) return;
	for (const [name, value] of Object.entries(quantities)) {
		judge(context, name.slice(name.lastIndexOf(".") + 1), value, [...path, name]);
	}
}

function judge(context: RuleContext, resource: string, value: unknown, path: Path): void {
	if (resource !== "cpu" && resource !== "memory" && resource !== "storage" && resource !== "ephemeral-storage") return;
	const quantity = quantityOf(value);
	if (quantity === undefined || quantity.value <= 0) return;
	if (resource === "cpu") judgeCores(context, quantity, path);
	else judgeBytes(context, quantity, path);
}

function judgeBytes({ report }: RuleContext, { value, suffix, digits }: Quantity, path: Path): void {
	if (value >= fewestBytes || suffix === "n" || suffix === "u") return;
	const written = `${digits}${suffix}`;
	// A small number without a unit may have been meant in either.
	const units = suffix === "" && value <= 64 ? ["Gi", "Mi"] : ["Mi"];
	const meant = units.map((unit) => `${digits}${unit}`);
	report({
		path,
		message: {
			en: `${written} is ${value < 1 ? "less than a byte" : `${value} bytes`}. Write ${meant.join(" or ")}.`,
			"zh-cn": `${written} 是${value < 1 ? "不到一个字节" : ` ${value} 字节`}。请写 ${meant.join(" 或 ")}。`,
		},
		fixes: meant.map((to) => ({
			title: { en: `Write ${to}`, "zh-cn": `改为 ${to}` },
			changes: [{ set: path, to }],
		})),
	});
}

function judgeCores({ report, object }: RuleContext, { value, suffix, digits }: Quantity, path: Path): void {
	// A quota is for many machines together.
	const limit = object.kind === "ResourceQuota" ? 100_000 : suffix === "" ? manyCores : mostCores;
	if (value < limit) return;
	report({
		path,
		message: {
			en: `${digits}${suffix} means ${value} cores, more than any node has. For thousandths of a core write ${digits}m.`,
			"zh-cn": `${digits}${suffix} 表示 ${value} 个核，没有节点有这么多。如果指千分之一核，请写 ${digits}m。`,
		},
		fixes: [
			{
				title: { en: `Write ${digits}m`, "zh-cn": `改为 ${digits}m` },
				changes: [{ set: path, to: `${digits}m` }],
			},
		],
	});
}
