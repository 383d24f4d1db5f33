import { strict as assert } from "node:assert";
import { AnalysisHost } from "../../../server/src/engine";
import { permissionRows } from "../../../server/src/engine/permissions";
import {
	type EffectiveRole,
	effectiveRoles,
	missingDependencies,
} from "../../../server/src/engine/permissions/iamRoles";
import { covers, type PolicyRule } from "../../../server/src/engine/permissions/policyRule";
import { dependencyClosure } from "../../../server/src/engine/permissions/templates";
import { builtSchemas } from "../../support/engine";
import { file, Permissions, role, rulesOf, template } from "../../support/permissions";

function only<T>(list: readonly T[]): T {
	const [one, ...others] = list;
	assert.ok(one !== undefined && others.length === 0);
	return one;
}

function effective(source: string, name: string): EffectiveRole {
	return only(new Permissions(source).analysis.workspace.derived(effectiveRoles, name));
}

/** Rows as text: `get,list apps/deployments` with sources in brackets. */
function rows({ object, grants }: EffectiveRole): string[] {
	return permissionRows(grants).map(({ verbs, groups, resources, names, urls, sources }) => {
		const what = urls.length > 0 ? urls.join(",") : `${groups.join("|")}/${resources.join(",")}`;
		const from = sources.map((source) =>
			source.kind === "builtin" ? source.role : source.object === object ? "own" : source.object.name,
		);
		return `${verbs.join(",")} ${what}${names.length > 0 ? `[${names.join(",")}]` : ""} (${[...new Set(from)].join(",")})`;
	});
}

const rule = (text: string): PolicyRule => {
	const {
		verbs,
		apiGroups = [],
		resources = [],
		resourceNames = [],
		nonResourceURLs = [],
	} = only(rulesOf(text)) as PolicyRule;
	return { verbs, apiGroups, resources, resourceNames, nonResourceURLs };
};

describe("effective rules", () => {
	it("are a role's own and those of its templates, brought together, each with where it comes from", () => {
		const found = effective(
			file(
				template("see", "list,get apps/deployments\nget /metrics"),
				template("manage", "create,delete apps/deployments\n* core/pods", { labels: { level: "manager" } }),
				template("other", "get core/secrets", { labels: { level: "auditor" } }),
				role("keeper", "workspace", {
					rules: "get apps/deployments\nget,list apps/statefulsets\nget core/configmaps menu",
					aggregationRoleTemplates: {
						templateNames: ["see", "see", "missing"],
						roleSelector: { matchLabels: { level: "manager" } },
					},
				}),
			),
			"keeper",
		);
		assert.deepEqual(rows(found), [
			"get /configmaps[menu] (own)",
			"* /pods (manage)",
			"get,list,create,delete apps/deployments (own,see,manage)",
			"get,list apps/statefulsets (own)",
			"get /metrics (see)",
		]);
		assert.deepEqual(
			found.templates.map(({ name, via, found: there }) => [name, via, there]),
			[
				["see", "templateNames", true],
				["missing", "templateNames", false],
				["manage", "roleSelector", true],
			],
		);
	});

	it("put resources and groups with the same verbs into one row", () => {
		const found = effective(
			role("r", "workspace", {
				rules: "get,list apps/deployments,apps/statefulsets\nget a/x,b/x\nlist a/x,b/x\nget /b,/a",
			}),
			"r",
		);
		assert.deepEqual(rows(found), [
			"get,list a|b/x (own)",
			"get,list apps/deployments,statefulsets (own)",
			"get /a,/b (own)",
		]);
	});

	it("take every template for an empty selector, and none for a selector that is absent", () => {
		const templates = file(template("a", "get core/a"), template("b", "get core/b"));
		const names = (spec: object) =>
			effective(file(templates, role("r", "workspace", { aggregationRoleTemplates: spec })), "r").templates.map(
				({ name }) => name,
			);
		assert.deepEqual(names({ roleSelector: {} }), ["a", "b"]);
		assert.deepEqual(names({ roleSelector: null }), []);
		assert.deepEqual(names({}), []);
		assert.deepEqual(names({ roleSelector: { matchExpressions: [{ key: "x", operator: "DoesNotExist" }] } }), [
			"a",
			"b",
		]);
		assert.deepEqual(names({ roleSelector: { matchExpressions: [{ key: "x", operator: "Exists" }] } }), []);
		assert.deepEqual(names({ roleSelector: { matchExpressions: [{ key: "x", operator: "NotIn", values: ["y"] }] } }), [
			"a",
			"b",
		]);
		assert.deepEqual(
			names({ roleSelector: { matchExpressions: [{ key: "x", operator: "Like", values: ["y"] }] } }),
			[],
		);
	});

	it("hold console permissions, each once", () => {
		const found = effective(
			file(
				JSON.stringify({
					apiVersion: "iam.theriseunion.io/v1alpha1",
					kind: "RoleTemplate",
					metadata: { name: "see" },
					spec: { rules: [], uiPermissions: ["workspace/projects.view", "workspace/members.view"] },
				}),
				role("r", "workspace", {
					uiPermissions: ["workspace/projects.view"],
					aggregationRoleTemplates: { templateNames: ["see"] },
				}),
			),
			"r",
		);
		assert.deepEqual(found.uiPermissions, [
			{ text: "workspace/projects.view", template: undefined },
			{ text: "workspace/members.view", template: "see" },
		]);
	});

	it("cover other rules or do not", () => {
		const cases: readonly [string, string, boolean][] = [
			["* */*", "get core/pods", true],
			["get core/pods", "* core/pods", false],
			["get,list core/pods", "get core/pods menu", true],
			["get core/pods menu", "get core/pods", false],
			["get core/pods", "get core/pods/log", false],
			["get */*", "get core/pods/log", true],
			["get core/*/log", "get core/pods/log", true],
			["get /logs/*", "get /logs/a", true],
			["get /logs/a", "get /logs/*", false],
			["get core/pods", "get /pods", false],
		];
		for (const [have, want, expected] of cases)
			assert.equal(covers([rule(have)], rule(want)), expected, `${have} / ${want}`);
	});
});

