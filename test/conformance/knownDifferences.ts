import { valueAt } from "../../server/src/engine/yaml/path";
import type { ValidationError } from "../../tools/schemas/types";
import { type Differing, isUnknownField, type Verdicts } from "./compare";
import type { Cause } from "./server";
import { shapeAt } from "./shape";

/** A difference between both sides that has a reason. */
export interface KnownDifference {
	readonly name: string;
	/** Why it is right, or out of our hands. */
	readonly reason: string;
	explains(verdicts: Verdicts, differing: Differing): boolean;
}

/**
 * What the test server says of the empty text in a custom resource. Release 1.20 as Debian builds it takes "" for null
 * in these checks; it still applies pattern, format, enumeration and length to it, as causes of their own.
 */
const emptyAsNull = /^Invalid value: "null": .* in body must be of type (?:string|integer,string): "null"$/;

/** What it adds where a text or an integer may be. */
const emptyAsNoInteger = /^Invalid value: "null": .* in body must be of type integer: "null"$/;
const emptyAsNeither = /^Invalid value: "": "(.*)" must validate at least one schema \(anyOf\)$/;

export const knownDifferences: readonly KnownDifference[] = [
	{
		name: "generation",
		reason: "Some built-in kinds refuse a negative generation, which servers write and nobody else does.",
		explains: ({ kind, server }, { how }) =>
			how === "only the server refuses" &&
			!kind.custom &&
			server.causes.length > 0 &&
			server.causes.every(({ field }) => field === "metadata.generation"),
	},
	{
		name: "empty text",
		reason:
			'The test server takes "" for null in custom resources and refuses it where null may not be. Other servers accept it. ' +
			"It names everything else that is wrong as well, so that the rest of its verdict is known.",
		explains: ({ kind, server, sent }, { how }) =>
			how === "only the server refuses" && kind.custom && areEmptyTexts(server.causes, sent),
	},
	{
		name: "list for a formatted text",
		reason:
			"API servers do not notice a list where a text with a format belongs, such as a date: they check the format of " +
			"texts only, and the type of what has no format.",
		explains: (verdicts, { how }) =>
			how === "only Edgewise refuses" &&
			verdicts.kind.custom &&
			verdicts.ours.every((error) => isUnknownField(error) || isListForText(error, verdicts)),
	},
	{
		name: "empty name",
		reason:
			'The server takes "" for no name, generateName or namespace. Nobody means that: Edgewise says that the text is empty.',
		explains: ({ ours, sent }, { how }) =>
			how === "only Edgewise refuses" &&
			ours.every(
				(error) =>
					isUnknownField(error) ||
					(/^\/metadata\/(?:name|generateName|namespace)$/.test(error.instancePath) &&
						valueAt(sent, error.instancePath) === ""),
			),
	},
	{
		name: "generateName beside a name",
		reason:
			"Where there is a name, the server hardly looks at generateName. Edgewise holds it to the rules all the same.",
		explains: ({ ours, sent }, { how }) =>
			how === "only Edgewise refuses" &&
			typeof valueAt(sent, "/metadata/name") === "string" &&
			ours.every((error) => isUnknownField(error) || error.instancePath === "/metadata/generateName"),
	},
	{
		name: "namespace of a cluster-wide object",
		reason:
			"The server clears the namespace of an object that is in none, whatever it says. Edgewise has it checked like any other.",
		explains: ({ kind, ours }, { how, pruning }) =>
			!kind.namespaced &&
			(how === "only Edgewise refuses"
				? ours.every((error) => isUnknownField(error) || error.instancePath === "/metadata/namespace")
				: pruning?.keptUnknown.length === 0 && pruning.lostKnown.join() === "/metadata/namespace"),
	},
	{
		name: "an Event as owner",
		reason:
			"The server does not let an Event own anything. Nobody has it so; the schema of metadata does without the rule.",
		explains: ({ server }, { how }) =>
			how === "only the server refuses" &&
			server.causes.length > 0 &&
			server.causes.every(
				({ field, message = "" }) =>
					field === "metadata.ownerReferences" && message.includes("is disallowed from being an owner"),
			),
	},
	{
		name: "two controllers",
		reason: "At most one owner may be the controller: a rule about several items, which schemas cannot have.",
		explains: ({ server }, { how }) =>
			how === "only the server refuses" &&
			server.causes.length > 0 &&
			server.causes.every(({ field, message = "" }) =>
				field === "metadata.ownerReferences"
					? message.includes("Only one reference can have Controller set to true")
					: false,
			),
	},
	{
		name: "null in a list",
		reason:
			"The server reads null among the items of a built-in kind's list as an item without any field. It stands there " +
			"by mistake: Edgewise says so.",
		explains: ({ kind, ours, sent }, { how }) =>
			how === "only Edgewise refuses" &&
			!kind.custom &&
			ours.every(
				(error) =>
					isUnknownField(error) ||
					(error.keyword === "type" && /\/\d+$/.test(error.instancePath) && valueAt(sent, error.instancePath) === null),
			),
	},
	{
		name: "reference to what is not there",
		reason: "What one field calls by name has to be in another. Schemas cannot say so; it is the linter's business.",
		explains: ({ kind, server }, { how }) =>
			how === "only the server refuses" &&
			!kind.custom &&
			server.causes.length > 0 &&
			server.causes.every(({ message = "" }) => message.startsWith("Not found: ")),
	},
	{
		name: "several items",
		reason:
			"Ports of one host may be asked for once, and topologies may not be equal: rules about several items, which schemas " +
			"cannot have.",
		explains: ({ kind, server }, { how }) =>
			how === "only the server refuses" &&
			!kind.custom &&
			server.causes.length > 0 &&
			server.causes.every(
				({ field = "", message = "" }) =>
					message.startsWith("Duplicate value: ") && /\.hostPort$|^allowedTopologies\[/.test(field),
			),
	},
	{
		name: "required in the API's description only",
		reason:
			"The published description of the API requires the field, and kubectl with it. The server itself reads an absent one " +
			"as empty.",
		explains: ({ kind, ours }, { how }) =>
			how === "only Edgewise refuses" &&
			!kind.custom &&
			ours.every(
				(error) =>
					isUnknownField(error) ||
					(error.keyword === "required" &&
						["value", "preference"].includes(String(error.params.missingProperty)) &&
						/\/httpHeaders\/\d+$|\/preferredDuringSchedulingIgnoredDuringExecution\/\d+$/.test(error.instancePath)),
			),
	},
	{
		name: "affinity without sessions",
		reason:
			"The server clears sessionAffinityConfig of a Service that asks for no session affinity. The field is known.",
		explains: ({ kind }, { pruning }) =>
			kind.id === "v1/Service" &&
			pruning?.keptUnknown.length === 0 &&
			pruning.lostKnown.every((path) => path.startsWith("/spec/sessionAffinityConfig")),
	},
	{
		name: "fields that release 1.20 clears",
		reason:
			"The test server clears procMount of containers, and a data source that is neither a claim nor a snapshot, before it " +
			"looks at them: the features that they belong to came later.",
		explains: ({ kind, ours }, { how }) =>
			how === "only Edgewise refuses" &&
			!kind.custom &&
			ours.every(
				(error) => isUnknownField(error) || /\/procMount$|^\/spec\/dataSource(?:\/|$)/.test(error.instancePath),
			),
	},
];

/** Whether causes say nothing but that texts are empty which are. */
function areEmptyTexts(causes: readonly Cause[], sent: unknown): boolean {
	const empty = new Set(causes.filter(({ message }) => emptyAsNull.test(message ?? "")).map(({ field = "" }) => field));
	const allowed = ({ field = "", message = "" }: Cause): boolean =>
		(empty.has(field) && (emptyAsNull.test(message) || emptyAsNoInteger.test(message))) ||
		empty.has(emptyAsNeither.exec(message)?.[1] ?? "");
	return empty.size > 0 && causes.every(allowed) && [...empty].every((field) => hasEmptyText(sent, field));
}

/** Whether an empty text is at a field as the server writes it, in any item of the lists on the way. */
function hasEmptyText(value: unknown, field: string): boolean {
	if (Array.isArray(value)) return value.some((item) => hasEmptyText(item, field));
	if (field === "") return value === "";
	if (typeof value !== "object" || value === null) return false;
	return Object.entries(value).some(
		([name, inner]) =>
			(field === name && hasEmptyText(inner, "")) ||
			(field.startsWith(`${name}.`) && hasEmptyText(inner, field.slice(name.length + 1))),
	);
}

function isListForText({ instancePath, keyword }: ValidationError, { kind, sent }: Verdicts): boolean {
	if (keyword !== "type") return false;
	const shape = shapeAt(kind.subjects.root, kind.subjects.definitions, instancePath);
	return shape?.type === "string" && shape.format !== undefined && Array.isArray(valueAt(sent, instancePath));
}
