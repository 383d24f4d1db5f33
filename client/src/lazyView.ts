import * as vscode from "vscode";
import type { TreeElement } from "./views/tree/treeModel";

/** What shows a tree's elements once it is loaded. */
export type TreeSource = Required<Pick<vscode.TreeDataProvider<TreeElement>, "getParent" | "onDidChangeTreeData">> &
	vscode.TreeDataProvider<TreeElement>;

/** A view that is there from the start, and that asks for what fills it when somebody first looks at it. */
export class LazyView implements vscode.TreeDataProvider<TreeElement>, vscode.Disposable {
	private readonly changed = new vscode.EventEmitter<undefined | null | TreeElement | TreeElement[]>();
	readonly onDidChangeTreeData = this.changed.event;
	readonly view: vscode.TreeView<TreeElement>;
	private source: TreeSource | undefined;
	private subscription: vscode.Disposable | undefined;

	/** @param onFirstLook has to fill the view; called when VS Code first asks for its items, which it does when it is shown */
	constructor(
		id: string,
		private readonly onFirstLook: () => void,
	) {
		this.view = vscode.window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
	}

	/** Fills the view. */
	fill(source: TreeSource): vscode.TreeView<TreeElement> {
		this.source = source;
		this.subscription = source.onDidChangeTreeData((elements) => this.changed.fire(elements ?? undefined));
		return this.view;
	}

	async getChildren(element?: TreeElement): Promise<TreeElement[]> {
		// The first answer is the real one: VS Code may pass over a change that comes while it still draws an empty view.
		if (this.source === undefined) this.onFirstLook();
		return (await this.source?.getChildren(element)) ?? [];
	}

	getTreeItem(element: TreeElement): vscode.TreeItem | Thenable<vscode.TreeItem> {
		return this.source?.getTreeItem(element) ?? new vscode.TreeItem("");
	}

	getParent(element: TreeElement): vscode.ProviderResult<TreeElement> {
		return this.source?.getParent(element);
	}

	dispose(): void {
		this.subscription?.dispose();
		this.changed.dispose();
		this.view.dispose();
	}
}
