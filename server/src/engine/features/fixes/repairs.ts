import type { ManifestDocument } from "../../document";
import type { Messages } from "../../messages/messages";
import { schemaAt, typesOf } from "../../schema/resolve";
import type { JsonSchema } from "../../schema/types";
import { type Span, shift } from "../../text/span";
import type { Path } from "../../yaml/path";
import type { ProblemCode } from "../problem";
import { addMissingFields, moveField, properPlace, removeField } from "./fields";
import { combined, type Repair } from "./repair";
import { quoteValue } from "./values";

/** What a fix needs to know of a problem. */
export type RepairData =
	/** `path` is the object's that lacks `name`. */
	| { readonly code: "missing-field"; readonly path: Path; readonly name: string }
	/** `path` is the field's. */
	| { readonly code: "unknown-field" | "unpublished-field" | "ignored-namespace"; readonly path: Path }
	/** `path` is the value's; `of` is `key` where a key is meant. */
	| { readonly code: "wrong-type"; readonly path: Path; readonly of?: "key" | "value" };

/**
 * The changes that may mend a problem, the likeliest first. Some parse the document as it would be, so ask when a user
 * does.
 *
 * @param root the schema of the document
 */
export function repairsFor(
	document: ManifestDocument,
	data: RepairData,
	root: JsonSchema,
	messages: Messages,
): Repair[] {
	const { path } = data;
	const found: (Repair | undefined)[] = [];
	switch (data.code) {
		case "missing-field": {
			const one = addMissingFields(document, path, root, messages, [data.name]);
			const all = addMissingFields(document, path, root, messages);
			found.push(one, all?.title === one?.title ? undefined : all);
			break;
		}
		case "unknown-field": {
			const place = properPlace(path, root);
			found.push(place === undefined ? undefined : moveField(document, path, place, messages));
			found.push(removeField(document, path, messages));
			break;
		}
		case "unpublished-field":
		case "ignored-namespace":
			found.push(removeField(document, path, messages));
			break;
		case "wrong-type": {
			const schema = schemaAt(root, path);
			const text = data.of === "key" || (schema !== undefined && typesOf(schema).includes("string"));
			found.push(text ? quoteValue(document, path, messages, data.of) : undefined);
		}
	}
	return found.filter((repair) => repair !== undefined);
}

/**
 * One change for all problems of a code in a file.
 *
 * @param repairs of each problem the one to make, with the start of its document
 * @returns `undefined` for less than two
 */
export function fixAll(
	code: ProblemCode,
	repairs: readonly { readonly repair: Repair; readonly start: number }[],
	messages: Messages,
): Repair | undefined {
	const moved = repairs.map(({ repair, start }) => ({
		edits: repair.edits.map(({ span, text }): { span: Span; text: string } => ({ span: shift(span, start), text })),
	}));
	const { edits, count } = combined(moved);
	return count < 2 ? undefined : { title: messages.fixAll(code, count), edits };
}
