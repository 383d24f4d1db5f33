import { join } from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { schemaSupply } from "../node/schemaSupply";
import { LanguageServer } from "./server";

declare const EDGEWISE_VERSION: string;

const connection = createConnection(ProposedFeatures.all);
new LanguageServer(connection, schemaSupply(join(__dirname, "schemas")), EDGEWISE_VERSION).listen();
