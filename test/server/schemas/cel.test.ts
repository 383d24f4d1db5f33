import assert from "node:assert/strict";
import { join } from "node:path";
import { createCompiler } from "../../../server/src/compiler";
import { rewriteCalls, usesVariable } from "../../../server/src/compiler/cel/rewrite";
import { crdVersionSchema } from "../../../server/src/engine/schema/crd/objectSchema";
import type { JsonSchema, ValidationRule } from "../../../server/src/engine/schema/jsonSchema";
import type { ValidatorError } from "../../../server/src/engine/schema/types";
import { schemasFromFolder } from "../../../server/src/node/schemaFiles";
import { repositoryRoot } from "../../../tools/lib/paths";
import { readObjectMeta } from "../../../tools/schemas/metadata";
import { readWholeCrds } from "../../../tools/schemas/readCrds";
import { expressions, ruleSamples } from "./celSamples";
import { builtFromSource, changed } from "./support";

const compiler = createCompiler();
const integer: JsonSchema = { type: "integer" };
const text: JsonSchema = { type: "string" };

function findings(schema: JsonSchema, value: unknown): readonly ValidatorError[] {
	return compiler.validator(schema)(value);
}

/** Messages of rules, each with its place. */
function messages(schema: JsonSchema, value: unknown): string[] {
	return findings(schema, value).map(({ instancePath, params }) => `${instancePath} ${String(params.message)}`);
}

function object(properties: Readonly<Record<string, JsonSchema>>, ...rules: (string | ValidationRule)[]): JsonSchema {
	return {
		type: "object",
		properties: { ...properties },
		additionalProperties: false,
		"x-kubernetes-validations": rules.map((rule) => (typeof rule === "string" ? { rule } : rule)),
	};
}

