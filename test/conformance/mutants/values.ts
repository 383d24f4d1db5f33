import { isIntOrString, type Shape, typeOf } from "../shape";
import { doubtfulText } from "../texts";
import { fieldsOf, type Operator } from "./operator";

const otherCase: Operator = {
	mistake: "bad enum",
	fits: ({ shape }) => shape.enum !== undefined,
	spoil(value, { random }) {
		const text = String(value);
		const last = text.slice(-1);
		return random.pick<unknown>([
			text.toLowerCase(),
			text.toUpperCase(),
			`${text}${last}`,
			` ${text}`,
			text.slice(0, -1),
			"Unknown",
			[value],
			1,
		]);
	},
};

const isNumeric = ({ shape }: { readonly shape: Shape }): boolean =>
	["integer", "number"].includes(typeOf(shape) ?? "") || isIntOrString(shape);

const number: Operator = {
	mistake: "out of range",
	fits: isNumeric,
	spoil(_value, { place, random }) {
		const { minimum = 0, maximum = 2 ** 31 - 1 } = place.shape;
		return random.pick([
			minimum - 1,
			minimum,
			maximum,
			maximum + 1,
			minimum + 0.5,
			-1,
			-(2 ** 31) - 1,
			2 ** 31,
			2 ** 53,
			2 ** 63,
			-(2 ** 63) - 4096,
			1e3,
			1e30,
			-0.001,
		]);
	},
};

const limit: Operator = {
	mistake: "out of range",
	fits: ({ shape }) => shape.minimum !== undefined || shape.maximum !== undefined,
	spoil(_value, { place, random }) {
		const { minimum, maximum } = place.shape;
		const borders = [minimum, maximum].flatMap((border) =>
			border === undefined ? [] : [border - 1, border, border + 1],
		);
		return random.pick(borders);
	},
};

const text: Operator = {
	mistake: "wrong format",
	fits: ({ shape }) => shape.pattern !== undefined || shape.format === "byte" || shape.format === "date-time",
	spoil: (_value, { random }) => doubtfulText(random),
};

const strayText: Operator = {
	mistake: "wrong format",
	fits: ({ shape }) => shape.pattern !== undefined || (typeOf(shape) === "string" && shape.format !== undefined),
	spoil(value, { random }) {
		if (typeof value !== "string") return undefined;
		const at = random.below(value.length + 1);
		const stray = random.pick([" ", "_", "-", ".", "/", "é", "A", "9", "%", "\n"]);
		return value.slice(0, at) + stray + value.slice(at + random.below(2));
	},
};

const length: Operator = {
	mistake: "wrong size",
	fits: ({ shape }) => shape.maxLength !== undefined || (shape.minLength ?? 0) > 0,
	spoil(_value, { place, random }) {
		const { minLength = 0, maxLength = minLength + 10 } = place.shape;
		const letters = random.pick([minLength - 1, minLength, maxLength, maxLength + 1].filter((count) => count > 0));
		return random.pick(["a", "店", "😀"]).repeat(letters);
	},
};

const items: Operator = {
	mistake: "wrong size",
	fits: ({ shape }) => typeOf(shape) === "array" && (shape.maxItems !== undefined || (shape.minItems ?? 0) > 0),
	spoil(value, { place, random }) {
		if (!Array.isArray(value) || value.length === 0) return undefined;
		const { minItems = 0, maxItems = minItems + 2 } = place.shape;
		const count = random.pick([minItems - 1, maxItems, maxItems + 1].filter((one) => one >= 0 && one <= 1000));
		return Array.from({ length: count }, (_, index) => told(value[index % value.length], index));
	},
};

const emptied: Operator = {
	mistake: "wrong size",
	fits: ({ shape }) => ["array", "object"].includes(typeOf(shape) ?? ""),
	spoil: (value) => (Array.isArray(value) ? [] : {}),
};

const properties: Operator = {
	mistake: "wrong size",
	fits: ({ shape }) => shape.maxProperties !== undefined,
	spoil(value, { place }) {
		const [first] = Object.values(fieldsOf(value));
		const count = (place.shape.maxProperties ?? 0) + 1;
		return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, first]));
	},
};

/** Tells copies of an item apart. */
function told(item: unknown, index: number): unknown {
	if (typeof item === "string") return index === 0 ? item : `${item}${index}`;
	return "name" in fieldsOf(item) ? { ...fieldsOf(item), name: `sample-${index}` } : item;
}

const twice: Operator = {
	mistake: "duplicate",
	fits: ({ shape }) => typeOf(shape) === "array",
	spoil(value) {
		return Array.isArray(value) && value.length > 0 ? [...value, structuredClone(value[0])] : undefined;
	},
};

const sameKey: Operator = {
	mistake: "duplicate",
	fits: ({ shape }) => shape["x-kubernetes-list-map-keys"] !== undefined,
	spoil(value, { place, random, definitions }) {
		if (!Array.isArray(value) || value.length === 0) return undefined;
		const keys = place.shape["x-kubernetes-list-map-keys"] ?? [];
		const known = definitions.resolve(place.shape.items ?? {}).properties ?? {};
		const first = fieldsOf(value[0]);
		const second = { ...first };
		const key = random.pick(keys);
		const byDefault = known[key]?.default;
		// Another key, none, or the one that the server would fill in.
		if (random.chance(0.4)) delete second[key];
		else if (byDefault !== undefined && byDefault !== "") second[key] = byDefault;
		else if (random.chance(0.5)) second[key] = typeof first[key] === "number" ? 4242 : `${String(first[key])}2`;
		return random.chance(0.5) ? [...value, second] : [second, ...value];
	},
};

/** What can go wrong with values that schemas set limits to. */
export const valueOperators: readonly Operator[] = [
	otherCase,
	number,
	limit,
	text,
	strayText,
	length,
	items,
	emptied,
	properties,
	twice,
	sameKey,
];
