import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { repositoryRoot } from "./lib/paths";
import { ensureChromium } from "./vscode/chromium";

/** Makes `media/icon.png`, which the marketplace shows, from `media/icon.svg`. */
async function renderIcon(): Promise<void> {
	const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ["--no-sandbox"] });
	try {
		const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
		const svg = await readFile(join(repositoryRoot, "media", "icon.svg"), "utf8");
		await page.setContent(`<style>body{margin:0;background:transparent}</style>${svg}`);
		await writeFile(join(repositoryRoot, "media", "icon.png"), await page.screenshot({ omitBackground: true }));
	} finally {
		await browser.close();
	}
}

renderIcon().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
