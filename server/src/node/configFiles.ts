import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import {
	type Config,
	type ConfigWords,
	configFileName,
	ignoreMatcher,
	readConfig,
	rulesMatcher,
} from "../config/config";
import type { RuleLevels } from "../engine";
import { LineIndex } from "../engine";

/** A configuration file that holds for some files. */
export interface ConfigInUse {
	/** Folders with more definitions, as absolute paths. */
	readonly schemaFolders: readonly string[];
	/** @param path absolute */
	readonly ignores: (path: string) => boolean;
	/** @param path absolute */
	readonly rulesOf: (path: string) => RuleLevels;
}

/** A configuration file that cannot be used, with all that is wrong with it. */
export class ConfigError extends Error {
	/** @param complaints `file:line:column: message`, or `file: reason` */
	constructor(readonly complaints: readonly string[]) {
		super(complaints.join("\n"));
	}
}

const none: ConfigInUse = { schemaFolders: [], ignores: () => false, rulesOf: () => ({}) };

/**
 * Finds the configuration of files: the nearest `.edgewise.yaml` in their folder or one above, up to the root of the
 * repository. It alone counts. What was found is kept.
 */
export class ConfigLookup {
	private readonly byFolder = new Map<string, ConfigInUse>();

	/** @param load reads the configuration file of this path; `undefined` where there is none */
	constructor(private readonly load: (file: string) => ConfigInUse | undefined) {}

	/**
	 * @param path absolute path of a file
	 * @throws what `load` throws
	 */
	ofFile(path: string): ConfigInUse {
		return this.ofFolder(dirname(path));
	}

	/** @throws what `load` throws */
	ofFolder(folder: string): ConfigInUse {
		let found = this.byFolder.get(folder);
		if (found === undefined) {
			found = this.look(folder);
			this.byFolder.set(folder, found);
		}
		return found;
	}

	private look(folder: string): ConfigInUse {
		const own = this.load(join(folder, configFileName));
		if (own !== undefined) return own;
		const above = dirname(folder);
		return above === folder || isRepositoryRoot(folder) ? none : this.ofFolder(above);
	}
}

/** Finds the configuration of files on the disk, and does with none that cannot be used. */
export class ConfigFinder {
	private readonly lookup: ConfigLookup;
	private readonly fixed: ConfigInUse | undefined;

	/**
	 * @param file a configuration file that holds for all files instead
	 * @param reasonOf why a file cannot be read, in words
	 * @throws ConfigError where that file cannot be used
	 */
	constructor(
		private readonly words: ConfigWords,
		private readonly reasonOf: (error: unknown) => string,
		file?: string,
	) {
		this.lookup = new ConfigLookup((path) => (existsSync(path) ? this.load(path) : undefined));
		this.fixed = file === undefined ? undefined : this.load(file);
	}

	/**
	 * @param path absolute path of a file
	 * @throws ConfigError where its configuration cannot be used
	 */
	ofFile(path: string): ConfigInUse {
		return this.fixed ?? this.lookup.ofFile(path);
	}

	/** @throws ConfigError where the folder's configuration cannot be used */
	ofFolder(folder: string): ConfigInUse {
		return this.fixed ?? this.lookup.ofFolder(folder);
	}

	private load(file: string): ConfigInUse {
		let text: string;
		try {
			text = readFileSync(file, "utf8");
		} catch (error) {
			throw new ConfigError([`${file}: ${this.reasonOf(error)}`]);
		}
		const result = readConfig(text, this.words);
		if (result.kind === "config") return configInUse(result.config, dirname(resolve(file)));
		const lines = new LineIndex(text);
		throw new ConfigError(
			result.problems.map(({ span, message }) => {
				const { line, column } = lines.position(span.start);
				return `${file}:${line + 1}:${column + 1}: ${message}`;
			}),
		);
	}
}

/** The folder of the repository that a folder is in; `undefined` outside of any. */
export function repositoryRootOf(folder: string): string | undefined {
	if (isRepositoryRoot(folder)) return folder;
	const above = dirname(folder);
	return above === folder ? undefined : repositoryRootOf(above);
}

/** A path as others than Windows write it. */
export function withSlashes(path: string): string {
	return sep === "\\" ? path.replaceAll("\\", "/") : path;
}

function isRepositoryRoot(folder: string): boolean {
	return existsSync(join(folder, ".git"));
}

/** A configuration as it holds for the files of a folder. @param folder absolute; patterns and folders count from it */
export function configInUse(config: Config, folder: string): ConfigInUse {
	const ignored = ignoreMatcher(config);
	const rules = rulesMatcher(config);
	const inside = (path: string) => withSlashes(relative(folder, path));
	return {
		schemaFolders: config.schemas.map((path) => resolve(folder, path)),
		ignores: (path) => ignored(inside(path)),
		rulesOf: (path) => rules(inside(path)),
	};
}
