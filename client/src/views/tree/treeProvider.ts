import * as vscode from "vscode";
import type { TreeContent } from "./content";
import { type TreeElement, TreeModel } from "./treeModel";

/** Shows a {@link TreeModel} in VS Code. */
export class TreeProvider implements vscode.TreeDataProvider<TreeElement> {
	private readonly model: TreeModel;
	private readonly changed = new vscode.EventEmitter<undefined | TreeElement[]>();
	readonly onDidChangeTreeData = this.changed.event;

	constructor(roots: () => readonly TreeContent[]) {
		this.model = new TreeModel(roots);
	}

	getChildren(element?: TreeElement): TreeElement[] {
		return [...this.model.children(element)];
	}

	getParent(element: TreeElement): TreeElement | undefined {
		return element.parent;
	}

	getTreeItem({ content }: TreeElement): vscode.TreeItem {
		const state =
			content.children === undefined
				? vscode.TreeItemCollapsibleState.None
				: content.expanded
					? vscode.TreeItemCollapsibleState.Expanded
					: vscode.TreeItemCollapsibleState.Collapsed;
		const item = new vscode.TreeItem(content.label, state);
		item.id = content.id;
		item.iconPath = new vscode.ThemeIcon(content.icon, colour(content.tone));
		if (content.description !== undefined) item.description = content.description;
		if (content.contextValue !== undefined) item.contextValue = content.contextValue;
		item.tooltip = content.tooltip === undefined ? content.label : new vscode.MarkdownString(content.tooltip);
		item.accessibilityInformation = { label: [content.label, content.description].filter(Boolean).join(", ") };
		return item;
	}

	/** Draws what changed since it was last drawn, and nothing else. */
	refresh(): void {
		const redraw = this.model.refresh();
		if (redraw === "all") this.changed.fire(undefined);
		else if (redraw.length > 0) this.changed.fire([...redraw]);
	}

	dispose(): void {
		this.changed.dispose();
	}
}

function colour(tone: TreeContent["tone"]): vscode.ThemeColor | undefined {
	switch (tone) {
		case "good":
			return new vscode.ThemeColor("testing.iconPassed");
		case "bad":
			return new vscode.ThemeColor("list.errorForeground");
		case "doubtful":
			return new vscode.ThemeColor("list.warningForeground");
		case "plain":
			return undefined;
	}
}
