import type { Draft } from "../draft";
import type { Migration } from "../migration";
import { entryOf, mapAt, mapsIn, rename } from "../tree/edit";
import { toData } from "../tree/nodes";
import { builtin as reasons } from "./reasons";

const group = "rbac.authorization.k8s.io";

const kinds = [
	["Role", "role"],
	["ClusterRole", "cluster-role"],
	["RoleBinding", "role-binding"],
	["ClusterRoleBinding", "cluster-role-binding"],
] as const;

/** RBAC before v1. */
export const accessMigrations: readonly Migration[] = kinds.map(([kind, id]) => ({
	id,
	from: [`${group}/v1alpha1/${kind}`, `${group}/v1beta1/${kind}`],
	to: `${group}/v1/${kind}`,
	about: kind.endsWith("Binding")
		? {
				en: "roleRef says its apiGroup; the subjects of v1alpha1 say apiGroup instead of apiVersion",
				"zh-cn": "roleRef 写明 apiGroup；v1alpha1 的主体用 apiGroup 代替 apiVersion",
			}
		: { en: "only the apiVersion changes", "zh-cn": "只有 apiVersion 变化" },
	rewrite(draft) {
		if (!kind.endsWith("Binding")) return;
		const role = mapAt(draft.root, "roleRef");
		if (role !== undefined && entryOf(role, "apiGroup") === undefined) {
			role.entries.unshift(draft.make.entry("apiGroup", group));
		}
		rewriteSubjects(draft);
	},
}));

/** Subjects of v1alpha1 have an `apiVersion`. */
function rewriteSubjects(draft: Draft): void {
	for (const subject of mapsIn(draft.root, "subjects")) {
		const version = entryOf(subject, "apiVersion");
		const kind = entryOf(subject, "kind");
		const name = entryOf(subject, "name");
		const isAccount = kind !== undefined && toData(kind.value) === "ServiceAccount";
		if (version !== undefined && entryOf(subject, "apiGroup") === undefined) {
			rename(version, "apiGroup");
			draft.setText(version, isAccount ? "" : group);
			draft.note(version, reasons.subject);
			const isUser = kind !== undefined && toData(kind.value) === "User";
			if (isUser && name !== undefined && toData(name.value) === "*") {
				draft.setText(kind, "Group");
				draft.setText(name, "system:authenticated");
				draft.note(name, reasons.everybody);
			}
		}
	}
}
