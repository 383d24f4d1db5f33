import { Document, Pair, type ParsedNode, type Range, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { yamlOptions } from "../options";

/** The rules of scalars that all documents share; the short way meets no tag, so nothing is ever added to them. */
export const sharedSchema = new Document(undefined, yamlOptions).schema;

type Type = Scalar.Parsed["type"];

/*
 * The constructors of `yaml` define hidden properties one by one, which takes them longer than reading the text. These
 * make the same objects, with what is hidden on a prototype in between.
 */

class LeanScalar {
	constructor(
		readonly value: unknown,
		readonly range: Range,
		readonly source: string,
		readonly type: Type,
	) {}
}

class LeanPair {
	constructor(
		readonly key: unknown,
		readonly value: unknown,
	) {}
}

class LeanCollection {
	readonly range: Range;

	constructor(
		readonly items: readonly unknown[],
		start: number,
		end: number,
		wholeEnd: number,
	) {
		this.range = [start, end, wholeEnd];
	}
}

class LeanMap extends LeanCollection {}

class LeanSeq extends LeanCollection {}

class LeanFlowMap extends LeanCollection {
	readonly flow = true;
}

class LeanFlowSeq extends LeanCollection {
	readonly flow = true;
}

/** Has a lean class make objects that look like an object of `yaml` in all but their own visible properties. */
function makeLike(lean: { readonly prototype: object }, model: object): void {
	const hidden = Object.getOwnPropertyDescriptors(model);
	for (const name of Object.keys(model)) Reflect.deleteProperty(hidden, name);
	const prototype: object = Object.create(Object.getPrototypeOf(model), hidden);
	Object.setPrototypeOf(lean.prototype, prototype);
	Reflect.deleteProperty(lean.prototype, "constructor");
}

makeLike(LeanScalar, new Scalar(null));
makeLike(LeanPair, new Pair(null));
for (const lean of [LeanMap, LeanFlowMap]) makeLike(lean, new YAMLMap(sharedSchema));
for (const lean of [LeanSeq, LeanFlowSeq]) makeLike(lean, new YAMLSeq(sharedSchema));

// What follows says of these objects what a test compares with the parser's own, property by property.

export function newScalar(value: unknown, range: Range, source: string, type: Type): Scalar.Parsed {
	return new LeanScalar(value, range, source, type) as unknown as Scalar.Parsed;
}

export function newPair(key: ParsedNode, value: ParsedNode): Pair<ParsedNode, ParsedNode> {
	return new LeanPair(key, value) as unknown as Pair<ParsedNode, ParsedNode>;
}

/** @param wholeEnd where white space and comments behind it end */
export function newMap(
	items: Pair<ParsedNode, ParsedNode>[],
	flow: boolean,
	start: number,
	end: number,
	wholeEnd: number,
): YAMLMap.Parsed {
	const Lean = flow ? LeanFlowMap : LeanMap;
	return new Lean(items, start, end, wholeEnd) as unknown as YAMLMap.Parsed;
}

/** @param wholeEnd where white space and comments behind it end */
export function newSeq(
	items: ParsedNode[],
	flow: boolean,
	start: number,
	end: number,
	wholeEnd: number,
): YAMLSeq.Parsed {
	const Lean = flow ? LeanFlowSeq : LeanSeq;
	return new Lean(items, start, end, wholeEnd) as unknown as YAMLSeq.Parsed;
}
