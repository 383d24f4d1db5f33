import { join } from "node:path";
import { createConnection, Message, ProposedFeatures } from "vscode-languageserver/node";
import { schemaSupply } from "../node/schemaSupply";
import { snippetsFromFile } from "../node/snippetFiles";
import { LanguageServer } from "./server";
import { cancelled } from "./slices";

declare const EDGEWISE_VERSION: string;

const connection = createConnection(ProposedFeatures.all, {
	// A request that was cancelled before its turn is not worked on.
	connectionStrategy: {
		cancelUndispatched(message) {
			if (!Message.isRequest(message)) return undefined;
			const { code, message: text } = cancelled();
			return { jsonrpc: message.jsonrpc, id: message.id, error: { code, message: text } };
		},
	},
});
const snippets = snippetsFromFile(join(__dirname, "..", "snippets", "edgewise.code-snippets"));
new LanguageServer(connection, schemaSupply(join(__dirname, "schemas")), EDGEWISE_VERSION, snippets).listen();
