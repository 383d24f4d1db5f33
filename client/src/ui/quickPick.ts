import * as vscode from "vscode";

/** A line of a quick pick that stands for a value; a separator stands for none. */
export interface Choice<T> extends vscode.QuickPickItem {
	readonly value?: T;
}

export interface QuickPickOptions<T> {
	readonly title: string;
	readonly placeholder?: string;
	/** Stays open when the focus goes elsewhere, for example to a diff. */
	readonly stay?: boolean;
	/** Which line is chosen at first. */
	readonly preselect?: (value: T) => boolean;
}

/** A separator between groups of choices. */
export function separator(label: string): Choice<never> {
	return { label, kind: vscode.QuickPickItemKind.Separator };
}

/**
 * Lets the user choose. The list opens at once and fills when the choices are there.
 *
 * @returns nothing where the user left it; throws what `choices` throws
 */
export async function choose<T>(
	choices: readonly Choice<T>[] | ((signal: AbortSignal) => Promise<readonly Choice<T>[]>),
	options: QuickPickOptions<T>,
): Promise<T | undefined> {
	const pick = vscode.window.createQuickPick<Choice<T>>();
	const controller = new AbortController();
	pick.title = options.title;
	pick.placeholder = options.placeholder ?? "";
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.ignoreFocusOut = options.stay ?? false;
	const fill = (items: readonly Choice<T>[]) => {
		pick.items = items;
		const first = items.find(({ value }) => value !== undefined && options.preselect?.(value));
		if (first !== undefined) pick.activeItems = [first];
	};
	try {
		return await new Promise<T | undefined>((resolve, reject) => {
			pick.onDidAccept(() => {
				const [chosen] = pick.selectedItems;
				if (chosen?.value !== undefined) resolve(chosen.value);
			});
			pick.onDidHide(() => resolve(undefined));
			if (typeof choices === "function") {
				pick.busy = true;
				choices(controller.signal).then((items) => {
					fill(items);
					pick.busy = false;
				}, reject);
			} else {
				fill(choices);
			}
			pick.show();
		});
	} finally {
		controller.abort();
		pick.dispose();
	}
}
