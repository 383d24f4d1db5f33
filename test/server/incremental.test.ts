import { strict as assert } from "node:assert";
import { mock } from "node:test";
import { type Analysis, AnalysisHost, rules } from "../../server/src/engine";
import { Derivations } from "../../server/src/engine/semantic/queries";
import type { Derivation, Workspace } from "../../server/src/engine/semantic/workspace";
import { WorkspaceIndex } from "../../server/src/engine/semantic/workspaceIndex";
import { fileSnapshot } from "../../server/src/engine/snapshot";
import { Random } from "../conformance/random";
import { builtSchemas } from "../support/engine";
import { RandomWorkspace } from "../support/randomWorkspace";

/** Every rule speaks, also those that are off at first. */
const levels = Object.fromEntries(rules.map(({ id, level }) => [id, level === "off" ? "hint" : level]));

const newHost = () => {
	const host = new AnalysisHost({ schemas: builtSchemas() });
	host.setLevels(() => levels);
	return host;
};

/** All that can be asked of a workspace, as plain data: objects by file and place. */
function picture(analysis: Analysis, uris: readonly string[]): unknown {
	const { workspace } = analysis;
	const placed = (objects: ReturnType<Workspace["ofKind"]>) =>
		objects.map(({ uri, document, path, name, namespace }) => [
			uri,
			analysis.startOf(uri, document),
			path,
			name,
			namespace,
		]);
	const kinds = workspace.kinds();
	return {
		kinds,
		byKind: kinds.map((kind) => placed(workspace.ofKind(kind))),
		byName: kinds.map((kind) => {
			const names = [...new Set(workspace.ofKind(kind).map(({ name }) => name))].sort();
			return names.map((name) => [name, placed(workspace.named(kind, name))]);
		}),
		files: uris.map((uri) => ({
			uri,
			text: analysis
				.file(uri)
				?.documents.map(({ document }) => document.text)
				.join(""),
			objects: placed(workspace.inFile(uri)),
			problems: analysis.problems(uri).map(({ fixes, ...problem }) => ({
				...problem,
				fixes: fixes.map(({ title }) => title),
			})),
			outline: analysis.outline(uri),
		})),
	};
}

describe("incremental analysis", () => {
	it("tells after random edits of several files what a fresh host tells", () => {
		for (const seed of [1, 2, 3]) {
			const workspace = new RandomWorkspace(new Random(20_261_121 + seed));
			const host = newHost();
			for (let step = 0; step < 1000; step++) {
				workspace.step(host);
				// Asking now and then leaves something that could be kept wrongly.
				if (step % 3 === 0) for (const uri of workspace.open.keys()) host.analysis().problems(uri);
				if (step % 40 !== 0) continue;
				const fresh = newHost();
				workspace.fill(fresh);
				const [actual, expected] = [host, fresh].map((one) => picture(one.analysis(), workspace.uris));
				assert.deepEqual(actual, expected, `seed ${seed}, step ${step}`);
			}
		}
	}).timeout(180_000);

	it("keeps every document whose text stays, at the beginning and end of what changes", () => {
		const random = new Random(7);
		const workspace = new RandomWorkspace(random);
		const host = newHost();
		for (let step = 0; step < 1000; step++) {
			const before = new Map(workspace.uris.map((uri) => [uri, host.analysis().file(uri)]));
			const touched = workspace.step(host);
			for (const uri of workspace.uris) {
				const [old, now] = [before.get(uri)?.documents ?? [], host.analysis().file(uri)?.documents ?? []];
				if (!touched.includes(uri)) assert.equal(now, old.length === 0 ? now : old, `step ${step}`);
				for (let index = 0; index < Math.min(old.length, now.length); index++) {
					if (old[index]?.document.text !== now[index]?.document.text) break;
					// Closing a file goes back to what was read of the disk.
					if (workspace.open.has(uri)) assert.equal(now[index]?.document, old[index]?.document, `step ${step}`);
				}
			}
		}
	}).timeout(60_000);
});

