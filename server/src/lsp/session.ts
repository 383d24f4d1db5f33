import type { Connection } from "vscode-languageserver";
import type { Analysis } from "../engine";
import type { ClientAbilities } from "./abilities";
import type { Lines } from "./lines";
import type { OpenDocuments } from "./openDocuments";
import type { Workbench } from "./workbench";

/** What features need of the server. */
export interface Session {
	readonly connection: Connection;
	readonly documents: OpenDocuments;
	readonly abilities: ClientAbilities;
	readonly workbench: Workbench;
	/** Resolves when the client's settings are known, or it turned out to have none. */
	readonly settled: Promise<void>;
	/** The state as it is now. */
	analysis(): Analysis;
	/** The lines of a file, open or not; `undefined` for one that is not known. */
	linesOf(uri: string): Lines | undefined;
}
