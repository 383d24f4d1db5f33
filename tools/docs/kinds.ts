import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemName } from "../../server/src/engine/features/describe";
import { apiVersionOf } from "../../server/src/engine/schema/apiVersion";
import type { CatalogueEntry } from "../../server/src/engine/schema/types";
import { repositoryRoot } from "../lib/paths";
import { makeSchemas } from "../schemas/generate";

/** The file that lists all kinds. */
export const kindsFile = join(repositoryRoot, "docs", "kinds.md");

/** The systems in the order of the list: those that the extension is about first. */
const order = [
	"edge-platform",
	"kubeedge",
	"openyurt",
	"sedna",
	"k3s",
	"kubefed",
	"kubevirt",
	"prometheus",
	"flux",
	"cert-manager",
	"kubernetes",
];

/** Writes the list of all kinds and files that the catalogue has, as Markdown. */
export function kindsPage(entries: readonly CatalogueEntry[]): string {
	const systems = [...new Set(entries.map(({ system }) => system))];
	const rank = (system: string) => (order.includes(system) ? order.indexOf(system) : order.length);
	const objects = entries.filter(({ form }) => form !== "file");
	const versions = `${objects.length} versions of ${new Set(objects.map(nameOf)).size} kinds`;
	const parts = systems
		.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
		.map((system) => section(system, entries));
	return `# Kinds

What Edgewise knows without a cluster: ${versions}, and ${entries.length - objects.length} sorts of configuration files.
This page is made from the catalogue by \`npm run docs\`; [adding a kind](adding-a-kind.md) is adding a file.

${parts.join("\n")}`;
}

function section(system: string, entries: readonly CatalogueEntry[]): string {
	const own = entries.filter((entry) => entry.system === system);
	const byKind = new Map<string, CatalogueEntry[]>();
	for (const entry of own.filter(({ form }) => form !== "file")) {
		byKind.set(nameOf(entry), [...(byKind.get(nameOf(entry)) ?? []), entry]);
	}
	const rows = [...byKind.values()].map((versions) => {
		const current = versions.find(({ storage }) => storage) ?? versions[0];
		if (current === undefined) return "";
		const others = versions.filter((version) => version !== current).map(versionText);
		const more = others.length === 0 ? "" : `; ${others.join(", ")}`;
		const scope = current.namespaced ? "namespace" : "cluster";
		return `| ${current.kind} | \`${apiVersionOf(current)}\`${stateText(current)}${more} | ${scope} | ${cell(current.description)} |\n`;
	});
	const files = own
		.filter(({ form }) => form === "file")
		.map(({ title, id, group, version, deprecated, description }) => {
			const how = group === "" ? "by path and content" : `\`${group}/${version}\``;
			return `| ${title?.en ?? id} | ${how}${deprecated ? " (deprecated)" : ""} | | ${cell(description)} |\n`;
		});
	return `## ${systemName(system)}

| kind | apiVersion | scope | what it is for |
| --- | --- | --- | --- |
${[...rows.sort(), ...files].join("")}`;
}

function nameOf({ group, kind }: CatalogueEntry): string {
	return `${group}/${kind}`;
}

function versionText(entry: CatalogueEntry): string {
	return `\`${entry.version}\`${stateText(entry)}`;
}

function stateText({ deprecated, served, status }: CatalogueEntry): string {
	const states = [
		...(deprecated ? ["deprecated"] : []),
		...(served || status === "removed" ? [] : ["not served"]),
		...(status === "documented" ? ["known from documents only"] : status === "removed" ? ["removed"] : []),
	];
	return states.length === 0 ? "" : ` (${states.join(", ")})`;
}

function cell(text: string): string {
	return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

if (require.main === module) {
	makeSchemas()
		.then(({ generated }) => writeFile(kindsFile, kindsPage(generated.map(({ entry }) => entry))))
		.catch((error: unknown) => {
			console.error(error);
			process.exitCode = 1;
		});
}