describe("what an edit costs", () => {
	const device = (name: string, model: string) =>
		`---\napiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: ${name}\n  namespace: default\nspec:\n  deviceModelRef:\n    name: ${model}\n  nodeName: edge-1\n  properties:\n    - name: temperature\n      desired:\n        value: "1"\n`;
	const model = (name: string, property: string) =>
		`---\napiVersion: devices.kubeedge.io/v1beta1\nkind: DeviceModel\nmetadata:\n  name: ${name}\n  namespace: default\nspec:\n  properties:\n    - name: ${property}\n      type: INT\n      accessMode: ReadWrite\n`;
	const uris = Array.from({ length: 10 }, (_, index) => `file:///fleet/${index}.yaml`);
	const devices = (file: number) =>
		Array.from({ length: 10 }, (_, index) => device(`device-${file}-${index}`, `model-${file}`)).join("");

	/** A workspace of ten models with ten devices each, and a rule whose runs are counted by object. */
	function prepared(id: string) {
		const host = newHost();
		host.setLevels(() => ({ ...Object.fromEntries(rules.map((rule) => [rule.id, "off" as const])), [id]: "error" }));
		for (const [file, uri] of uris.entries()) host.setFile(uri, devices(file));
		const models = (property: (file: number) => string) => {
			host.setFile("file:///fleet/models.yaml", uris.map((_, file) => model(`model-${file}`, property(file))).join(""));
		};
		models(() => "temperature");
		const rule = rules.find((one) => one.id === id);
		assert.ok(rule);
		const counted = mock.method(rule, "check");
		/** Asks for all problems. @returns the names of the objects that the rule looked at for it */
		const lookedAt = (): string[] => {
			counted.mock.resetCalls();
			const analysis = host.analysis();
			for (const uri of [...uris, "file:///fleet/models.yaml"]) analysis.problems(uri);
			return counted.mock.calls.map(({ arguments: [context] }) => context.object.name).sort();
		};
		return { host, models, lookedAt, restore: () => counted.mock.restore() };
	}

	it("is a look at the document that was edited, and at those that depend on what changed in it", () => {
		const { host, models, lookedAt, restore } = prepared("unknown-device-property");
		try {
			assert.equal(lookedAt().length, 100);
			assert.deepEqual(lookedAt(), []);
			const [first = ""] = uris;
			host.setFile(first, devices(0).replace('value: "1"', 'value: "2"'));
			assert.deepEqual(lookedAt(), ["device-0-0"]);
			models((file) => (file === 3 ? "humidity" : "temperature"));
			assert.deepEqual(
				lookedAt(),
				Array.from({ length: 10 }, (_, index) => `device-3-${index}`),
			);
			assert.equal(host.analysis().problems(uris[3] ?? "").length, 10);
			assert.equal(host.analysis().problems(uris[4] ?? "").length, 0);
			// An object that nobody refers to.
			host.setFile("file:///fleet/other.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n");
			assert.deepEqual(lookedAt(), []);
		} finally {
			restore();
		}
	});
});

describe("the index of a workspace", () => {
	const map = (name: string) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
	const withFile = (index: WorkspaceIndex, uri: string, text: string | undefined) =>
		index.withFiles(new Map([[uri, text === undefined ? undefined : fileSnapshot(uri, text)]]));
	const names = (index: WorkspaceIndex) => index.ofKind("/ConfigMap").map(({ name }) => name);

	it("sorts objects by file and place", () => {
		let index = withFile(WorkspaceIndex.empty, "file:///b.yaml", map("b1") + map("b2"));
		index = withFile(index, "file:///c.yaml", map("c1"));
		index = withFile(index, "file:///a.yaml", map("a1"));
		assert.deepEqual(names(index), ["a1", "b1", "b2", "c1"]);
		index = withFile(index, "file:///b.yaml", map("b3") + map("b1"));
		assert.deepEqual(names(index), ["a1", "b3", "b1", "c1"]);
		index = withFile(index, "file:///b.yaml", undefined);
		assert.deepEqual(names(index), ["a1", "c1"]);
	});

	it("keeps lists in which nothing changed", () => {
		const before = withFile(WorkspaceIndex.empty, "file:///a.yaml", `${map("a")}${map("b")}`);
		const after = withFile(
			before,
			"file:///b.yaml",
			`${map("b")}---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n`,
		);
		assert.equal(after.named("/ConfigMap", "a"), before.named("/ConfigMap", "a"));
		assert.notEqual(after.named("/ConfigMap", "b"), before.named("/ConfigMap", "b"));
		assert.equal(after.inFile("file:///a.yaml"), before.inFile("file:///a.yaml"));
		assert.deepEqual(after.kinds, ["/ConfigMap", "/Secret"]);
		assert.equal(withFile(after, "file:///c.yaml", map("c")).kinds, after.kinds);
		assert.equal(withFile(after, "file:///d.yaml", "free: text\n"), after);
		assert.equal(before.ofKind("/Secret").length, 0);
	});
});

