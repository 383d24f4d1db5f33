const vscode = require("vscode");

/** Offers what the selfcheck drives: a greeting in the user's language, and a webview. */
exports.activate = (context) => {
	const openPanel = () => {
		const panel = vscode.window.createWebviewPanel("selfcheck", "Selfcheck", vscode.ViewColumn.One, {});
		panel.webview.html = "<!DOCTYPE html><html><body><h1>Webview here</h1></body></html>";
	};
	context.subscriptions.push(vscode.commands.registerCommand("selfcheck.panel", openPanel));
	return { greeting: () => vscode.l10n.t("Hello from the selfcheck") };
};