describe("dependencies of templates", () => {
	const closure = (source: string, name: string) =>
		new Permissions(source).analysis.workspace.derived(dependencyClosure, name);

	it("are read from a list with commas and from a JSON array", () => {
		for (const text of ["a, b,c", '["a", "b","c"]', " [a, b, c] ", "['a','b','c']", "a,,b, c,a"]) {
			assert.deepEqual(closure(template("t", "", { dependencies: text }), "t"), ["a", "b", "c"], text);
		}
		assert.deepEqual(closure(template("t", "", { dependencies: " " }), "t"), []);
	});

	it("are followed however deep they go, also in a circle", () => {
		const depth = 300;
		const chain = Array.from({ length: depth }, (_, i) =>
			template(`t${i}`, "", { dependencies: `t${(i + 1) % depth}` }),
		);
		assert.equal(closure(file(...chain), "t0").length, depth - 1);
		assert.deepEqual(closure(template("self", "", { dependencies: "self" }), "self"), []);
	});

	it("give a role nothing by themselves, and are told where they would give something", () => {
		const permissions = new Permissions(
			file(
				template("basic", "get core/pods"),
				template("see", "get apps/deployments", { dependencies: "basic" }),
				template("manage", "create apps/deployments", { dependencies: "see, gone" }),
				role("keeper", "workspace", {
					rules: "get apps/deployments",
					aggregationRoleTemplates: { templateNames: ["manage"] },
				}),
			),
		);
		const { workspace } = permissions.analysis;
		const keeper = only(workspace.derived(effectiveRoles, "keeper"));
		assert.deepEqual(rows(keeper), ["get,create apps/deployments (own,manage)"]);
		// "see" would add nothing, yet what it needs does.
		assert.deepEqual(
			missingDependencies(workspace, keeper).map(({ name, askedBy, found }) => [name, askedBy, found]),
			[
				["gone", "manage", false],
				["basic", "see", true],
			],
		);
	});
});

describe("hundreds of templates", () => {
	const count = { templates: 500, roles: 100 };
	const templateUri = (i: number) => `file:///templates/${i}.yaml`;
	const templateText = (i: number, verbs = "get,list") =>
		template(`t${i}`, `${verbs} group${i % 20}/resource${i}`, {
			labels: { [`set-${i % 10}`]: "" },
			dependencies: i === 0 ? "" : `t${i - 1}, t${Math.floor(i / 2)}`,
		});
	const host = () => {
		const made = new AnalysisHost({ schemas: builtSchemas() });
		const texts = new Map<string, string>();
		for (let i = 0; i < count.templates; i++) texts.set(templateUri(i), templateText(i));
		for (let i = 0; i < count.roles; i++) {
			const spec =
				i % 2 === 0
					? { roleSelector: { matchLabels: { [`set-${i % 10}`]: "" } } }
					: { templateNames: [`t${i}`, `t${i + 1}`] };
			texts.set(`file:///roles/${i}.yaml`, role(`r${i}`, "workspace", { aggregationRoleTemplates: spec }));
		}
		made.setWorkspaceFiles(texts, true);
		return made;
	};
	const all = (made: AnalysisHost) => {
		const { workspace } = made.analysis();
		return Array.from({ length: count.roles }, (_, i) => only(workspace.derived(effectiveRoles, `r${i}`)));
	};

	it("are aggregated as they should be", () => {
		const roles = all(host());
		assert.deepEqual(
			roles[4]?.templates.map(({ name }) => Number(name.slice(1)) % 10),
			Array.from({ length: count.templates / 10 }, () => 4),
		);
		assert.deepEqual(
			roles[7]?.templates.map(({ name }) => name),
			["t7", "t8"],
		);
		assert.equal(roles[4]?.grants.length, count.templates / 10);
	});

	it("are worked out anew only for the roles that take a changed template in", () => {
		const made = host();
		const before = all(made);
		made.setFile(templateUri(4), templateText(4, "get,list,delete"));
		const after = all(made);
		const changed = after.flatMap((one, i) => (one === before[i] ? [] : [i]));
		// By name 3; by label those that select set 4. Role 4 itself selects.
		assert.deepEqual(changed, [3, ...Array.from({ length: 10 }, (_, i) => 4 + 10 * i)]);
	});

	it("stay the same when a binding or another file changes", () => {
		const made = host();
		const before = all(made);
		made.setFile("file:///other.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: other }\n");
		assert.ok(all(made).every((one, i) => one === before[i]));
	});
});
