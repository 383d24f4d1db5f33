import type { Wording } from "../lint/rule";
import type { BindingScope } from "./bindings";
import type { RequestPlace } from "./chain";
import type { DecisionLevel } from "./decide";
import type { PermissionRow } from "./grants";
import type { AccessRequest } from "./policyRule";
import { resourceText } from "./resourceName";
import type { Scope } from "./scope";
import type { Subject } from "./subjects";

/** A text in both languages. */
export function say(en: string, chinese: string): Wording {
	return { en, "zh-cn": chinese };
}

/** The same in both languages. */
export function plain(text: string): Wording {
	return say(text, text);
}

const levelWords: Readonly<Record<string, Wording>> = {
	platform: say("platform", "平台"),
	cluster: say("cluster", "集群"),
	workspace: say("workspace", "工作空间"),
	nodegroup: say("node group", "节点组"),
	namespace: say("namespace", "命名空间"),
	node: say("node", "节点"),
};

/** `workspace retail`, `platform`. */
export function scopeText(scope: Scope | BindingScope | DecisionLevel): Wording {
	if (scope.level === "everywhere") return say("whole clusters", "整个集群");
	if (scope.level === "unknown") return say("no known scope", "未知作用域");
	if (scope.level === "kubernetes") return say("Kubernetes RBAC", "Kubernetes RBAC");
	const word = levelWords[scope.level] ?? plain(scope.level);
	const value = "value" in scope ? scope.value : "";
	return value === "" ? word : say(`${word.en} ${value}`, `${word["zh-cn"]} ${value}`);
}

/** A level's name alone. */
export function levelText(level: string): Wording {
	return levelWords[level] ?? plain(level);
}

/** `User alice`, `ServiceAccount shop/robot`. */
export function subjectText(subject: Subject): string {
	if (subject.kind !== "ServiceAccount") return `${subject.kind} ${subject.name}`;
	return `ServiceAccount ${subject.namespace === "" ? subject.name : `${subject.namespace}/${subject.name}`}`;
}

/** `create deployments.apps`, `get pods/log "pos-1"`. */
export function requestText(request: AccessRequest): string {
	if (request.kind === "url") return `${request.verb} ${request.url}`;
	return `${request.verb} ${resourceText(request)}${request.name === "" ? "" : ` "${request.name}"`}`;
}

/** Where a request is made, by the narrowest that is given. */
export function placeText(place: RequestPlace): Wording {
	for (const level of ["namespace", "node", "workspace", "nodegroup", "cluster"] as const) {
		const value = place[level];
		if (value !== undefined) return scopeText({ level, value });
	}
	return scopeText({ level: "platform", value: "" });
}

/** One row of permissions: `get, list on deployments, pods of apps`. */
export function rowText({ groups, resources, names, urls, verbs }: PermissionRow): Wording {
	const what = urls.length > 0 ? urls.join(", ") : resources.join(", ");
	const only = names.length > 0 ? ` [${names.join(", ")}]` : "";
	if (urls.length > 0) return plain(`${verbs.join(", ")}: ${what}`);
	const of = groups.map((group) => (group === "" ? '""' : group)).join(", ");
	return say(`${verbs.join(", ")} on ${what}${only} of ${of}`, `${verbs.join(", ")}：${of} 的 ${what}${only}`);
}