describe("rules in the Common Expression Language", () => {
	for (const { title, schema, rule, right, wrong } of ruleSamples) {
		it(`check ${title}`, () => {
			const ruled: JsonSchema = { ...schema, "x-kubernetes-validations": [{ rule }] };
			assert.deepEqual(compiler.uncheckedRules(ruled), []);
			for (const value of right) assert.deepEqual(messages(ruled, value), [], JSON.stringify(value));
			for (const value of wrong) {
				assert.deepEqual(messages(ruled, value), [` failed rule: ${rule}`], JSON.stringify(value));
			}
		});
	}

	for (const [library, samples] of Object.entries(expressions)) {
		it(`know the functions of ${library}`, () => {
			for (const rule of samples) {
				const schema = object(
					{
						list: { type: "array", items: object({ n: integer }) },
						map: { type: "object", additionalProperties: text },
					},
					rule,
				);
				assert.deepEqual(compiler.uncheckedRules(schema), [], rule);
				assert.deepEqual(messages(schema, { list: [{ n: 1 }], map: { k: "v" } }), [], rule);
			}
		});
	}

	it("tell what went wrong where a rule cannot be evaluated", () => {
		const schema = object({ a: integer, b: integer }, "self.a / self.b > 1", {
			rule: "self.missing == 1",
			message: "a must be there",
		});
		assert.deepEqual(messages(schema, { a: 1, b: 0 }), [
			" division by zero evaluating rule: self.a / self.b > 1",
			" no such key: missing evaluating rule: a must be there",
		]);
	});

	it("give message, reason and place", () => {
		const schema = object({
			"a/b": object(
				{ c: integer },
				{ rule: "self.c > 1", message: " too small ", reason: "FieldValueForbidden", fieldPath: ".c" },
			),
			list: { type: "array", items: { ...object({ n: integer }, "self.n > 0") } },
			map: { type: "object", additionalProperties: object({ x: integer }, { rule: "false", fieldPath: "['x']" }) },
		});
		assert.deepEqual(findings(schema, { "a/b": { c: 1 }, list: [{ n: 1 }, { n: 0 }], map: { "k~": { x: 1 } } }), [
			{
				instancePath: "/a~1b/c",
				keyword: "x-kubernetes-validations",
				params: { message: "too small", rule: "self.c > 1", reason: "FieldValueForbidden" },
			},
			{
				instancePath: "/list/1",
				keyword: "x-kubernetes-validations",
				params: { message: "failed rule: self.n > 0", rule: "self.n > 0" },
			},
			{
				instancePath: "/map/k~0/x",
				keyword: "x-kubernetes-validations",
				params: { message: "failed rule: false", rule: "false" },
			},
		]);
	});

	it("make messages from expressions, and fall back where these fail", () => {
		const rule = (messageExpression: string): ValidationRule => ({
			rule: "false",
			message: "plain",
			messageExpression,
		});
		const schema = object(
			{ a: integer },
			rule("'a is ' + string(self.a)"),
			rule("'no ' + self.b"),
			rule("'  '"),
			rule("'two\\nlines'"),
			rule("unknown(self)"),
		);
		assert.deepEqual(messages(schema, { a: 3 }), [" a is 3", " plain", " plain", " plain", " plain"]);
	});

	it("see what an API server sees: defaults, and no null fields", () => {
		const schema = object(
			{
				low: { ...integer, default: 5 },
				high: integer,
				spec: { ...object({ on: { type: "boolean", default: true } }, "self.on"), default: {} },
			},
			"self.low <= self.high",
			"has(self.spec.on)",
		);
		assert.deepEqual(messages(schema, { high: 5 }), []);
		assert.deepEqual(messages(schema, { high: 4, low: null }), [" failed rule: self.low <= self.high"]);
		assert.deepEqual(messages(schema, { high: 5, spec: { on: false } }), ["/spec failed rule: self.on"]);
	});

	it("see null where it is a value", () => {
		const schema = object({ a: { ...text, nullable: true } }, "!has(self.a) || self.a == null || self.a != ''");
		for (const value of [{}, { a: null }, { a: "x" }]) assert.deepEqual(messages(schema, value), []);
		assert.equal(messages(schema, { a: "" }).length, 1);
	});

	it("wait until what blocks them on an API server is mended", () => {
		const schema = { ...object({ a: integer, b: { ...text, pattern: "^b" } }, "self.a > 1"), required: ["a"] };
		assert.deepEqual(
			findings(schema, { a: "1" }).map(({ keyword }) => keyword),
			["type"],
		);
		assert.deepEqual(
			findings(schema, {}).map(({ keyword }) => keyword),
			["required"],
		);
		assert.deepEqual(
			findings(schema, { a: 1, b: "c" }).map(({ keyword }) => keyword),
			["pattern", "x-kubernetes-validations"],
		);
	});

	it("leave to API servers what compares with an older object", () => {
		const schema = object({
			a: { ...text, "x-kubernetes-validations": [{ rule: "self == oldSelf", message: "is immutable" }] },
			b: {
				...text,
				"x-kubernetes-validations": [{ rule: "!oldSelf.hasValue() || self == 'x'", optionalOldSelf: true }],
			},
			c: { ...text, "x-kubernetes-validations": [{ rule: "oldSelf.orValue('') == ''", optionalOldSelf: true }] },
			d: { ...text, "x-kubernetes-validations": [{ rule: "self == 'oldSelf'" }] },
		});
		assert.deepEqual(messages(schema, { a: "x", b: "y", c: "z", d: "oldSelf" }), []);
		assert.deepEqual(compiler.uncheckedRules(schema), [{ kind: "transition", path: "a", rule: "self == oldSelf" }]);
	});

	it("raise no alarm where they use what is not known, and say so", () => {
		const rules = [
			"authorizer.group('').resource('pods').check('get').allowed()",
			"self.a >",
			"image('x').tag() == 'y'",
			"size(self)",
		];
		const schema = object({ a: integer }, ...rules);
		assert.deepEqual(messages(schema, { a: 1 }), []);
		const unchecked = compiler.uncheckedRules(schema);
		assert.deepEqual(
			unchecked.map(({ kind, path, rule }) => `${kind} ${path} ${rule}`),
			rules.map((rule) => `unsupported  ${rule}`),
		);
		// A pattern that cannot be told in JavaScript turns up with a value only.
		assert.deepEqual(
			messages(object({ a: text }, "self.a.matches('\\\\pL')", "!self.a.matches('(?s).')"), { a: "1" }),
			[],
		);
	});

	it("take values as their formats say", () => {
		const schema = object(
			{
				start: { type: "string", format: "date-time" },
				end: { type: "string", format: "date-time" },
				time: { type: "string", format: "duration" },
				data: { type: "string", format: "byte" },
				weight: { type: "number" },
				port: { type: ["integer", "string"], "x-kubernetes-int-or-string": true },
			},
			"self.start + self.time == self.end",
			"self.data == b'hi'",
			"self.weight / 2.0 == 1.5",
			"type(self.port) == int ? self.port > 0 : self.port.startsWith('h')",
		);
		const value = {
			start: "2024-01-01T00:00:00Z",
			end: "2024-01-01T01:30:00Z",
			time: "1h30m",
			data: "aGk=",
			weight: 3,
			port: "http",
		};
		assert.deepEqual(messages(schema, value), []);
		assert.equal(messages(schema, changed(value, { "/weight": 4, "/time": "1h", "/port": 0 })).length, 3);
		// What is wrong with the format is told by itself.
		assert.deepEqual(
			findings(schema, changed(value, { "/time": "soon" })).map(({ keyword }) => keyword),
			["format"],
		);
	});

	it("know names that are made up on creation", () => {
		const metadata: JsonSchema = { type: "object", properties: { name: text, generateName: text } };
		const schema = object({ metadata }, "self.metadata.name.startsWith('a')");
		assert.deepEqual(messages(schema, { metadata: { generateName: "a-" } }), []);
		assert.equal(messages(schema, { metadata: { generateName: "b-" } }).length, 1);
	});

	it("are found behind references, also in circles", () => {
		const tree = object({ children: { type: "array", items: { $ref: "#/$defs/Tree" } }, n: integer }, "self.n > 0");
		const schema: JsonSchema = {
			type: "object",
			properties: { root: { $ref: "#/$defs/Tree" } },
			$defs: { Tree: tree },
		};
		assert.deepEqual(messages(schema, { root: { n: 1, children: [{ n: 0, children: [{ n: -1 }] }] } }), [
			"/root/children/0 failed rule: self.n > 0",
			"/root/children/0/children/0 failed rule: self.n > 0",
		]);
	});

	it("have texts and comments left alone", () => {
		const rule = `has(self.a) && self.has.matches("matches('x')") && r'''has("''' != 'it\\'s has(' // has(self)\n`;
		assert.equal(
			rewriteCalls(rule),
			`isSet(self.a) && self.has.goMatches("matches('x')") && r'''has("''' != 'it\\'s has(' // has(self)\n`,
		);
		assert.equal(usesVariable("self.oldSelf == 'oldSelf' // oldSelf", "oldSelf"), false);
		assert.equal(usesVariable("self == oldSelf.?a", "oldSelf"), true);
	});
});

