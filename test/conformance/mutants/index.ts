import { Random } from "../random";
import { Sampler } from "../samples";
import type { Definitions, Path, Place, Shape } from "../shape";
import { anyKey, placesOf } from "../shape";
import { fieldOperators } from "./fields";
import { metadataOperator } from "./metadata";
import { gone, type Mistake, mistakes, type Operator } from "./operator";
import { valueOperators } from "./values";

export { type Mistake, mistakes } from "./operator";

/** An object to ask both sides about. */
export interface Subject {
	/** What is wrong with it, or was tried; absent for samples, which should be right. */
	readonly mistake?: Mistake;
	/** Where, as JSON pointers; empty for samples. */
	readonly at: readonly string[];
	readonly object: Readonly<Record<string, unknown>>;
}

/** What the objects of a kind are made from. */
export interface Subjects {
	readonly root: Shape;
	readonly definitions: Definitions;
	/** A right object for paths that have to be there; where there is none, samples are made from the schema. */
	readonly base?: () => Readonly<Record<string, unknown>>;
	/** Whether the API server reads a place when an object is created. */
	reads(path: Path): boolean;
}

const operators: readonly Operator[] = [...fieldOperators, ...valueOperators, metadataOperator];

/** The order in which mistakes are made, over and over. Little is to be learnt from the empty text. */
const turns: readonly Mistake[] = [mistakes, mistakes, mistakes].flatMap((all, round) =>
	all.filter((mistake) => mistake !== "empty text" || round === 0),
);

/** One in so many mutants has two mistakes. */
const oneInHasTwo = 10;

/** Makes samples that should be right: required fields alone, everything, and things between. */
export function samplesOf({ root, definitions, base }: Subjects, random: Random): Subject[] {
	if (base !== undefined) return [{ at: [], object: base() }];
	const sampler = new Sampler(definitions, random);
	return [0, 1, 0.2, 0.5, 0.5].map((density) => ({
		at: [],
		object: sampler.make(root, { density, paths: [] }) as Subject["object"],
	}));
}

/**
 * Makes objects with mistakes, as many of each sort as the schema allows. No two are equal.
 *
 * @param count how many; fewer where the schema has no more
 */
export function mutantsOf(subjects: Subjects, count: number, seed: number, name: string): Subject[] {
	const random = Random.of(seed, name);
	const places = placesOf(subjects.root, subjects.definitions).filter(({ path }) => subjects.reads(path));
	const chances = turns.map((mistake) => chancesOf(mistake, places)).filter((group) => group.length > 0);
	const mutants: Subject[] = [];
	const seen = new Set<string>();
	const maker = new Mutator(subjects, random, places);
	for (let attempt = 0; mutants.length < count && attempt < count * 10; attempt++) {
		const group = random.pick(chances[attempt % chances.length] ?? []);
		const mutant = maker.mutant(group.operator, random.pick(group.places));
		if (mutant === undefined) continue;
		const text = JSON.stringify(mutant.object);
		if (seen.has(text)) continue;
		seen.add(text);
		mutants.push(mutant);
	}
	return mutants;
}

interface Chances {
	readonly operator: Operator;
	readonly places: readonly Place[];
}

function chancesOf(mistake: Mistake, places: readonly Place[]): Chances[] {
	return operators
		.filter((operator) => operator.mistake === mistake)
		.map((operator) => ({ operator, places: places.filter((place) => operator.fits(place)) }))
		.filter((chance) => chance.places.length > 0);
}

class Mutator {
	private readonly sampler: Sampler;

	constructor(
		private readonly subjects: Subjects,
		private readonly random: Random,
		private readonly places: readonly Place[],
	) {
		this.sampler = new Sampler(subjects.definitions, random);
	}

	mutant(operator: Operator, place: Place): Subject | undefined {
		const object = this.right(place);
		const spoilt = this.apply(object, operator, place);
		if (spoilt === undefined) return undefined;
		const first = { mistake: operator.mistake, at: [pointer(place.path)], object: spoilt };
		return this.random.below(oneInHasTwo) === 0 ? (this.second(first) ?? first) : first;
	}

	/** Adds a mistake elsewhere. */
	private second(first: Subject): Subject | undefined {
		const there = this.places.filter(({ path }) => path.length > 0 && valueAt(first.object, path) !== undefined);
		if (there.length === 0) return undefined;
		const place = this.random.pick(there);
		const operator = this.random.pick(operators.filter((one) => one.fits(place)));
		const object = this.apply(first.object, operator, place);
		return object && { ...first, at: [...first.at, pointer(place.path)], object };
	}

	/** A right object that has something at a place. */
	private right({ path, shape }: Place): Subject["object"] {
		const { base, root } = this.subjects;
		if (base !== undefined) return base();
		const inside = stepsInto(shape);
		const whole = inside.length > 0 && this.random.chance(0.8) ? [...path, this.random.pick(inside)] : path;
		return this.sampler.make(root, { density: 0.08, paths: [whole] }) as Subject["object"];
	}

	private apply(object: Subject["object"], operator: Operator, place: Place): Subject["object"] | undefined {
		const value = valueAt(object, place.path);
		if (value === undefined) return undefined;
		const { random } = this;
		const spoilt = operator.spoil(value, { place, random, definitions: this.subjects.definitions });
		return spoilt === undefined ? undefined : (replaced(object, place.path, spoilt) as Subject["object"]);
	}
}

/** What leads from a value to those inside it. */
function stepsInto(shape: Shape): (number | string)[] {
	if (shape.items) return [0];
	return typeof shape.additionalProperties === "object" ? [anyKey] : Object.keys(shape.properties ?? {});
}

/** The value at a path, where lists are entered at index 0. */
function valueAt(value: unknown, path: Path): unknown {
	let inner = value;
	for (const step of path) {
		if (typeof inner !== "object" || inner === null) return undefined;
		inner = (inner as Readonly<Record<string, unknown>>)[step];
	}
	return inner;
}

/** A copy in which another value is at a path. */
function replaced(value: unknown, [step, ...rest]: Path, other: unknown): unknown {
	if (step === undefined) return other;
	if (Array.isArray(value)) {
		const items = value.map((item, index) => (index === step ? replaced(item, rest, other) : (item as unknown)));
		return items.filter((item) => item !== gone);
	}
	const fields = value as Readonly<Record<string, unknown>>;
	const { [step]: inner, ...others } = fields;
	const changed = replaced(inner, rest, other);
	return changed === gone ? others : { ...others, [step]: changed };
}

function pointer(path: Path): string {
	return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
