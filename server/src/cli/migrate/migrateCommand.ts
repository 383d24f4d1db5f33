import { meantBy } from "../../config/config";
import { allMigrations, type Migration, splitId } from "../../engine/migrate";
import type { Call, Command } from "../command";
import { UsageError } from "../parseOptions";
import { migrateFiles } from "./migrateFiles";
import { describeTargets, words } from "./words";

/** `edgewise migrate`: rewrites manifests of old versions. */
export const migrateCommand: Command = {
	name: "migrate",
	summary: words.summary,
	usage: "[OPTION]… PATH…",
	about: [words.about, words.paths, describeTargets(allMigrations)],
	options: [
		{ name: "to", takes: "TARGET", repeated: true, about: words.option.to },
		{ name: "write", about: words.option.write },
		{ name: "check", about: words.option.check },
		{ name: "json", about: words.option.json },
		{ name: "config", takes: "FILE", about: words.option.config },
	],
	status: words.status,
	async run(call) {
		const { paths, values, text } = call;
		if (!paths.some((path) => !path.startsWith("!"))) throw new UsageError(text(words.noPaths));
		if (paths.filter((path) => path === "-").length > 1) throw new UsageError(text(words.standardInputOnce));
		if (values.has("check") && values.has("write")) throw new UsageError(text(words.checkOrWrite));
		return await migrateFiles(call, wantedOf(values.get("to") ?? [], call));
	},
};

/** @throws UsageError where a target is none */
function wantedOf(targets: readonly string[], { text }: Call): (migration: Migration) => boolean {
	for (const target of targets) {
		if (allMigrations.some((migration) => leadsTo(migration, target))) continue;
		const known = allMigrations.flatMap(({ id, to }) => [id, to, splitId(to).apiVersion]);
		throw new UsageError(text(words.unknownTarget(target, meantBy(target, [...new Set(known)]))));
	}
	return (migration) => targets.length === 0 || targets.some((target) => leadsTo(migration, target));
}

function leadsTo({ id, to }: Migration, target: string): boolean {
	return target === id || target === to || target === splitId(to).apiVersion;
}
