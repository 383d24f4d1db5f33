import type { JsonType } from "../schema/types";
import type { Messages } from "./messages";
import { type KnownPattern, knownPattern, missingColon } from "./patterns";
import { referencesInEnglish } from "./references";

const types: Readonly<Record<JsonType, string>> = {
	object: "an object",
	array: "a list",
	string: "a string",
	integer: "a whole number",
	number: "a number",
	boolean: "true or false",
	null: "empty",
};

const formats: Readonly<Record<string, string>> = {
	"date-time": "a time such as 2026-05-04T14:02:00Z (RFC 3339)",
	byte: "text in base64",
	int32: "a whole number between -2147483648 and 2147483647",
	int64: "a whole number of at most 64 bits",
	double: "a number",
	float: "a number",
	quantity: "a quantity such as 500m, 2 or 1.5Gi",
};

const patterns: Readonly<Record<KnownPattern, string>> = {
	cron: "write five fields (minute, hour, day of month, month, day of week) such as 0 3 * * 1, or @daily",
	duration: "write a duration such as 30s, 5m or 1h30m",
	dnsSubdomain: "use lower-case letters, digits, '-' and '.', and begin and end with a letter or digit",
	dnsLabel: "use lower-case letters, digits and '-', and begin and end with a letter or digit",
	quantity: "write a quantity such as 500m, 2 or 1.5Gi",
	percentage: "write a whole percentage such as 25%",
	portName: "use lower-case letters, digits and single '-', with a letter among them",
	qualifiedName: "use letters, digits, '-', '_' and '.', and begin and end with a letter or digit",
};

const comparisons: Readonly<Record<string, string>> = {
	">=": "at least",
	"<=": "at most",
	">": "more than",
	"<": "less than",
};