describe("rules of the catalogue", function () {
	this.timeout(120_000);

	it("are all checked, apart from those about changes", async () => {
		const objectMeta = await readObjectMeta();
		for (const { crd, source } of await readWholeCrds(join(repositoryRoot, "schemas", "crds"))) {
			for (const version of crd.spec.versions) {
				const { entry, schema } = crdVersionSchema(crd, version, objectMeta, source.system);
				const unchecked = compiler.uncheckedRules(schema);
				assert.deepEqual(
					unchecked.filter(({ kind }) => kind === "unsupported"),
					[],
					entry.id,
				);
			}
		}
	});

	it("add to what the validators find that were compiled ahead", async () => {
		const schemas = schemasFromFolder((await builtFromSource()).folder);
		const entry = schemas.entries.find(({ id }) => id === "source.toolkit.fluxcd.io/v1/GitRepository");
		assert.ok(entry?.rules);
		const repository = {
			apiVersion: "source.toolkit.fluxcd.io/v1",
			kind: "GitRepository",
			metadata: { name: "a" },
			spec: { url: "https://example.com/a", interval: "1m", provider: "azure", serviceAccountName: "b" },
		};
		const validator = schemas.validator(entry);
		assert.deepEqual(validator(repository), []);
		const [finding, ...others] = validator(changed(repository, { "/spec/provider": "github" }));
		assert.deepEqual(others, []);
		assert.equal(finding?.keyword, "x-kubernetes-validations");
		assert.match(String(finding?.params.message), /^serviceAccountName can only be set/);
	});
});
