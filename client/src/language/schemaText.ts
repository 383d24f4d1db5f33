import type { SchemaOrigin } from "../../../server/src/engine/schema/layers";
import type { SchemaInUse } from "../../../server/src/protocol";
import { markdownTable, plain, timeAgo, type Words } from "../ui/words";

/** What texts about schemas depend on beside the language. */
export interface SchemaWords extends Words {
	/** The path of a file in the workspace, relative to its folder; `undefined` for one that lies elsewhere. */
	relativePath(uri: string): string | undefined;
	/** When a cluster was last known to serve its schemas, where that is later than what the origin says. */
	seen(clusterId: string): string | undefined;
}

/** What the status bar shows of the schema that judges a document. */
export interface SchemaStatusText {
	readonly text: string;
	/** For screen readers. */
	readonly label: string;
	/** Markdown. */
	readonly tooltip: string;
}

/** What the status bar shows. */
export function statusText(schema: SchemaInUse, words: SchemaWords): SchemaStatusText {
	const { l10n } = words;
	const others = schema.origins.slice(1).map((origin) => originText(origin, words));
	const origin = originText(schema.origin, words);
	const rows = markdownTable([
		[l10n.t("System"), schema.system],
		[l10n.t("Schema"), schema.id],
		[l10n.t("Origin"), schema.chosen ? l10n.t("{0}, as the settings say", origin) : origin],
		[l10n.t("Also known"), others.join("; ")],
	]);
	return {
		text: `$(symbol-class) ${schema.title}`,
		label: l10n.t("Schema: {0}, {1}", schema.title, origin),
		tooltip: [`**${plain(schema.title)}**`, rows, plain(l10n.t("Click to choose another schema."))].join("\n\n"),
	};
}

/** Where a schema comes from, as it follows a comma. */
export function originText(origin: SchemaOrigin, words: SchemaWords): string {
	const { l10n } = words;
	switch (origin.kind) {
		case "catalogue":
			return l10n.t("shipped with Edgewise");
		case "file": {
			const path = words.relativePath(origin.uri);
			return path === undefined ? l10n.t("from {0}", filePath(origin.uri)) : l10n.t("from {0} in this workspace", path);
		}
		case "cluster": {
			const { name } = origin;
			return origin.connected
				? l10n.t("from cluster {0}", name)
				: l10n.t("from cluster {0}, seen {1}", name, seenText(origin, words));
		}
	}
}

function seenText({ id, seen }: Extract<SchemaOrigin, { kind: "cluster" }>, words: SchemaWords): string {
	const confirmed = words.seen(id);
	return timeAgo(confirmed !== undefined && confirmed > seen ? confirmed : seen, words);
}

/** One origin that a user can choose for a kind. */
export interface OriginChoice {
	/** As the setting `edgewise.schemas.use` says it; `undefined` for the automatic choice. */
	readonly choice: string | undefined;
	readonly label: string;
	readonly description: string;
	readonly current: boolean;
}

/** What can be chosen for the kind of a document, the automatic choice first. */
export function originChoices(schema: SchemaInUse, words: SchemaWords): OriginChoice[] {
	const { l10n } = words;
	const inUse = choiceOf(schema.origin);
	const byChoice = new Map<string, SchemaOrigin[]>();
	// The one in use comes first in the list of all; here, each has its place.
	const places = ["catalogue", "file", "cluster"];
	const origins = schema.origins.toSorted(
		(a, b) => places.indexOf(a.kind) - places.indexOf(b.kind) || (nameOf(a) < nameOf(b) ? -1 : 1),
	);
	for (const origin of origins) byChoice.set(choiceOf(origin), [...(byChoice.get(choiceOf(origin)) ?? []), origin]);
	return [
		{
			choice: undefined,
			label: l10n.t("Automatic"),
			description: schema.chosen ? "" : originText(schema.origin, words),
			current: !schema.chosen,
		},
		...[...byChoice].map(([choice, same]) => ({
			choice,
			label: labelOf(same[0] ?? schema.origin, words),
			description: same.map((origin) => detailOf(origin, words)).join("; "),
			current: schema.chosen && choice === inUse,
		})),
	];
}

function labelOf(origin: SchemaOrigin, { l10n }: SchemaWords): string {
	switch (origin.kind) {
		case "catalogue":
			return l10n.t("Shipped with Edgewise");
		case "file":
			return l10n.t("Workspace");
		case "cluster":
			return l10n.t("Cluster {0}", origin.name);
	}
}

function detailOf(origin: SchemaOrigin, words: SchemaWords): string {
	switch (origin.kind) {
		case "catalogue":
			return "";
		case "file":
			return words.relativePath(origin.uri) ?? filePath(origin.uri);
		case "cluster":
			return origin.connected ? words.l10n.t("connected") : words.l10n.t("seen {0}", seenText(origin, words));
	}
}

function choiceOf(origin: SchemaOrigin): string {
	return origin.kind === "cluster" ? `cluster:${origin.name}` : origin.kind;
}

function nameOf(origin: SchemaOrigin): string {
	return origin.kind === "cluster" ? origin.name : origin.kind === "file" ? origin.uri : "";
}

function filePath(uri: string): string {
	try {
		return decodeURIComponent(new URL(uri).pathname);
	} catch {
		return uri;
	}
}