function or(names: readonly string[]): string {
	return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

const oneOfTypes = (expected: readonly JsonType[]) => or(expected.map((type) => types[type]));

/** Names of clusters as the start of a sentence's rest: all of few, some of many. */
function named(clusters: readonly string[]): string {
	const shown = clusters.length <= 4 ? clusters : clusters.slice(0, 3);
	const more = clusters.length - shown.length;
	return more > 0 ? `${shown.join(", ")} and ${more} more` : and(shown);
}

function and(names: readonly string[]): string {
	return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A kind with its article. */
function a(kind: string): string {
	return `${/^[AEIO]/i.test(kind) ? "an" : "a"} ${kind}`;
}

/** `apps.openyurt.io/v1beta1/YurtAppSet` as people write it. */
function kindOfId(id: string): string {
	const slash = id.lastIndexOf("/");
	return `${id.slice(slash + 1)} (${id.slice(0, slash)})`;
}

export const english: Messages = {
	text: (pair, otherwise) => pair?.en ?? otherwise,
	chinese: false,
	syntax(code, detail, line) {
		switch (code) {
			case "MISSING_CHAR": {
				if (/quote/.test(detail)) return "This quoted text has no closing quote.";
				if (!/map values/.test(detail)) break;
				const words = missingColon(line);
				return words
					? `A colon is missing: write "${words.key}: ${words.value}".`
					: `A colon is missing after "${line}".`;
			}
			case "BAD_INDENT":
				return /collection/.test(detail)
					? "A bracket that was opened is not closed."
					: "The indentation fits none of the lines above: all entries of one object start at the same column.";
			case "TAB_AS_INDENT":
				return "YAML allows no tabs as indentation; use spaces.";
			case "BLOCK_AS_IMPLICIT_KEY":
				return 'A second ": " on one line: put the value in quotes, or the inner key on a line of its own.';
			case "BAD_SCALAR_START":
				return "A value without quotes cannot start with this character; put it in quotes.";
			case "BAD_ALIAS":
				return "This alias names no anchor.";
			case "TOO_DEEP":
				return "From here on, this is nested too deep to be read: more than 100 levels or open brackets. Check indentation and brackets.";
		}
		return /[.!?]$/.test(detail) ? detail : `${detail}.`;
	},
	duplicateKey: (key) => `"${key}" stands twice in the same object; only the last one would count.`,
	tooLarge: (megabytes) => `This document has ${megabytes} MB; an API server takes 3 MB at most. It was not checked.`,
	unknownAlias: (text) =>
		`YAML reads ${text} as an alias, and there is no such anchor. Put it in quotes if it is a text. The document was not checked.`,
	unresolvedAlias: () => "Aliases in this document expand without end; its content was not checked.",
	missingApiVersion: (kind) => `This ${kind} needs an "apiVersion" that says which API it belongs to.`,
	missingKind: () => 'This manifest has an "apiVersion" but no "kind".',
	noSchema: (apiVersion, kind) => `Edgewise has no schema for ${kind} in ${apiVersion}; the document was not checked.`,
	uselessSchema: (kind, reason) => `The schema of ${kind} cannot be used, so the document was not checked: ${reason}`,
	otherVersions: (apiVersion, kind, served) => `There is no ${kind} in ${apiVersion}. Use ${or(served)}.`,
	similarKind: (apiVersion, kind, meant) => `There is no ${kind} in ${apiVersion}. Did you mean ${meant}?`,
	deprecatedVersion: (apiVersion, kind, detail) => detail ?? `${apiVersion} of ${kind} is deprecated.`,
	notServed: (apiVersion, kind) =>
		`${kind} was defined in ${apiVersion} once, but API servers no longer serve that version.`,
	retiredVersion({ apiVersion, kind, deprecated, removed, replacement, note }) {
		const since = deprecated === undefined ? "" : ` (deprecated since ${deprecated})`;
		const gone =
			removed === undefined
				? `Kubernetes no longer serves ${kind} in ${apiVersion}${since}.`
				: `Kubernetes ${removed} removed ${kind} from ${apiVersion}${since}.`;
		const instead = replacement === undefined ? "" : ` Use ${replacement}.`;
		return `${gone}${instead}${note === undefined ? "" : ` ${note.en}`}`;
	},
	documentedKind: (kind) =>
		`${kind} is known from documents only: no project publishes a definition of it, so check that your server has it.`,
	removedKind(kind, release, replacement) {
		const gone =
			release === undefined ? `${kind} was removed by its project.` : `${kind} was removed before ${release}.`;
		return replacement === undefined ? gone : `${gone} Use ${kindOfId(replacement)} instead.`;
	},
	ignoredNamespace: (kind) => `${kind} belongs to the whole cluster: the server drops its namespace.`,
	droppedField: (field, parent, kind, { instead }) =>
		`"${field}" in ${parent} of ${a(kind)} is not in the published schema: the server drops it. ${instead}`,
	unknownSetting(field, parent, file, known) {
		const instead = known === undefined ? "" : ` ${known.instead}`;
		return `${file}: ${parent} has no field "${field}"; it has no effect.${instead}`;
	},
	notServedBy(clusters, of, apiVersion, kind, versions) {
		const other = versions.length === 0 ? "" : ` There it is ${or(versions)}.`;
		if (clusters.length === of) {
			return of === 1
				? `${clusters[0]} does not serve ${kind} in ${apiVersion}.${other}`
				: `None of the ${of} known clusters serves ${kind} in ${apiVersion}.${other}`;
		}
		const verb = clusters.length === 1 ? "does" : "do";
		return `${clusters.length} of ${of} clusters ${verb} not serve ${kind} in ${apiVersion}: ${named(clusters)}.${other}`;
	},
	prunedOn: (clusters, of, path) =>
		`Pruned on ${named(clusters)}${clusters.length > 1 ? ` (${clusters.length} of ${of} clusters)` : ""}: ${path}. The schema there does not have it.`,
	refusedOn: (clusters, of, problem) =>
		`Refused by ${named(clusters)}${clusters.length > 1 ? ` (${clusters.length} of ${of} clusters)` : ""}: ${problem}`,
	otherCase: (field, usual) =>
		`"${field}" is read as "${usual}"; write it that way. What stands in it was not checked.`,
	unknownField: (field, parent, kind) => `${parent} of ${a(kind)} has no field "${field}"; a server would drop it.`,
	didYouMean: (names) => ` Did you mean ${or(names.map((name) => `"${name}"`))}?`,
	fieldOfOtherVersion: (apiVersion, older) =>
		older ? ` Only the older ${apiVersion} has it.` : ` ${apiVersion} has this field.`,
	shapeOfOtherVersion: (apiVersion) => ` ${apiVersion} writes it that way.`,
	fieldBelongsIn: (place) => ` It belongs in ${place}.`,
	missingField: (field, parent) => `"${field}" is missing in ${parent}.`,
	wrongType: (field, expected, actual) => `"${field}" must be ${oneOfTypes(expected)}, not ${types[actual]}.`,
	quoteIt: (field, source, actual) =>
		`"${field}" must be a string, but YAML reads ${source} as ${types[actual]}. Put it in quotes: "${source}".`,
	unquoteIt: (field, source, expected) => `"${field}" must be ${oneOfTypes(expected)}. Write ${source} without quotes.`,
	emptyValue: (field, expected) =>
		expected.length === 0 ? `"${field}" has no value.` : `"${field}" has no value; it must be ${oneOfTypes(expected)}.`,
	notAllowed: (field, value, allowed) =>
		allowed.length === 1
			? `"${field}" must be "${allowed[0]}", not "${value}".`
			: `"${value}" is not allowed for "${field}". Use ${or(allowed)}.`,
	outOfLimits: (field, value, comparison, limit) =>
		`"${field}" is ${value}; it must be ${comparisons[comparison] ?? comparison} ${limit}.`,
	wrongLength: (field, of, atMost, limit) => `"${field}" must have ${atMost ? "at most" : "at least"} ${limit} ${of}.`,
	pattern(field, value, pattern) {
		const known = knownPattern(pattern);
		return known
			? `"${value}" cannot be the value of "${field}": ${patterns[known]}.`
			: `"${value}" does not fit "${field}": it must match ${pattern}.`;
	},
	format: (field, value, format) => `"${value}" does not fit "${field}": it must be ${formats[format] ?? format}.`,
	beyondInt32: (field, value) =>
		`"${field}" is ${value}, beyond 32 bits: the API server keeps it, but the program that reads it cannot.`,
	duplicateItem: (field, keys) =>
		keys.length === 0
			? `The same value stands twice in "${field}".`
			: `Two items of "${field}" have the same ${keys.join(" and ")}.`,
	mustNotBe: (field) => `"${field}" is not allowed here: it contradicts another field of the same object.`,
	brokenRule: (field, message) => `"${field}" breaks a rule of its schema: ${message}`,
	otherRule: (field, rule) => `"${field}" breaks the rule "${rule}" of its schema.`,
	item: (index, list) => `item ${index + 1} of ${list}`,
	theDocument: "the top level",
	fixReplace: (text) => `Change to "${text}"`,
	fixRemove: (field) => `Remove "${field}"`,
	fixQuote: (text) => `Put ${text} in quotes`,
	fixUnquote: (text) => `Write ${text} without quotes`,
	fixAdd: (fields) => `Add ${and(fields.map((field) => `"${field}"`))}`,
	fixMove: (field, place) => `Move "${field}" to ${place}`,
	fixAll: (code, count) => `Fix all ${count} problems "${code}" in this file`,
	fixIgnore: (code) => `Ignore "${code}" here`,
	hover: {
		type: "Type",
		default: "Default",
		allowed: "Allowed",
		limits: "Limits",
		format: "Format",
		usual: "Usual values",
		required: "required",
		clusterScoped: "cluster-scoped",
		namespaced: "namespaced",
		deprecated: "deprecated",
		removed: "removed",
		documented: "known from documents only",
		notChecked: (rules) =>
			rules === 1
				? "One rule of this schema is left to the API server."
				: `${rules} rules of this schema are left to the API server.`,
	},
	references: referencesInEnglish,
	origin(origin) {
		switch (origin.kind) {
			case "catalogue":
				return "schema shipped with Edgewise";
			case "file":
				return `schema from ${origin.uri.slice(origin.uri.lastIndexOf("/") + 1)}`;
			case "cluster":
				return origin.connected
					? `schema from cluster ${origin.name}`
					: `schema from cluster ${origin.name}, last seen ${origin.seen.slice(0, 16).replace("T", " ")} UTC`;
		}
	},
	limits: { length: "length", items: "items" },
	typeNames: {
		object: "object",
		array: "list",
		string: "string",
		integer: "integer",
		number: "number",
		boolean: "boolean",
		null: "null",
	},
};
