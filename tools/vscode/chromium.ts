import { existsSync } from "node:fs";
import { ensureDebianPackages } from "../lib/debian";
import { findOnPath } from "./programs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const macApplications = [
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/** Fonts for Latin, monospaced and Chinese text; without them a screenshot shows boxes. */
const fontPackages = ["fonts-dejavu-core", "fonts-liberation", "fonts-wqy-microhei"];

/**
 * Gives the path of a Chromium-like browser: `CHROME_PATH`, else one on the PATH, else Debian's, installed where it can be.
 *
 * @throws Error that says which ways there are to give one
 */
export async function ensureChromium(): Promise<string> {
	const asked = process.env.CHROME_PATH;
	if (asked !== undefined && asked !== "") {
		if (!existsSync(asked)) throw new Error(`CHROME_PATH is ${asked}, but there is no such file.`);
		return asked;
	}
	const find = () => findOnPath(names) ?? macApplications.find((file) => existsSync(file));
	const found = find();
	if (found !== undefined) return found;
	let reason = "";
	try {
		if (process.platform === "linux") await ensureDebianPackages(["chromium"]);
	} catch (error) {
		reason = `\n${error instanceof Error ? error.message : String(error)}`;
	}
	const installed = find();
	if (installed !== undefined) return installed;
	throw new Error(
		`No browser to run VS Code in. Install Chromium or Google Chrome so that one of ${names.join(", ")} is on the ` +
			`PATH, or set CHROME_PATH to its executable.${reason}`,
	);
}

let fonts: Promise<void> | undefined;

/** Installs fonts for screenshots where this user and system can; otherwise says which to install, and goes on. */
export function ensureFonts(): Promise<void> {
	fonts ??= process.platform === "linux" ? installFonts() : Promise.resolve();
	return fonts;
}

async function installFonts(): Promise<void> {
	try {
		await ensureDebianPackages(fontPackages);
	} catch (error) {
		console.error(`Screenshots may lack glyphs. ${error instanceof Error ? error.message : String(error)}`);
	}
}
