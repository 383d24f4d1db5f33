import * as vscode from "vscode";
import type { ClusterBoard } from "./clusterBoard";
import { chooseSchema } from "./language/chooseSchema";
import { ClusterNews } from "./language/clusterNews";
import type { LanguageCommand } from "./language/commands";
import { startLanguageClient } from "./language/languageClient";
import { registerLensCommands } from "./language/lensCommands";
import { LiveNews } from "./language/liveNews";
import { migrate } from "./language/migrate";
import { SchemaStatus } from "./language/schemaStatus";
import { AnswerDocuments } from "./permissions/answerDocuments";
import { explainPermission } from "./permissions/explainPermission";
import { showGeneratedRbac } from "./permissions/showGeneratedRbac";
import { SiteChecks } from "./templates/checkSites";
import { newSite } from "./templates/newSite";
import { PreviewDocuments } from "./ui/previewDocument";

/** The part of the client that talks to the language server. */
export interface LanguagePart extends vscode.Disposable {
	run(command: LanguageCommand): Promise<void>;
}

/**
 * Starts the language server, tells it of clusters, and shows which schema it judges a document by.
 *
 * @param serverModule path of the bundled server
 * @param board says which clusters are known
 */
export async function startLanguagePart(
	serverModule: string,
	log: vscode.LogOutputChannel,
	board: ClusterBoard,
): Promise<LanguagePart> {
	const client = await startLanguageClient(serverModule, log);
	const news = new ClusterNews(client, board);
	const live = new LiveNews(client, board);
	const lenses = registerLensCommands(client);
	const status = new SchemaStatus(client, news);
	const previews = new PreviewDocuments();
	const siteChecks = new SiteChecks();
	const answers = new AnswerDocuments((uri) => client.protocol2CodeConverter.asUri(uri));
	const disposable = vscode.Disposable.from(
		status,
		news,
		live,
		lenses,
		previews,
		siteChecks,
		answers,
		new vscode.Disposable(() => void client.dispose()),
	);
	const commands: Readonly<Record<LanguageCommand, () => Promise<void>>> = {
		"edgewise.chooseSchema": () => chooseSchema(client, news),
		"edgewise.migrate": () => migrate(client, previews),
		"edgewise.newSite": () => newSite(client),
		"edgewise.checkSites": () => siteChecks.run(client),
		"edgewise.explainPermission": () => explainPermission(client, answers),
		"edgewise.showGeneratedRbac": () => showGeneratedRbac(client, answers),
	};
	return {
		run: (command) => commands[command](),
		dispose: () => disposable.dispose(),
	};
}
