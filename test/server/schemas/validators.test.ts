import assert from "node:assert/strict";
import { kindCases } from "./cases";
import { builtFromSource, changed, summary } from "./support";

describe("validators", function () {
	this.timeout(60_000);

	it("are tried on kinds that there are", async () => {
		const { catalogue } = await builtFromSource();
		const known = new Set(catalogue.entries.map(({ id }) => id));
		for (const { id } of kindCases) assert.ok(known.has(id), id);
	});

	for (const { id, object, cases } of kindCases) {
		describe(id, () => {
			it("accepts a right object", async () => {
				const validate = (await builtFromSource()).validator(id);
				assert.equal(validate(object), true, validate.errors.map(summary).join("\n"));
				assert.deepEqual(validate.errors, []);
			});

			for (const { title, change, errors = [], server } of cases) {
				const verdict = errors.length > 0 ? "refuses" : server ? "leaves to others" : "accepts";
				it(`${verdict} ${title}`, async () => {
					const validate = (await builtFromSource()).validator(id);
					const wrong = changed(object, change);
					const before = structuredClone(wrong);
					assert.equal(validate(wrong), errors.length === 0);
					assert.deepEqual(validate.errors.map(summary).toSorted(), [...errors].toSorted());
					assert.deepEqual(wrong, before, "validation must not change the object");
				});
			}
		});
	}

	it("report instance path, keyword and parameters", async () => {
		const validate = (await builtFromSource()).validator("apps/v1/Deployment");
		validate({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "a" }, spec: { strategy: { type: "x" } } });
		assert.deepEqual(
			validate.errors.toSorted((a, b) => (summary(a) < summary(b) ? -1 : 1)),
			[
				{ instancePath: "/spec", keyword: "required", params: { missingProperty: "selector" } },
				{ instancePath: "/spec", keyword: "required", params: { missingProperty: "template" } },
				{
					instancePath: "/spec/strategy/type",
					keyword: "enum",
					params: { allowedValues: ["RollingUpdate", "Recreate"] },
				},
			],
		);
	});

	it("say which items of a list have the same key", async () => {
		const validate = (await builtFromSource()).validator("apps/v1/Deployment");
		const containers = [
			{ name: "a", image: "b" },
			{ name: "c", image: "d" },
			{ name: "a", image: "e" },
		];
		const spec = { selector: { matchLabels: {} }, template: { spec: { containers } } };
		validate({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "a" }, spec });
		assert.deepEqual(validate.errors, [
			{
				instancePath: "/spec/template/spec/containers",
				keyword: "x-kubernetes-list-map-keys",
				params: { i: 2, j: 0, keys: ["name"] },
			},
		]);
	});

	it("take whatever YAML can hold", async () => {
		const { catalogue, validator } = await builtFromSource();
		for (const { id } of catalogue.entries) {
			for (const value of [
				null,
				1,
				"text",
				[],
				{},
				{ metadata: null, spec: [null] },
				{ metadata: 1, spec: { "": {} } },
			]) {
				// A configuration file may be empty.
				const verdict = validator(id)(value);
				if (!id.startsWith("file/")) assert.equal(verdict, false, id);
			}
		}
	});
});
