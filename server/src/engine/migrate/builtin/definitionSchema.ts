import type { Draft } from "../draft";
import { entryOf, has, mapAt, mapIn, mapsIn, removeEntry } from "../tree/edit";
import { type Entry, type MapNode, toData } from "../tree/nodes";
import { builtin as reasons } from "./reasons";

const preserve = "x-kubernetes-preserve-unknown-fields";
const intOrString = "x-kubernetes-int-or-string";

/** What was added to a schema. */
export interface Completed {
	typed: boolean;
	kept: boolean;
}

/**
 * Makes a schema structural, as far as that follows from what it says; it never refuses more than before.
 *
 * @param keeps whether its objects keep unknown fields
 */
export function completeSchema(draft: Draft, root: MapNode, keeps: boolean): Completed {
	const schema = new Schema(draft, keeps);
	schema.complete(root, true);
	const metadata = mapAt(root, "properties", "metadata");
	if (metadata !== undefined) schema.restrictMetadata(metadata);
	return schema.done;
}

class Schema {
	readonly done: Completed = { typed: false, kept: false };

	constructor(
		private readonly draft: Draft,
		private readonly keeps: boolean,
	) {}

	/** @param isPlain whether it describes what every object has, whose fields are all known */
	complete(schema: MapNode, isRoot: boolean, isPlain = false): void {
		this.simplifyChoices(schema);
		this.addType(schema, isRoot);
		const type = entryOf(schema, "type");
		const isObject = type !== undefined && toData(type.value) === "object";
		const isOpen = ["additionalProperties", preserve, "x-kubernetes-embedded-resource"].some((key) => has(schema, key));
		if (this.keeps && !isPlain && isObject && !isOpen) {
			this.addBehindType(schema, preserve);
			this.done.kept = true;
		}
		for (const entry of mapAt(schema, "properties")?.entries ?? []) {
			const inner = mapIn(entry);
			const isKnown = isRoot && ["apiVersion", "kind", "metadata"].includes(entry.key);
			if (inner !== undefined) this.complete(inner, false, isKnown);
		}
		for (const key of ["items", "additionalProperties"]) {
			const inner = mapIn(entryOf(schema, key));
			if (inner !== undefined) this.complete(inner, false);
		}
	}

	/** Of `metadata`, a definition may describe the names only. */
	restrictMetadata(metadata: MapNode): void {
		for (const entry of [...metadata.entries]) {
			if (entry.key !== "type" && entry.key !== "properties") {
				this.draft.drop(metadata, entry, reasons.metadataSchema, false);
			}
		}
		const properties = mapAt(metadata, "properties");
		for (const entry of [...(properties?.entries ?? [])]) {
			const isName = entry.key === "name" || entry.key === "generateName";
			if (properties !== undefined && !isName) this.draft.drop(properties, entry, reasons.metadataSchema, false);
		}
	}

	private addType(schema: MapNode, isRoot: boolean): void {
		if (has(schema, "type") || (!isRoot && (has(schema, intOrString) || has(schema, preserve)))) return;
		const type = isRoot ? "object" : typeOf(schema);
		if (type === undefined) this.addBehindType(schema, preserve);
		else schema.entries.unshift(this.draft.make.entry("type", type));
		this.done.typed = true;
	}

	private addBehindType(schema: MapNode, key: string): void {
		const index = schema.entries.findIndex((entry) => entry.key === "type");
		schema.entries.splice(index + 1, 0, this.draft.make.entry(key, true));
	}

	/** Takes what says more than which values fit out of `allOf`, `anyOf`, `oneOf` and `not`. */
	private simplifyChoices(schema: MapNode): void {
		const any = entryOf(schema, "anyOf");
		const types = any === undefined ? "" : typesIn(any);
		if (types === "integer,string" && has(schema, intOrString)) return;
		if (any !== undefined && !has(schema, "type") && (types === "integer,string" || types === "string,integer")) {
			removeEntry(schema, any);
			schema.entries.unshift(this.draft.make.entry(intOrString, true));
		}
		for (const key of ["allOf", "anyOf", "oneOf", "not"]) {
			const entry = entryOf(schema, key);
			if (entry === undefined) continue;
			const parts = key === "not" ? [mapIn(entry)] : mapsIn(schema, key);
			const strict = key === "oneOf" || key === "not";
			// With less to go by, these would refuse more.
			if (strict && parts.some((part) => part !== undefined && constrains(part))) {
				this.draft.drop(schema, entry, reasons.choice, true);
				continue;
			}
			for (const part of parts) if (part !== undefined) this.strip(part);
			const isEmpty = parts.every((part) => part === undefined || part.entries.length === 0);
			if (isEmpty) removeEntry(schema, entry);
		}
	}

	private strip(part: MapNode): void {
		for (const key of [...words, ...constraints]) {
			const isConstraint = constraints.includes(key);
			this.draft.drop(part, entryOf(part, key), isConstraint ? reasons.choice : reasons.choiceText, isConstraint);
		}
		for (const inner of partsOf(part)) this.strip(inner);
	}
}

/** What says nothing of which values fit. */
const words = ["description", "title", "default"];

/** What a structural schema says in one place only. */
const constraints = ["type", "additionalProperties", "nullable"];

function constrains(part: MapNode): boolean {
	return constraints.some((key) => has(part, key)) || partsOf(part).some(constrains);
}

/** The schemas within one. */
function partsOf(schema: MapNode): MapNode[] {
	const properties = mapAt(schema, "properties")?.entries.flatMap((entry) => mapIn(entry) ?? []) ?? [];
	const single = ["items", "not"].flatMap((key) => mapAt(schema, key) ?? []);
	return [...properties, ...single, ...["allOf", "anyOf", "oneOf"].flatMap((key) => mapsIn(schema, key))];
}

/** The types of a choice that says nothing else, such as `integer,string`. */
function typesIn(choice: Entry): string {
	const data = toData(choice.value);
	if (!Array.isArray(data)) return "";
	return data.map((part: unknown) => /^\{"type":"(\w+)"\}$/.exec(JSON.stringify(part))?.[1] ?? "").join();
}

const byFormat: Readonly<Record<string, string>> = {
	int32: "integer",
	int64: "integer",
	float: "number",
	double: "number",
	byte: "string",
	date: "string",
	"date-time": "string",
};

/** The type that a schema means without saying so; `undefined` where it may be any. */
function typeOf(schema: MapNode): string | undefined {
	if (has(schema, "properties") || has(schema, "additionalProperties")) return "object";
	if (has(schema, "items")) return "array";
	const format = entryOf(schema, "format");
	const choices = entryOf(schema, "enum");
	const values = choices === undefined ? [] : toData(choices.value);
	if (format !== undefined) return byFormat[String(toData(format.value))];
	return Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === "string")
		? "string"
		: undefined;
}
