import type { GroupKind, ManifestObject } from "../../../semantic/objects";
import { textIn } from "../../../semantic/read";
import type { TargetPlace } from "../../../semantic/references/match";
import type { Origin } from "../../../semantic/references/origins";
import type { PartName } from "../../../semantic/references/relation";
import type { Change } from "../../change";
import type { Finding, RelatedObject, RuleFix, Wording } from "../../rule";

/** A kind without its group. */
export function kindName(kind: GroupKind): string {
	return kind.slice(kind.lastIndexOf("/") + 1);
}

/** Kinds that a name may lead to: `ConfigMap or Secret`. */
export function kindNames(kinds: readonly GroupKind[]): Wording {
	const names = [...new Set(kinds.map(kindName))];
	return { en: names.join(" or "), "zh-cn": names.join(" 或 ") };
}

const partNames: Readonly<Record<PartName, Wording>> = {
	container: { en: "container", "zh-cn": "容器" },
	deviceResource: { en: "device resource", "zh-cn": "设备资源" },
	interface: { en: "network", "zh-cn": "网络" },
	key: { en: "key", "zh-cn": "键" },
	port: { en: "port", "zh-cn": "端口" },
	property: { en: "property", "zh-cn": "属性" },
	version: { en: "version", "zh-cn": "版本" },
	volume: { en: "volume", "zh-cn": "卷" },
};

/** What to call a part. */
export function partName(part: PartName): Wording {
	return partNames[part];
}

/** A kind with its article: `a DeviceModel`, `an Application`. */
export function withArticle(kind: string): string {
	return `${/^(?:[AEIO]|Un|Up)/.test(kind) ? "an" : "a"} ${kind}`;
}

/** A namespace with a space before it, for the end of a sentence; empty where none is said. */
export function inNamespace({ namespace }: ManifestObject): Wording {
	return namespace === undefined
		? { en: "", "zh-cn": "" }
		: { en: ` in namespace "${namespace}"`, "zh-cn": `（命名空间 "${namespace}"）` };
}

/** The last part of a file's path. */
export function fileName({ uri }: ManifestObject): string {
	const name = uri.slice(uri.lastIndexOf("/") + 1);
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

/** Where a finding about an origin is told. */
export function placeOfOrigin(origin: Origin): Pick<Finding, "path" | "part"> {
	if (origin.key) return { path: origin.path, part: "key" };
	return origin.sort === "name" && origin.part !== undefined
		? { path: origin.path, part: origin.part }
		: { path: origin.path };
}

/** The fix that puts another name in an origin's place. */
export function renameFix({ data }: ManifestObject, origin: Origin, name: string): RuleFix {
	return {
		title: { en: `Change to "${name}"`, "zh-cn": `改为 "${name}"` },
		changes: [renaming(data, origin, name)],
	};
}

function renaming(data: unknown, origin: Origin, name: string): Change {
	const { path } = origin;
	if (origin.key) return { rename: path, to: name };
	if (origin.sort === "name" && origin.part !== undefined) {
		const text = textIn(data, ...path) ?? "";
		return { set: path, to: text.slice(0, origin.part.start) + name + text.slice(origin.part.end) };
	}
	return { set: path, to: /^\d+$/.test(name) && origin.sort === "part" ? Number(name) : name };
}

/** Shows where a target stands. */
export function relatedTarget({ object, path, name }: TargetPlace): RelatedObject {
	return {
		object,
		path,
		message: { en: `"${name}" is declared here.`, "zh-cn": `"${name}" 在此处声明。` },
	};
}

/** Names in quotes, some of many: `"a", "b" and 3 more`. */
export function listed(names: readonly string[], most = 5): Wording {
	const shown = names.slice(0, most).map((name) => `"${name}"`);
	const rest = names.length - shown.length;
	return {
		en: `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`,
		"zh-cn": `${shown.join("、")}${rest > 0 ? ` 等 ${names.length} 个` : ""}`,
	};
}
