import type { Connection } from "vscode-languageserver";
import type { SchemaChoice } from "../engine";

/** What the server reads of the editor's settings under `edgewise` for the whole workspace. */
export interface WorkspaceSettings {
	/** Folders with definitions or JSON Schemas, as the user wrote them. */
	readonly schemaFolders: readonly string[];
	/** Which origin judges a kind, by the id of its entry. */
	readonly schemaChoices: ReadonlyMap<string, SchemaChoice>;
	readonly checkAgainstClusters: boolean;
}

/** The settings where a client has none. */
export const defaultSettings: WorkspaceSettings = {
	schemaFolders: [],
	schemaChoices: new Map(),
	checkAgainstClusters: true,
};

interface RawSettings {
	readonly validation?: { readonly enabled?: unknown } | null;
	readonly schemas?: {
		readonly folders?: unknown;
		readonly use?: unknown;
		readonly checkAgainstClusters?: unknown;
	} | null;
}

/** Asks the client for the workspace's settings. Values of a wrong type count as left out. */
export async function readSettings(connection: Connection): Promise<WorkspaceSettings> {
	const { schemas } = await ask(connection, undefined);
	const { folders, use, checkAgainstClusters } = schemas ?? {};
	const choices = typeof use === "object" && use !== null ? Object.entries(use) : [];
	return {
		schemaFolders: Array.isArray(folders) ? folders.filter((folder) => typeof folder === "string") : [],
		schemaChoices: new Map(choices.filter((choice): choice is [string, string] => typeof choice[1] === "string")),
		checkAgainstClusters: checkAgainstClusters !== false,
	};
}

/** Whether a document is to be checked at all. */
export async function validationEnabled(connection: Connection, uri: string): Promise<boolean> {
	const { validation } = await ask(connection, uri);
	return validation?.enabled !== false;
}

async function ask(connection: Connection, scopeUri: string | undefined): Promise<RawSettings> {
	try {
		const settings: unknown = await connection.workspace.getConfiguration({
			...(scopeUri !== undefined && { scopeUri }),
			section: "edgewise",
		});
		return typeof settings === "object" && settings !== null ? settings : {};
	} catch {
		return {};
	}
}
