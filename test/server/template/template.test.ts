// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of templates look like those of template strings
import { strict as assert } from "node:assert";
import { parse } from "yaml";
import { type Drift, driftOf, readTemplate, render, valueProblem } from "../../../server/src/engine/template";
import { renderYaml } from "../../../server/src/engine/template/render";

const file = (path: string, text: string) => ({ path, text });

describe("templates", () => {
	it("have the parameters that their texts and paths use, where nothing is declared", () => {
		const read = readTemplate([
			file("${site}/app.yaml", "a: ${region}\nb: $${NOT}\n"),
			file("notes.txt", "${site} in ${region}"),
		]);
		assert.equal(read.kind, "template");
		assert.deepEqual(read.kind === "template" && read.template.parameters.map(({ name }) => name), ["site", "region"]);
	});

	it("are described in a file of their own", () => {
		const read = readTemplate([
			file(
				".edgewise-template.yaml",
				"description: A store\nparameters:\n  site: {description: Name, pattern: 'store-\\d{3}'}\n  size: {oneOf: [small, 2], default: small}\nmayDiffer: [spec.replicas]\n",
			),
			file("${site}.yaml", "a: ${site}\nscript: echo ${HOME}\n"),
		]);
		assert.equal(read.kind, "template");
		if (read.kind !== "template") return;
		const { parameters, description, mayDiffer, files } = read.template;
		assert.deepEqual([description, mayDiffer], ["A store", ["spec.replicas"]]);
		assert.deepEqual(
			files.map(({ path }) => path),
			["${site}.yaml"],
		);
		const [site, size] = parameters;
		assert.ok(site && size);
		assert.equal(valueProblem(site, "store-001"), undefined);
		assert.deepEqual(valueProblem(site, "store-0011"), { kind: "pattern", pattern: "^(?:store-\\d{3})$" });
		assert.deepEqual(valueProblem(size, "large"), { kind: "oneOf", oneOf: ["small", "2"] });
		assert.equal(size.default, "small");
	});

	it("say what is wrong with their description, and where", () => {
		const kinds = (text: string) => {
			const read = readTemplate([file(".edgewise-template.yaml", text), file("${site}.yaml", "")]);
			return read.kind === "problems" ? read.problems.map(({ problem, offset }) => `${problem.kind} ${offset}`) : [];
		};
		assert.deepEqual(kinds("descripton: x\nparameters: {site: }\n"), ["unknownKey 0"]);
		assert.deepEqual(kinds("parameters: {site: {pattern: '('}}\n"), ["badPattern 29"]);
		assert.deepEqual(kinds("parameters: [site]\n"), ["wrongType 12", "undeclared 0"]);
		assert.deepEqual(kinds("parameters: {other: }\n"), ["undeclared 0"]);
		assert.deepEqual(kinds("a: [\n")[0]?.split(" ")[0], "yaml");
		assert.deepEqual(kinds(""), []);
	});
});

describe("what is made of a template", () => {
	const values = { name: 'it\'s "x": #1', count: "3", on: "yes", version: "1.20", code: "012", path: "a/b" };

	it("reads as the values that were put in", () => {
		const text =
			"plain: ${name}\ndouble: \"<${name}>\"\nsingle: '<${name}>'\ncount: ${count}\npower: ${on}\nversion: ${version}\ncode: ${code}\nlist: [${on}, x-${path}]\nkept: ${other} $${name}\n";
		assert.deepEqual(parse(renderYaml(text, values), { version: "1.1" }), {
			plain: values.name,
			double: `<${values.name}>`,
			single: `<${values.name}>`,
			count: 3,
			power: "yes",
			version: "1.20",
			code: "012",
			list: ["yes", "x-a/b"],
			kept: "${other} ${name}",
		});
	});

	it("keeps comments, markers and blocks of text", () => {
		const text = "# ${path}\n---\na: |\n  echo ${path}\n  echo ${HOME}\n---\nb: 1 # of ${path}\n";
		assert.equal(renderYaml(text, values), "# a/b\n---\na: |\n  echo a/b\n  echo ${HOME}\n---\nb: 1 # of a/b\n");
	});

	it("has its paths filled in as well, and other files as text", () => {
		const files = [file("${path}/n.txt", 'say "${name}"'), file("x.yaml", "a: ${count}\n")];
		assert.deepEqual(render({ files }, values), [file("a/b/n.txt", `say "${values.name}"`), file("x.yaml", "a: 3\n")]);
	});
});

