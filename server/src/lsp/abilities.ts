import type { InitializeParams } from "vscode-languageserver";

/** What a client can do, as far as the answers depend on it. */
export interface ClientAbilities {
	readonly configuration: boolean;
	readonly configurationChanges: boolean;
	readonly watchedFiles: boolean;
	readonly workspaceFolders: boolean;
	readonly progress: boolean;
	readonly snippets: boolean;
	/** Whether it asks for diagnostics itself. */
	readonly pullsDiagnostics: boolean;
	readonly refreshesDiagnostics: boolean;
	readonly refreshesCodeLenses: boolean;
	readonly refreshesInlayHints: boolean;
	readonly relatedInformation: boolean;
	readonly codeDescriptions: boolean;
	readonly diagnosticTags: boolean;
	/** Whether the edit of a code action may be left for later. */
	readonly resolvesActions: boolean;
	/** Whether edits may say which version of a document they are for. */
	readonly versionedEdits: boolean;
	/** Whether the place that leads to a definition can be told besides. */
	readonly definitionLinks: boolean;
	/** Whether it reads the extension's file of snippets itself. */
	readonly fileSnippets: boolean;
	/** Commands that the client runs when the user clicks on what the server made. */
	readonly commands: ReadonlySet<string>;
}

/** Reads a client's abilities from what it says of itself. */
export function abilitiesOf(params: InitializeParams): ClientAbilities {
	const { workspace, textDocument, window } = params.capabilities;
	const { diagnostic, publishDiagnostics } = textDocument ?? {};
	const shown = diagnostic ?? publishDiagnostics;
	const { fileSnippets, commands } = optionsOf(params.initializationOptions);
	return {
		configuration: workspace?.configuration === true,
		configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
		watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
		workspaceFolders: workspace?.workspaceFolders === true,
		progress: window?.workDoneProgress === true,
		snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
		pullsDiagnostics: diagnostic !== undefined,
		refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
		refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
		refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
		relatedInformation: shown?.relatedInformation === true || publishDiagnostics?.relatedInformation === true,
		codeDescriptions: shown?.codeDescriptionSupport === true || publishDiagnostics?.codeDescriptionSupport === true,
		diagnosticTags: shown?.tagSupport !== undefined || publishDiagnostics?.tagSupport !== undefined,
		resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
		versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
		definitionLinks: textDocument?.definition?.linkSupport === true,
		fileSnippets: fileSnippets === false,
		commands: new Set(Array.isArray(commands) ? commands.filter((command) => typeof command === "string") : []),
	};
}

function optionsOf(options: unknown): Partial<Record<"fileSnippets" | "commands", unknown>> {
	return typeof options === "object" && options !== null ? options : {};
}

/** Those of a client that did not say anything yet. */
export const noAbilities: ClientAbilities = abilitiesOf({
	processId: null,
	rootUri: null,
	workspaceFolders: null,
	capabilities: {},
});
