import * as vscode from "vscode";
import type { ObjectReference } from "../fleet/objects";

const scheme = "edgewise-diff";

/** One object's diff; both sides are shown as they are given. */
export interface ShownDiff {
	readonly reference: ObjectReference;
	readonly before: string;
	readonly after: string;
}

/** Shows what would change as read-only documents beside each other. */
export class DiffDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
	private readonly texts = new Map<string, string>();
	private readonly registration: vscode.Disposable;
	private reviews = 0;

	constructor() {
		this.registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
	}

	/** For VS Code. */
	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.texts.get(uri.toString()) ?? "";
	}

	/** Opens the diffs of a review: one in a diff editor, several in one editor. Ends when it is open. */
	async open(contextName: string, title: string, diffs: readonly ShownDiff[]): Promise<Review> {
		const review = String(++this.reviews);
		const sides = diffs.map((diff) => ({
			reference: diff.reference,
			isNew: diff.before === "",
			before: this.keep(contextName, diff.reference, review, "before", diff.before),
			after: this.keep(contextName, diff.reference, review, "after", diff.after),
		}));
		const show = async (only?: ObjectReference) => {
			const [first, ...others] = sides.filter(({ reference }) => only === undefined || reference === only);
			if (first === undefined) return;
			const single = `${first.reference.kind} ${first.reference.name} · ${title}`;
			const options = { preview: false, preserveFocus: true };
			if (others.length === 0) {
				await vscode.commands.executeCommand("vscode.diff", first.before, first.after, single, options);
			} else {
				const resources = sides.map(({ before, after, isNew }) => [after, isNew ? undefined : before, after]);
				await vscode.commands.executeCommand("vscode.changes", title, resources);
			}
		};
		await show();
		const isOurs = ({ label, input }: vscode.Tab) =>
			(input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme) ||
			(!(input instanceof vscode.TabInputText) && label.startsWith(title));
		const close = async () => {
			await vscode.window.tabGroups.close(
				vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isOurs)),
				true,
			);
			for (const { before, after } of sides) {
				this.texts.delete(before.toString());
				this.texts.delete(after.toString());
			}
		};
		const closeWithTab = () => {
			const closing = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
				if (!closed.some(isOurs)) return;
				closing.dispose();
				void close();
			});
		};
		return { show, close, closeWithTab };
	}

	dispose(): void {
		this.registration.dispose();
		this.texts.clear();
	}

	private keep(context: string, reference: ObjectReference, review: string, side: string, text: string): vscode.Uri {
		const { kind, name, namespace } = reference;
		const parts = [context, ...(namespace === undefined ? [] : [namespace]), kind, `${name}.yaml`];
		const path = `/${parts.map((part) => part.replaceAll("/", "_")).join("/")}`;
		const uri = vscode.Uri.from({ scheme, path, query: `${side}-${review}` });
		this.texts.set(uri.toString(), text);
		return uri;
	}
}

/** Diffs that are open for a review. */
export interface Review {
	/** Shows the diffs, or only that of one object. */
	show(only?: ObjectReference): Promise<void>;
	/** Closes the diffs and forgets their content. */
	close(): Promise<void>;
	/** Leaves the diffs to the user: their content is forgotten when they are closed. */
	closeWithTab(): void;
}
