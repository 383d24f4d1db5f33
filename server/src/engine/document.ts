import { type DocumentFacts, factsOf } from "./semantic/facts";
import { LineIndex } from "./text/lineIndex";
import { largestDocument, type ParsedYaml, parseYaml, toData } from "./yaml/parse";

/**
 * One document of a file, with everything that follows from its text alone, worked out when first asked for. Nothing in
 * it depends on where the document stands, so an edit elsewhere in the file leaves it as it is.
 */
export class ManifestDocument {
	private parsedOnce: ParsedYaml | undefined;
	private factsOnce: DocumentFacts | undefined;
	private dataOnce: { readonly value: unknown } | "untold" | undefined;
	private linesOnce: LineIndex | undefined;
	private stateOnce: { readonly broken: boolean; readonly empty: boolean } | undefined;

	constructor(readonly text: string) {}

	/** True where the document is larger than any API server takes; it is not parsed. */
	get tooLarge(): boolean {
		return this.text.length > largestDocument;
	}

	get parsed(): ParsedYaml {
		this.parsedOnce ??= parseYaml(this.tooLarge ? "" : this.text);
		return this.parsedOnce;
	}

	get facts(): DocumentFacts {
		this.factsOnce ??= factsOf(this.parsed);
		return this.factsOnce;
	}

	/** The document as plain data; `undefined` where it cannot be told. */
	get data(): { readonly value: unknown } | undefined {
		this.dataOnce ??= toData(this.parsed) ?? "untold";
		return this.dataOnce === "untold" ? undefined : this.dataOnce;
	}

	get lines(): LineIndex {
		this.linesOnce ??= new LineIndex(this.text);
		return this.linesOnce;
	}

	/**
	 * Lets go of what takes much room and can be worked out again: the parse, and the data. For documents that nobody
	 * looks at any more.
	 *
	 * @param part `parse` keeps the data
	 */
	release(part: "all" | "parse" = "all"): void {
		if (this.parsedOnce !== undefined) {
			this.factsOnce ??= this.facts;
			this.stateOnce ??= this.state;
			this.dataOnce ??= part === "parse" ? (toData(this.parsedOnce) ?? "untold") : undefined;
		}
		this.parsedOnce = undefined;
		this.linesOnce = undefined;
		if (part === "all") this.dataOnce = undefined;
	}

	/** True where the text is not YAML throughout. */
	get broken(): boolean {
		return this.state.broken;
	}

	/** True where there is nothing but comments, white space and markers. */
	get empty(): boolean {
		return this.state.empty;
	}

	private get state() {
		if (this.stateOnce === undefined) {
			const broken = this.parsed.problems.length > 0;
			this.stateOnce = { broken, empty: !this.tooLarge && this.parsed.root === null && !broken };
		}
		return this.stateOnce;
	}
}

/** A document at its place in a file. */
export interface PlacedDocument {
	readonly document: ManifestDocument;
	/** Offset of the document's first code unit in the file. */
	readonly start: number;
}
