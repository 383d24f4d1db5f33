import type { Connection } from "vscode-languageserver";
import { isProblemCode, isRuleLevel, type RuleLevel, type RuleLevels, type SchemaChoice } from "../engine";
import { isWithin } from "./uris";

/** What the server reads of the editor's settings under `edgewise`. */
export interface Settings {
	/** Folders with definitions or JSON Schemas, as the user wrote them. */
	readonly schemaFolders: readonly string[];
	/** Which origin judges a kind, by the id of its entry. */
	readonly schemaChoices: ReadonlyMap<string, SchemaChoice>;
	readonly checkAgainstClusters: boolean;
	/** Which files are checked: all, or those that are open. */
	readonly scope: "workspace" | "openFiles";
	/** What holds for the files of each folder of the workspace, by its URI. */
	readonly folders: ReadonlyMap<string, FileSettings>;
	/** What holds for files in no folder. */
	readonly elsewhere: FileSettings;
}

/** What settings say of a file. */
export interface FileSettings {
	/** Whether it is checked at all. */
	readonly enabled: boolean;
	readonly rules: RuleLevels;
}

const usual: FileSettings = { enabled: true, rules: {} };

/** The settings where a client has none. */
export const defaultSettings: Settings = {
	schemaFolders: [],
	schemaChoices: new Map(),
	checkAgainstClusters: true,
	scope: "workspace",
	folders: new Map(),
	elsewhere: usual,
};

/** What settings say of a file: those of the innermost folder that it is in. */
export function fileSettings({ folders, elsewhere }: Settings, uri: string): FileSettings {
	let found = elsewhere;
	let length = -1;
	for (const [folder, settings] of folders) {
		if (folder.length > length && isWithin(uri, folder)) {
			found = settings;
			length = folder.length;
		}
	}
	return found;
}

/**
 * Asks the client for its settings. Values of a wrong type count as left out.
 *
 * @param folders URIs of the workspace's folders
 */
export async function readSettings(connection: Connection, folders: readonly string[]): Promise<Settings> {
	const items = [undefined, ...folders].map((scopeUri) => ({
		...(scopeUri !== undefined && { scopeUri }),
		section: "edgewise",
	}));
	let answers: unknown;
	try {
		answers = await connection.workspace.getConfiguration(items);
	} catch {
		return defaultSettings;
	}
	const [general, ...ofFolders] = Array.isArray(answers) ? answers : [];
	const use = field(general, "schemas", "use");
	const choices = typeof use === "object" && use !== null ? Object.entries(use) : [];
	const schemaFolders = field(general, "schemas", "folders");
	return {
		schemaFolders: Array.isArray(schemaFolders) ? schemaFolders.filter((folder) => typeof folder === "string") : [],
		schemaChoices: new Map(choices.filter((choice): choice is [string, string] => typeof choice[1] === "string")),
		checkAgainstClusters: field(general, "schemas", "checkAgainstClusters") !== false,
		scope: field(general, "validation", "scope") === "openFiles" ? "openFiles" : "workspace",
		folders: new Map(folders.map((folder, index) => [folder, fileSettingsFrom(ofFolders[index])])),
		elsewhere: fileSettingsFrom(general),
	};
}

function fileSettingsFrom(settings: unknown): FileSettings {
	const rules = field(settings, "rules");
	const levels: Partial<Record<string, RuleLevel>> = {};
	if (typeof rules === "object" && rules !== null) {
		for (const [code, level] of Object.entries(rules)) {
			if (isProblemCode(code) && typeof level === "string" && isRuleLevel(level)) levels[code] = level;
		}
	}
	return { enabled: field(settings, "validation", "enabled") !== false, rules: levels };
}

function field(value: unknown, ...names: readonly string[]): unknown {
	let found = value;
	for (const name of names) {
		if (typeof found !== "object" || found === null) return undefined;
		found = new Map<string, unknown>(Object.entries(found)).get(name);
	}
	return found;
}
