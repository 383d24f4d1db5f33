import { strict as assert } from "node:assert";
import { rules, usualLevels } from "../../server/src/engine";
import { checkSpecimen, loadWithLevels, specimensOf } from "../support/rules";

describe("rules", () => {
	it("have ids that tell them apart, in kebab case", () => {
		const ids = rules.map(({ id }) => id);
		assert.deepEqual([...new Set(ids)], ids);
		for (const id of ids) assert.match(id, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/);
		assert.equal(usualLevels.size, new Set([...usualLevels.keys()]).size);
	});

	for (const rule of rules) {
		describe(rule.id, () => {
			it("is described in both languages", () => {
				for (const wording of [rule.title, rule.why]) {
					assert.ok(wording.en.length > 10, "English");
					assert.match(wording["zh-cn"], /[\u4e00-\u9fff]/);
				}
				assert.doesNotMatch(rule.title.en, /\.$/);
			});

			const specimens = specimensOf(rule);

			it("has specimens of what it finds and of what it leaves alone", () => {
				const sections = new Set(specimens.map(({ section }) => section));
				assert.ok(sections.has("Bad") && sections.has("Good"), "## Bad and ## Good");
				const of = (wanted: readonly string[]) => specimens.filter(({ section }) => wanted.includes(section)).length;
				assert.ok(of(["Bad", "Invalid"]) >= 2 && of(["Good", "Valid"]) >= 2, "two of each at least");
			});

			for (const specimen of specimens) {
				it(`${specimen.section}, line ${specimen.line}`, () => checkSpecimen(rule, specimen));
			}

			it("says nothing where it is off, and the same in Chinese where it is not", () => {
				for (const { source } of specimens) {
					const count = (levels: Record<string, "off" | "warning">, locale?: string) => {
						const { fixture, analysis } = loadWithLevels(source, levels, locale);
						return fixture.files.flatMap(({ uri }) => {
							const problems = analysis.problems(uri).filter(({ code }) => code === rule.id);
							if (locale !== undefined) for (const { message } of problems) assert.match(message, /[\u4e00-\u9fff]/);
							return problems.map(({ span }) => span);
						});
					};
					assert.deepEqual(count({ [rule.id]: "off" }), []);
					assert.deepEqual(count({ [rule.id]: "warning" }, "zh-cn"), count({ [rule.id]: "warning" }));
				}
			});
		});
	}
});
