import { readFileSync } from "node:fs";
import type { FileSnapshot, ManifestObject } from "../../engine";
import { ManifestDocument } from "../../engine/document";
import { headerOf, type ObjectHeader, objectOf, objectsIn } from "../../engine/semantic/objects";
import { offersOf, withOffers } from "../../engine/semantic/references/collect";
import type { ObjectOffers } from "../../engine/semantic/references/origins";
import { splitDocuments } from "../../engine/yaml/split";
import { decodeText, NotText } from "./decode";

/** What the check of other files needs to know of a file; plain data, since it goes to other threads. */
export interface FileOutline {
	readonly uri: string;
	/** Absolute. */
	readonly path: string;
	/** Its text, where it does not lie on the disk. */
	readonly text?: string;
	/** Each with the index of its document in the file, and what others can refer to in it, if anything. */
	readonly objects: readonly (readonly [number, ObjectHeader, ObjectOffers?])[];
}

/** The outline of a file that was read. */
export function outlineOf(file: FileSnapshot, path: string, text: string | undefined): FileOutline {
	const objects = file.documents.flatMap(({ document }, index) =>
		objectsIn(document, file.uri).map((object): [number, ObjectHeader, ObjectOffers?] => {
			const { parts, makes, pods } = offersOf(object);
			const header = headerOf(object);
			const some = parts.length + makes.length + pods.length > 0;
			return some ? [index, header, { parts, makes, pods }] : [index, header];
		}),
	);
	return { uri: file.uri, path, ...(text === undefined ? {} : { text }), objects };
}

/** The objects of an outline; the file is read when somebody looks into one of them. */
export function objectsOf({ uri, path, text, objects }: FileOutline): readonly ManifestObject[] {
	let documents: readonly ManifestDocument[] | undefined;
	const documentAt = (index: number): ManifestDocument => {
		documents ??= documentsOf(text ?? textOf(path));
		return documents[index] ?? new ManifestDocument("");
	};
	return objects.map(([index, header, offers]) =>
		withOffers(
			objectOf(uri, header, () => documentAt(index)),
			offers,
		),
	);
}

function documentsOf(text: string): ManifestDocument[] {
	return splitDocuments(text).map(({ start, end }) => new ManifestDocument(text.slice(start, end)));
}

/** A file's text; empty where it cannot be read any more. */
function textOf(path: string): string {
	try {
		return decodeText(readFileSync(path)).text;
	} catch (error) {
		if (error instanceof NotText || (error as NodeJS.ErrnoException).syscall !== undefined) return "";
		throw error;
	}
}