describe("derivations", () => {
	const schemas = new AnalysisHost({ schemas: builtSchemas() }).analysis().workspace.registry;
	const indexOf = (...names: readonly string[]) => {
		const uri = "file:///a.yaml";
		const text = names.map((name) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`).join("");
		return WorkspaceIndex.empty.withFiles(new Map([[uri, fileSnapshot(uri, text)]]));
	};
	const other = (index: WorkspaceIndex, name: string) => {
		const uri = `file:///${name}.yaml`;
		const text = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n`;
		return index.withFiles(new Map([[uri, fileSnapshot(uri, text)]]));
	};

	it("are worked out anew only when what they read changed, through others as well", () => {
		const runs: string[] = [];
		const inner: Derivation<number> = (workspace, key) => {
			runs.push(`inner ${key}`);
			return workspace.named("/ConfigMap", key).length;
		};
		const outer: Derivation<string> = (workspace, key) => {
			runs.push(`outer ${key}`);
			return workspace.derived(inner, key) > 0 ? "there" : "missing";
		};
		const derivations = new Derivations(schemas);
		const ran = () => runs.splice(0);
		const first = indexOf("a");
		assert.equal(derivations.get(outer, "a", first), "there");
		assert.deepEqual(ran(), ["outer a", "inner a"]);
		const second = other(first, "x");
		assert.equal(derivations.get(outer, "a", second), "there");
		assert.deepEqual(ran(), []);
		// What the inner one gives is the same for two: the outer one is not asked again.
		const twice = second.withFiles(
			new Map([
				["file:///b.yaml", fileSnapshot("file:///b.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n")],
			]),
		);
		assert.equal(derivations.get(outer, "a", twice), "there");
		assert.deepEqual(ran(), []);
		const gone = twice.withFiles(new Map([["file:///a.yaml", undefined]]));
		assert.equal(derivations.get(outer, "a", gone), "missing");
		assert.deepEqual(ran(), ["inner a", "outer a"]);
	});

	it("follow what they hang on when it becomes something else and their value does not", () => {
		// Which kind the inner one looks at hangs on a third kind; all of them count to one at first.
		const inner: Derivation<number> = (workspace) =>
			workspace.named("/ConfigMap", "a").length > 0
				? workspace.named("/Secret", "x").length
				: workspace.named("/Service", "x").length;
		const outer: Derivation<string> = (workspace) => `${workspace.derived(inner)}`;
		const derivations = new Derivations(schemas);
		const file = (kind: string, name: string) =>
			fileSnapshot(`file:///${kind}.yaml`, `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`);
		let index = WorkspaceIndex.empty;
		const change = (kind: string, name: string) => {
			const changed = file(kind, name);
			index = index.withFiles(new Map([[changed.uri, changed]]));
			return derivations.get(outer, "", index);
		};
		change("ConfigMap", "a");
		change("Secret", "x");
		assert.equal(change("Service", "x"), "1");
		assert.equal(change("ConfigMap", "b"), "1");
		assert.equal(change("Secret", "y"), "1");
		assert.equal(change("Service", "y"), "0");
		assert.equal(change("ConfigMap", "a"), "0");
		assert.equal(change("Secret", "x"), "1");
	});

	it("are dropped when nobody asked for them since long, and there are many", () => {
		const length: Derivation<number> = (workspace, key) => workspace.named("/ConfigMap", key).length;
		const derivations = new Derivations(schemas, { results: 5, changes: 10 });
		let index = indexOf("a");
		for (let step = 0; step < 100; step++) {
			index = other(index, `s${step}`);
			// One name is asked for all the time, the others are typed once.
			assert.equal(derivations.get(length, "a", index), 1);
			assert.equal(derivations.get(length, `typed-${step}`, index), 0);
		}
		assert.ok(derivations.size <= 35, `${derivations.size} are kept`);
		assert.equal(derivations.get(length, "typed-1", index), 0);
	});
});
