import type { Draft } from "../draft";
import type { Migration } from "../migration";
import { asTrivia, commentsIn } from "../tree/comments";
import { entryOf, has, mapAt, mapsIn, putAt, putBefore, removeEntry, rename, take } from "../tree/edit";
import { plain } from "../tree/make";
import { type Entry, type MapNode, toData } from "../tree/nodes";
import { completeSchema } from "./definitionSchema";
import { builtin as reasons } from "./reasons";

const perVersion = ["validation", "subresources", "additionalPrinterColumns"] as const;

/** CustomResourceDefinition v1beta1: each version has its schema, subresources and columns. */
export const definitionMigration: Migration = {
	id: "custom-resource-definition",
	from: ["apiextensions.k8s.io/v1beta1/CustomResourceDefinition"],
	to: "apiextensions.k8s.io/v1/CustomResourceDefinition",
	about: {
		en: "schema, subresources and printer columns move into each version; the schema becomes structural and keeps unknown fields where they were kept",
		"zh-cn": "schema、子资源和打印列移到各版本中；schema 改为结构化，原本保留的未知字段继续保留",
	},
	rewrite(draft) {
		draft.drop(draft.root, entryOf(draft.root, "status"), reasons.runtimeState, false);
		const spec = mapAt(draft.root, "spec");
		if (spec === undefined) return;
		const group = entryOf(spec, "group");
		if (group !== undefined && /\.(?:k8s|kubernetes)\.io$/.test(String(toData(group.value)))) approve(draft, group);
		const versions = versionsOf(draft, spec);
		const preserve = entryOf(spec, "preserveUnknownFields");
		const keeps = preserve === undefined || toData(preserve.value) !== false;
		if (preserve !== undefined) removeEntry(spec, preserve);
		for (const key of perVersion) spread(draft, spec, versions, key);
		for (const version of versions) {
			for (const column of mapsIn(version, "additionalPrinterColumns")) {
				const path = entryOf(column, "JSONPath");
				if (path !== undefined) rename(path, "jsonPath");
			}
			schemaOf(draft, version, keeps);
		}
		if (entryOf(spec, "scope") === undefined) putBefore(spec, "versions", draft.make.entry("scope", "Namespaced"));
		rewriteConversion(draft, spec);
	},
};

/** What v1 asks of definitions in groups of the Kubernetes project. */
function approve(draft: Draft, group: Entry): void {
	const name = "api-approved.kubernetes.io";
	if (has(mapAt(draft.root, "metadata", "annotations"), name)) return;
	draft.annotate(name, "unapproved, migrated from v1beta1");
	draft.note(group, reasons.approval);
}

/** The versions; a definition that names only one, in `spec.version`, gets the list. */
function versionsOf(draft: Draft, spec: MapNode): MapNode[] {
	const single = entryOf(spec, "version");
	const known = mapsIn(spec, "versions");
	if (known.length > 0) {
		if (single !== undefined && toData(single.value) === toData(entryOf(known[0], "name")?.value ?? single.value)) {
			removeEntry(spec, single);
		} else {
			draft.drop(spec, single, reasons.otherVersion, true);
		}
		return known;
	}
	if (single === undefined) return [];
	const { make } = draft;
	const index = spec.entries.indexOf(single);
	take(spec, "version");
	const empty = entryOf(spec, "versions");
	if (empty !== undefined) removeEntry(spec, empty);
	rename(single, "name");
	const { lead } = single;
	single.lead = [];
	const version = make.map([single, make.entry("served", true), make.entry("storage", true)]);
	const entry = make.entry("versions", make.list([make.item(version)]));
	putAt(spec, Math.min(index, spec.entries.length), { ...entry, lead, column: single.column });
	return [version];
}

/** Moves a field that held for all versions into each that has none of its own. */
function spread(draft: Draft, spec: MapNode, versions: readonly MapNode[], key: (typeof perVersion)[number]): void {
	const entry = entryOf(spec, key);
	const name = key === "validation" ? "schema" : key;
	if (entry === undefined) return;
	const takers = versions.filter((version) => entryOf(version, name) === undefined);
	const [first, ...others] = takers;
	if (first === undefined || toData(entry.value) === null) {
		removeEntry(spec, entry);
		return;
	}
	take(spec, key);
	rename(entry, name);
	const copy = plain(toData(entry.value));
	first.entries.push(entry);
	for (const version of others) if (copy !== undefined) version.entries.push(draft.make.entry(name, copy));
}

function schemaOf(draft: Draft, version: MapNode, keeps: boolean): void {
	const { make } = draft;
	const entry = entryOf(version, "schema");
	const root = mapAt(version, "schema", "openAPIV3Schema");
	if (root !== undefined && root.entries.length > 0) {
		const { typed, kept } = completeSchema(draft, root, keeps);
		if (typed) draft.note(entry, reasons.structural);
		if (kept) draft.note(entry, reasons.preserve);
		return;
	}
	const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
	const added = make.entry("schema", schema);
	if (entry === undefined) {
		version.entries.push(added);
	} else {
		entry.lead.push(...asTrivia(commentsIn({ ...entry, lead: [], tail: "" }), entry.column));
		entry.value = added.value;
		entry.colon = ": ";
	}
	draft.note(entry ?? version.entries[0], reasons.schema);
}

/** `conversion.webhookClientConfig` and the review versions stand in `conversion.webhook`. */
function rewriteConversion(draft: Draft, spec: MapNode): void {
	const conversion = mapAt(spec, "conversion");
	if (conversion === undefined) return;
	const client = entryOf(conversion, "webhookClientConfig");
	const versions = entryOf(conversion, "conversionReviewVersions");
	const isWebhook = toData(entryOf(conversion, "strategy")?.value ?? conversion) === "Webhook";
	if (!isWebhook && client === undefined) {
		draft.drop(conversion, versions, reasons.gone, true);
		return;
	}
	const parts: Entry[] = [];
	for (const entry of [client, versions]) {
		if (entry === undefined) continue;
		take(conversion, entry.key);
		parts.push(entry);
	}
	if (client !== undefined) rename(client, "clientConfig");
	if (versions === undefined) parts.push(draft.make.entry("conversionReviewVersions", ["v1beta1"]));
	conversion.entries.push(draft.make.entry("webhook", draft.make.map(parts)));
}
