import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Config, type ConfigProblem, type ConfigWords, readConfig } from "../config/config";
import type { RuleLevels } from "../engine";
import { type ConfigInUse, ConfigLookup, configInUse } from "../node/configFiles";
import type { Settings } from "./settings";
import { fileSettings } from "./settings";
import { pathOf } from "./uris";

interface ReadConfiguration {
	readonly text: string;
	/** The last text that could be used, as it holds; a file with a mistake keeps what it said before. */
	readonly usable: { readonly config: Config; readonly inUse: ConfigInUse };
}

const nothing: Config = { rules: {}, ignore: [], schemas: [], overrides: [] };

/** The `.edgewise.yaml` files of the workspace, as far as anything asked for them. What is open counts before the disk. */
export class Configurations {
	private read = new Map<string, ReadConfiguration>();
	private lookup: ConfigLookup;

	/** @param openText the text of a file that is open in the editor */
	constructor(
		private readonly words: ConfigWords,
		private readonly openText: (path: string) => string | undefined,
	) {
		this.lookup = this.newLookup();
	}

	/** @param path absolute path of a file that is no configuration itself */
	ofFile(path: string): ConfigInUse {
		return this.lookup.ofFile(path);
	}

	ofFolder(path: string): ConfigInUse {
		return this.lookup.ofFolder(path);
	}

	/** What is wrong with the text of a configuration file. */
	problems(text: string): readonly ConfigProblem[] {
		const result = readConfig(text, this.words);
		return result.kind === "problems" ? result.problems : [];
	}

	/** Folders with more schemas that the files which were asked for name, as absolute paths. */
	get schemaFolders(): readonly string[] {
		return [...new Set([...this.read.values()].flatMap(({ usable }) => usable.inUse.schemaFolders))].sort();
	}

	/**
	 * Reads a configuration file anew that was edited, made or deleted.
	 *
	 * @returns what changed: nothing, only levels of rules, or also which files there are to check
	 */
	changed(path: string): "nothing" | "rules" | "files" {
		const before = this.read.get(path);
		const text = this.textOf(path);
		if (before?.text === text) return "nothing";
		this.lookup = this.newLookup();
		if (text === undefined) this.read.delete(path);
		else this.load(path);
		const after = this.read.get(path);
		// That one is there at all hides those above it.
		if (before === undefined || after === undefined) return "files";
		const [old, fresh] = [before.usable.config, after.usable.config];
		if (JSON.stringify([old.ignore, old.schemas]) !== JSON.stringify([fresh.ignore, fresh.schemas])) return "files";
		return JSON.stringify(old) === JSON.stringify(fresh) ? "nothing" : "rules";
	}

	private newLookup(): ConfigLookup {
		return new ConfigLookup((file) => this.load(file));
	}

	private load(file: string): ConfigInUse | undefined {
		const text = this.textOf(file);
		if (text === undefined) return undefined;
		const former = this.read.get(file);
		if (former?.text === text) return former.usable.inUse;
		const result = readConfig(text, this.words);
		const config = result.kind === "config" ? result.config : (former?.usable.config ?? nothing);
		const usable = { config, inUse: configInUse(config, dirname(file)) };
		this.read.set(file, { text, usable });
		return usable.inUse;
	}

	private textOf(file: string): string | undefined {
		const open = this.openText(file);
		if (open !== undefined) return open;
		try {
			return existsSync(file) ? readFileSync(file, "utf8") : undefined;
		} catch {
			// What cannot be read says nothing; whoever may not read it cannot mend it either.
			return undefined;
		}
	}
}

/** What settings and configuration files say of each file; made anew when they change. */
export class Judgement {
	private readonly levels = new Map<string, RuleLevels>();
	private readonly interned = new Map<string, RuleLevels>();

	constructor(
		private readonly settings: Settings,
		private readonly configurations: Configurations,
	) {}

	/** Whether a file is checked at all. */
	checks(uri: string): boolean {
		const path = pathOf(uri);
		if (!fileSettings(this.settings, uri).enabled) return false;
		return path === undefined || !this.configurations.ofFile(path).ignores(path);
	}

	/** The levels of a file's rules; the same object for all files of which the same is said. */
	readonly levelsOf = (uri: string): RuleLevels => {
		let levels = this.levels.get(uri);
		if (levels === undefined) {
			const path = pathOf(uri);
			const configured = path === undefined ? {} : this.configurations.ofFile(path).rulesOf(path);
			const merged = { ...fileSettings(this.settings, uri).rules, ...configured };
			const key = JSON.stringify(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1)));
			levels = this.interned.get(key) ?? merged;
			this.interned.set(key, levels);
			this.levels.set(uri, levels);
		}
		return levels;
	};
}
