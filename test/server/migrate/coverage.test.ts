import assert from "node:assert/strict";
import { allMigrations, splitId } from "../../../server/src/engine/migrate";
import { withoutMigration } from "../../../server/src/engine/migrate/builtin/without";
import { builtSchemas } from "../../support/engine";

describe("migrations of removed built-in versions", () => {
	const retired = builtSchemas().retired ?? [];
	const from = new Map(allMigrations.flatMap((one) => one.from.map((id) => [id, one] as const)));

	it("exist for each that has a successor, or it is said why not", () => {
		const excused = new Set(withoutMigration.map((one) => one.from));
		const missing = retired
			.filter(({ replacement }) => replacement !== undefined)
			.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`)
			.filter((id) => !from.has(id) && !excused.has(id));
		assert.deepEqual(missing, []);
	});

	it("lead to the successor that is told of", () => {
		for (const { apiVersion, kind, replacement } of retired) {
			const migration = from.get(`${apiVersion}/${kind}`);
			if (migration === undefined) continue;
			assert.deepEqual(splitId(migration.to), { apiVersion: replacement, kind }, `${apiVersion}/${kind}`);
		}
	});

	it("are not excused where there is nothing to excuse", () => {
		const known = new Set(retired.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));
		for (const { from: id, reason } of withoutMigration) {
			assert.ok(known.has(id), id);
			assert.ok(!from.has(id), id);
			assert.ok(reason["zh-cn"], id);
		}
	});

	it("have names of their own, and a target that is known", () => {
		const ids = allMigrations.map(({ id }) => id);
		assert.deepEqual(ids, [...new Set(ids)]);
		const known = new Set(builtSchemas().entries.map(({ id }) => id));
		const absent = allMigrations.map(({ to }) => to).filter((to) => !known.has(to));
		assert.deepEqual(absent, []);
		for (const { about, id } of allMigrations) assert.ok(about["zh-cn"], id);
	});
});
