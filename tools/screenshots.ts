import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { buildAll } from "./build";
import { startDemo } from "./demo/demo";
import { repositoryRoot } from "./lib/paths";
import { hideBrowserParts, openWorkbench } from "./vscode/browser";
import { startVSCodeServer } from "./vscode/server";

const imagesFolder = join(repositoryRoot, "docs", "images");

/** A model as it was written for an earlier KubeEdge. */
const oldModel = `# The freezers of the first stores.
apiVersion: devices.kubeedge.io/v1alpha2
kind: DeviceModel
metadata:
  name: freezer-2021
  namespace: stores
spec:
  properties:
    - name: temperature # inside
      description: Air temperature inside
      type:
        double:
          accessMode: ReadOnly
          minimum: -40
          maximum: 30
          unit: °C
    - name: setpoint # what to hold
      description: Temperature to hold
      type:
        double:
          accessMode: ReadWrite
          defaultValue: -18
          unit: °C
`;

/** Takes the README's pictures from the running extension, on the demo fleet. `--locale zh-cn` takes them in Chinese. */
async function takeScreenshots(): Promise<void> {
	const { values } = parseArgs({ options: { locale: { type: "string", default: "en" }, out: { type: "string" } } });
	const out = values.out ?? imagesFolder;
	await mkdir(out, { recursive: true });
	await buildAll({ production: false });
	const scratch = await mkdtemp(join(tmpdir(), "edgewise-pictures-"));
	const folder = join(scratch, "stores");
	await cp(join(repositoryRoot, "examples"), folder, { recursive: true });
	await writeFile(join(folder, "freezer-2021.yaml"), oldModel);
	const demo = await startDemo((line) => console.log(line));
	try {
		const server = await startVSCodeServer({
			builtinExtensions: [repositoryRoot],
			env: { ...process.env, KUBECONFIG: demo.kubeconfig },
			locale: values.locale,
			testDriver: false,
			settings: {
				"workbench.colorTheme": "Default Dark Modern",
				"editor.minimap.enabled": false,
				"editor.fontSize": 14,
				"breadcrumbs.enabled": false,
			},
		});
		const viewport = { width: 1280, height: 800 };
		const { page, close } = await openWorkbench({ server, folder, viewport, deviceScaleFactor: 1.5 });
		const window = new Window(page, out);
		await hideBrowserParts(page);
		try {
			await manifests(window);
			await connections(window);
			await commands(window);
			await fleet(window);
			await shipping(window);
		} catch (error) {
			await window.picture("failure");
			throw error;
		}
		await close();
		await server.stop();
	} finally {
		await demo.stop();
		await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** What a person does in a window, for pictures. */
class Window {
	constructor(
		readonly page: Page,
		private readonly out: string,
	) {}

	async picture(name: string): Promise<void> {
		// Where the pointer rests, nothing pops up; what popped up on the way there may stay until it moves again.
		const tip = this.page.locator(".monaco-hover.workbench-hover").first();
		for (let round = 0; round < 5; round++) {
			await this.page.mouse.move(250 - 10 * round, 18);
			const hidden = tip.waitFor({ state: "hidden", timeout: 2_000 }).then(
				() => true,
				() => false,
			);
			if (await hidden) break;
		}
		await this.page.screenshot({ path: join(this.out, `${name}.png`) });
		console.log(`${name}.png`);
	}

	async open(file: string): Promise<void> {
		await this.page.keyboard.press("Control+P");
		await this.page.locator(".quick-input-widget input").fill(file);
		// The list is filtered a moment after the text is there, so what is on top may not be what is wanted.
		await this.page.locator(".quick-input-list .monaco-list-row", { hasText: file }).first().click();
		await this.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
		await this.page.locator(".view-line", { hasText: "apiVersion" }).first().waitFor();
	}

	async run(command: string): Promise<void> {
		await this.page.keyboard.press("F1");
		await this.page.locator(".quick-input-widget input").fill(`>${command}`);
		// The list is filtered a moment after the text is there.
		await this.page
			.locator(".quick-input-list .monaco-list-row", { hasText: new RegExp(`^${command}`) })
			.first()
			.click();
		// What the command shows next may come up below the pointer.
		await this.page.mouse.move(250, 18);
	}

	/** Puts the cursor at a line and column, both from 1. */
	async goTo(line: number, column: number): Promise<void> {
		await this.page.keyboard.press("Control+G");
		await this.page.locator(".quick-input-widget input").fill(`:${line}:${column}`);
		await this.page.keyboard.press("Enter");
		await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
	}

	/** Waits until no cluster is being asked any more. */
	async quiet(): Promise<void> {
		const asking = this.page.locator(".notification-list-item", { hasText: /Asking|正在/ });
		await asking.first().waitFor({ state: "hidden" });
	}

	async prompt(text: RegExp): Promise<void> {
		await this.page.locator(".quick-input-widget", { hasText: text }).waitFor({ timeout: 20_000 });
	}

	/** Chooses the line of a list that shows a text. */
	async choose(text: string): Promise<void> {
		await this.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click();
	}

	/** Shows what is said of the place at the cursor. */
	async hover(text: string): Promise<void> {
		await this.page.keyboard.press("Control+K");
		await this.page.keyboard.press("Control+I");
		await this.page.locator(".monaco-hover:not(.hidden)", { hasText: text }).first().waitFor();
	}

	/** Shows the documentation beside the completions, unless VS Code still does from the last time. */
	async showDetails(): Promise<void> {
		const details = this.page.locator(".suggest-details-container .suggest-details", { hasText: /\w/ });
		for (let round = 0; round < 3 && !(await details.first().isVisible()); round++) {
			await this.page.keyboard.press("Control+Space");
			await details
				.first()
				.waitFor({ timeout: 2_000 })
				.catch(() => {});
		}
	}

	/** Opens all rows of the side bar that are closed. */
	async expandAll(): Promise<void> {
		const closed = this.page.locator('.pane-body .monaco-list-row[aria-expanded="false"]:not(:has-text("store-003"))');
		for (let round = 0; round < 20 && (await closed.count()) > 0; round++) {
			await closed.first().click();
			await this.page.keyboard.press("ArrowRight");
		}
	}
}

async function manifests(window: Window): Promise<void> {
	const { page } = window;
	await window.open("start-here.yaml");
	await page.locator(".squiggly-error").first().waitFor();
	await page.locator(".codelens-decoration", { hasText: "reference" }).first().waitFor();
	await window.goTo(11, 5);
	await window.hover("nodeName");
	await window.picture("problems");
	await page.keyboard.press("Escape");
	await window.goTo(25, 100);
	await page.keyboard.press("Enter");
	await page.keyboard.press("Home");
	await page.keyboard.press("Shift+End");
	await page.keyboard.press("Delete");
	await page.keyboard.type("    - name: ");
	await page.locator(".suggest-widget.visible", { hasText: "door-open" }).waitFor();
	await window.picture("names");
	await page.keyboard.press("Escape");
	await window.run("File: Revert File");
	await window.goTo(20, 100);
	await page.keyboard.press("Enter");
	await page.keyboard.press("Escape");
	await window.run("Trigger Suggest");
	await page.locator(".suggest-widget.visible", { hasText: "pushMethod" }).waitFor();
	await page.keyboard.press("ArrowDown");
	await window.showDetails();
	await window.picture("completion");
	await page.keyboard.press("Escape");
	await window.run("File: Revert File");
}

/** What manifests have to do with each other. */
async function connections(window: Window): Promise<void> {
	const { page } = window;
	await window.open("freezers.yaml");
	await window.goTo(34, 20);
	await page.keyboard.press("End");
	for (let count = 0; count < '"-18"'.length; count++) await page.keyboard.press("Backspace");
	await page.keyboard.type('"5');
	await page.locator(".squiggly-warning").first().waitFor();
	await window.goTo(34, 17);
	await window.hover("can be set");
	await window.picture("limits");
	await page.keyboard.press("Escape");
	await window.run("File: Revert File");

	await window.open("freezer-model.yaml");
	await window.goTo(16, 15);
	await window.run("Peek References");
	await page.locator(".peekview-widget .monaco-list-row", { hasText: "freezers.yaml" }).waitFor();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowDown");
	await page.locator(".peekview-widget .view-line", { hasText: "desired" }).first().waitFor();
	await window.picture("references");
	await page.keyboard.press("Escape");
}

async function commands(window: Window): Promise<void> {
	const { page } = window;
	await window.open("freezer-2021.yaml");
	await window.run("Edgewise: Migrate Manifest");
	await window.prompt(/freezer-2021/);
	await page.locator(".monaco-diff-editor .view-line", { hasText: "v1beta1" }).first().waitFor();
	await window.picture("migrate");
	await page.keyboard.press("Escape");
	await page.locator(".monaco-diff-editor").waitFor({ state: "detached" });

	await window.open("roles.yaml");
	await window.run("Edgewise: Explain Permission");
	const answers = ["May somebody", "store-operators", "get", "devices.devices.kubeedge.io", "store-001"];
	for (const answer of answers) await window.choose(answer);
	await page.locator(".view-line", { hasText: "Levels, from the narrowest" }).first().waitFor();
	// Colours come with VS Code's own extension for Markdown.
	await page.locator(".view-line .mtkb").first().waitFor();
	await page.locator(".statusbar-item", { hasText: "Activating" }).waitFor({ state: "hidden" });
	await window.picture("permission");
	await window.run("View: Close All Editors");
}

async function fleet(window: Window): Promise<void> {
	const { page } = window;
	await window.open("kubeedge.yaml");
	await page.locator('.activitybar [aria-label^="Edgewise"]').first().click();
	await page.locator(".pane-body .monaco-list-row", { hasText: "freezer-001" }).waitFor({ timeout: 30_000 });
	await window.expandAll();
	// The side bar as wide as its texts.
	const sash = page.locator(".monaco-sash.vertical").first();
	const box = await page.locator(".part.sidebar").boundingBox();
	if (box !== null && (await sash.count()) > 0) {
		await page.mouse.move(box.x + box.width, box.y + 300);
		await page.mouse.down();
		await page.mouse.move(box.x + box.width + 190, box.y + 300, { steps: 5 });
		await page.mouse.up();
	}
	await page.locator(".pane-body .monaco-list-row", { hasText: "setpoint" }).first().waitFor();
	await window.picture("fleet");
}

async function shipping(window: Window): Promise<void> {
	const { page } = window;
	await window.open("till.yaml");
	await window.run("Edgewise: Apply");
	await window.prompt(/Apply to hub/);
	await page.keyboard.press("Enter");
	await page.locator(".notification-list-item-message", { hasText: /Applied 1 object/ }).waitFor();
	await window.open("till.yaml");
	const line = page.locator(".view-line", { hasText: "Good morning" });
	await line.first().click();
	await page.keyboard.press("End");
	for (let count = 0; count < "morning".length; count++) await page.keyboard.press("Backspace");
	await page.keyboard.type("evening");
	await window.run("Edgewise: Apply");
	await window.prompt(/Apply to hub: 1 to change/);
	await page.locator(".monaco-diff-editor .view-line", { hasText: "Good evening" }).first().waitFor();
	await window.quiet();
	await window.picture("apply");
	await page.keyboard.press("Enter");
	await page
		.locator(".notification-list-item-message", { hasText: /Applied 1 object/ })
		.last()
		.waitFor();
	await window.run("Edgewise: Roll Back");
	await window.prompt(/Revision 1/);
	await page.keyboard.type("Revision 1");
	await page.keyboard.press("Enter");
	await window.prompt(/Roll back to revision 1/);
	await page.locator(".monaco-diff-editor .view-line", { hasText: "Good morning" }).first().waitFor();
	await window.quiet();
	await window.picture("roll-back");
	await page.keyboard.press("Escape");
	await window.run("Notifications: Clear All Notifications");
	await window.run("Edgewise: Tail Logs");
	await window.prompt(/stores/);
	await page.keyboard.type("stores");
	await page.keyboard.press("Enter");
	await window.prompt(/till-/);
	await page.keyboard.type("till");
	await page.keyboard.press("Enter");
	await page.locator(".panel .view-line", { hasText: "customer 3" }).waitFor({ timeout: 30_000 });
	await window.picture("logs");
}

takeScreenshots().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
