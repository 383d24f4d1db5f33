import { type Binding, bindingIndex, bindingsNamed, scopeKey } from "../../../permissions/bindings";
import { scopeChain } from "../../../permissions/chain";
import { rolesOf } from "../../../permissions/decide";
import { iamBindingKind } from "../../../permissions/kinds";
import { covers } from "../../../permissions/policyRule";
import { subjectKey } from "../../../permissions/subjects";
import { scopeText, subjectText } from "../../../permissions/wording";
import type { Workspace } from "../../../semantic/workspace";
import type { Rule } from "../../rule";

export const redundantBinding: Rule = {
	id: "redundant-binding",
	level: "off",
	topic: "permission",
	title: {
		en: "A subject has all of a binding's rights through another one",
		"zh-cn": "主体已通过另一个绑定拥有全部权限",
	},
	why: {
		en: "Rights of a higher level reach down. Where somebody has, in the same scope or above, a role that allows all that this binding's role allows, one of the two is too much: this one does nothing, or the wider one gives more than is needed. Which, only people can say, therefore the rule is off by default.",
		"zh-cn":
			"上级的权限会向下生效。如果某人在同一作用域或更高作用域已有一个角色，允许了这个绑定的角色所允许的一切，那么两者之一是多余的：要么这个绑定不起作用，要么范围更大的那个授权过多。究竟是哪一种只有人能判断，因此该规则默认关闭。",
	},
	kinds: [iamBindingKind],
	check({ object, workspace, report }) {
		const key = `${iamBindingKind}\n${object.name}`;
		const binding = workspace.derived(bindingsNamed, key).find((one) => one.object === object);
		if (binding === undefined) return;
		const rules = rulesGiven(workspace, binding);
		if (rules.length === 0) return;
		const others = widerBindings(workspace, binding);
		for (const { subject, path } of binding.subjects) {
			const wider = others.find(
				(other) =>
					other.subjects.some((one) => subjectKey(one.subject) === subjectKey(subject)) &&
					outdoes(workspace, other, binding),
			);
			if (wider === undefined) continue;
			const scope = scopeText(wider.scope);
			const { name } = wider.object;
			report({
				path: [...path, "name"],
				message: {
					en: `${subjectText(subject)} has all of this through the binding "${name}" (${scope.en}) as well. Drop this one, or that one if it gives more than is needed.`,
					"zh-cn": `${subjectText(subject)} 通过绑定 "${name}"（${scope["zh-cn"]}）也拥有这里的全部权限。请删除此处的授权；如果另一个绑定授权过多，则删除那一个。`,
				},
				related: [
					{
						object: wider.object,
						path: wider.roleRef.path,
						message: { en: "The wider binding", "zh-cn": "范围更大的绑定" },
					},
				],
			});
		}
	},
};

function rulesGiven(workspace: Workspace, binding: Binding) {
	return rolesOf(workspace, binding).flatMap(({ grants }) => grants.map(({ rule }) => rule));
}

/** The bindings of the same scope, and of those above it. */
function widerBindings(workspace: Workspace, binding: Binding): Binding[] {
	const { scope } = binding;
	if (!("value" in scope)) return [];
	const place = scope.level === "platform" ? {} : { [scope.level]: scope.value };
	const keys = scopeChain(workspace, place).levels.map((level) => scopeKey(level));
	const { byScope } = workspace.derived(bindingIndex);
	return keys
		.flatMap((key) => byScope.get(key) ?? [])
		.filter((other) => other.system === "platform" && other.object !== binding.object);
}

/** Whether a binding gives all that another one does; of two that give the same, the wider, or the first by name. */
function outdoes(workspace: Workspace, wider: Binding, binding: Binding): boolean {
	const [more, less] = [rulesGiven(workspace, wider), rulesGiven(workspace, binding)];
	if (!less.every((rule) => covers(more, rule))) return false;
	if (scopeKey(wider.scope) !== scopeKey(binding.scope)) return true;
	return !more.every((rule) => covers(less, rule)) || wider.object.name < binding.object.name;
}
