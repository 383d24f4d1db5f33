import * as vscode from "vscode";

/** Shows that something is under way, with a cancel that reaches the socket. */
export async function withProgress<T>(
	title: string,
	task: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
	const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
	return await vscode.window.withProgress(options, async (progress, token) => {
		const controller = new AbortController();
		const cancelling = token.onCancellationRequested(() => controller.abort());
		try {
			return await task(controller.signal, (message) => progress.report({ message }));
		} finally {
			cancelling.dispose();
		}
	});
}