describe("drift from a template", () => {
	const deployment = (replicas: number, more = "") =>
		`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: pos}\nspec:\n  replicas: ${replicas}\n  template:\n    spec:\n      containers:\n        - {name: a, image: a:1}\n        - {name: b, image: b:1}\n${more}`;
	const drifts = (wanted: string, found: string, mayDiffer: string[] = []) =>
		driftOf([file("x.yaml", wanted)], [file("x.yaml", found)], mayDiffer).map((drift: Drift) =>
			drift.kind === "field"
				? `${drift.object} ${drift.field}: ${drift.wanted} → ${drift.found}`
				: JSON.stringify(drift),
		);

	it("is what differs in data, not in layout", () => {
		assert.deepEqual(drifts(deployment(1), `# here\n${deployment(1).replace("{name: pos}", "\n  name: 'pos'")}`), []);
		assert.deepEqual(drifts(deployment(1), deployment(2)), ["Deployment/pos spec.replicas: 1 → 2"]);
	});

	it("goes by names in lists", () => {
		const turned = deployment(1).replace(/( +- \{name: a.*\n)( +- \{name: b.*\n)/, "$2$1");
		assert.deepEqual(drifts(deployment(1), turned), []);
		assert.deepEqual(drifts(deployment(1), turned.replace("b:1", "b:2")), [
			"Deployment/pos spec.template.spec.containers[0].image: b:1 → b:2",
		]);
	});

	it("leaves out what may differ", () => {
		for (const pattern of ["spec.replicas", "Deployment:spec.replicas", "Deployment/pos:spec", "*:spec.*"]) {
			assert.deepEqual(drifts(deployment(1), deployment(2), [pattern]), [], pattern);
		}
		for (const pattern of ["Service:spec.replicas", "Deployment/x:spec", "spec.repl"]) {
			assert.equal(drifts(deployment(1), deployment(2), [pattern]).length, 1, pattern);
		}
	});

	it("tells of files and objects that only one side has", () => {
		const found = driftOf(
			[file("a.yaml", deployment(1)), file("b.yaml", "x: 1\n"), file("n.txt", "1")],
			[
				file("a.yaml", `${deployment(1)}---\nkind: Service\napiVersion: v1\nmetadata: {name: s}\n`),
				file("c.yaml", ""),
				file("n.txt", "2"),
			],
			[],
		);
		assert.deepEqual(
			found.map((drift) => [drift.kind, drift.path]),
			[
				["otherObject", "a.yaml"],
				["missingFile", "b.yaml"],
				["text", "n.txt"],
				["otherFile", "c.yaml"],
			],
		);
	});

	it("is nothing for what was just made, whatever the values", () => {
		const text = `${deployment(1)}---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: "\${name}"}\ndata:\n  a: \${value}\n  b: |\n    \${value}\n`;
		for (const value of [
			"yes",
			"0x1F",
			"1e3",
			"a: b",
			"- x",
			"~",
			"#",
			"null",
			"2026-01-01",
			"é",
			"1_000",
			"=",
			"!x",
		]) {
			const made = render({ files: [file("x.yaml", text)] }, { name: "n", value });
			assert.deepEqual(driftOf(made, made, []), []);
			const [, map] = (made[0]?.text ?? "").split("---\n");
			assert.equal(parse(map ?? "", { version: "1.1" }).data.a, value);
		}
	});
});
