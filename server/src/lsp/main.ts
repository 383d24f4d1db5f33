import { join } from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { schemasFromFolder } from "../node/schemaFiles";
import { LanguageServer } from "./server";

declare const EDGEWISE_VERSION: string;

const connection = createConnection(ProposedFeatures.all);
new LanguageServer(connection, schemasFromFolder(join(__dirname, "schemas")), EDGEWISE_VERSION).listen();
