import {
	type CancellationToken,
	type Connection,
	LSPErrorCodes,
	ResponseError,
	type ServerCapabilities,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Analysis } from "../../engine";
import type { ClientAbilities } from "../abilities";
import type { Lines } from "../lines";
import { linesOfDocument } from "../lines";
import type { Session } from "../session";
import { cancelled } from "../slices";

/** One group of what an editor can ask for. */
export interface Feature {
	/** What the server says of it to a client. */
	capabilities(abilities: ClientAbilities): ServerCapabilities;
	/** Answers requests. */
	register(connection: Connection, session: Session): void;
}

/** A document with what it takes to answer about it. */
export interface Opened {
	readonly uri: string;
	readonly document: TextDocument;
	readonly lines: Lines;
	readonly analysis: Analysis;
}

/** A document that is open in the editor. A file that is not has nothing to answer with. */
export function opened(session: Session, uri: string): Opened | undefined {
	const document = session.documents.get(uri);
	if (document === undefined) return undefined;
	return { uri, document, lines: linesOfDocument(document), analysis: session.analysis() };
}

/**
 * Answers in several turns of the event loop, during which documents may change. A request that is no longer wanted, or
 * whose document changed meanwhile, is refused: positions of then mean something else now.
 *
 * @throws ResponseError for a request that is refused
 */
export async function answerInTurns<T>(
	session: Session,
	uri: string,
	token: CancellationToken,
	compute: () => Promise<T>,
): Promise<T> {
	const version = session.documents.get(uri)?.version;
	const answer = await compute();
	if (token.isCancellationRequested) throw cancelled();
	if (session.documents.get(uri)?.version !== version) {
		throw new ResponseError(LSPErrorCodes.ContentModified, "The document was changed meanwhile.");
	}
	return answer;
}
