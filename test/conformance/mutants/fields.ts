import { isIntOrString, type Shape, typeOf } from "../shape";
import { fieldsOf, gone, type Operator } from "./operator";

const strange: readonly unknown[] = [
	"text",
	7,
	1.5,
	true,
	null,
	{},
	[],
	{ inner: { deep: 1 } },
	[{ a: "b" }],
	"",
	"样品",
];

function isWhole(path: readonly unknown[]): boolean {
	return path.length === 0;
}

const missing: Operator = {
	mistake: "missing field",
	fits: ({ shape }) => (shape.required ?? []).length > 0,
	spoil(value, { place, random }) {
		const fields = fieldsOf(value);
		const required = (place.shape.required ?? []).filter((name) => name in fields);
		if (required.length === 0) return undefined;
		const { [random.pick(required)]: _gone, ...rest } = fields;
		return rest;
	},
};

const missingWhole: Operator = {
	mistake: "missing field",
	fits: ({ path, required }) => required && path.length > 0,
	spoil: () => gone,
};

/** Names that people give fields by mistake. */
function misspelt(name: string, choice: number): string {
	const variants = [
		name.slice(0, -1),
		`${name}s`,
		name.replace(/^./, (first) => (/[a-z]/.test(first) ? first.toUpperCase() : first.toLowerCase())),
		name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
		`${name}名`,
		name.toUpperCase(),
	];
	return variants[choice % variants.length] || "unknown";
}

/** Whether objects hold fields with names of their own, so that others are unknown or, where kept, merely any. */
function hasFields(shape: Shape): boolean {
	return typeOf(shape) === "object" && typeof shape.additionalProperties !== "object";
}

const unknown: Operator = {
	mistake: "unknown field",
	fits: ({ shape, path }) => hasFields(shape) && !isWhole(path),
	spoil(value, { place, random }) {
		const fields = fieldsOf(value);
		const known = Object.keys(place.shape.properties ?? {});
		const name =
			known.length > 0 && random.chance(0.7) ? misspelt(random.pick(known), random.below(6)) : "edgewiseUnknown";
		return name in fields || known.includes(name) ? undefined : { ...fields, [name]: random.pick(strange) };
	},
};

const unknownAtTop: Operator = {
	mistake: "unknown field",
	fits: ({ path }) => isWhole(path),
	spoil: (value, { random }) => ({
		...fieldsOf(value),
		[random.pick(["spce", "Spec", "unknown"])]: random.pick(strange),
	}),
};

const renamed: Operator = {
	mistake: "unknown field",
	fits: ({ shape, path }) => hasFields(shape) && !isWhole(path) && Object.keys(shape.properties ?? {}).length > 0,
	spoil(value, { place, random }) {
		const fields = fieldsOf(value);
		const names = Object.keys(fields);
		if (names.length === 0) return undefined;
		const name = random.pick(names);
		const other = misspelt(name, random.below(6));
		if (place.shape.properties?.[other] !== undefined) return undefined;
		const { [name]: moved, ...rest } = fields;
		return { ...rest, [other]: moved };
	},
};

/** Values of all types; which of them are wrong is the server's to say. */
const ofOtherTypes: readonly unknown[] = [
	"text",
	"1",
	"true",
	1,
	0,
	-1,
	1.5,
	true,
	false,
	{},
	{ name: "sample" },
	[],
	["text"],
	[1],
	[{}],
	[[]],
];

const otherType: Operator = {
	mistake: "wrong type",
	fits: ({ path }) => !isWhole(path),
	spoil: (value, { random }) => random.pick(ofOtherTypes.filter((other) => kindOf(other) !== kindOf(value))),
};

const likelyMixUp: Operator = {
	mistake: "wrong type",
	fits: ({ path }) => !isWhole(path),
	spoil(value) {
		if (typeof value === "string") return Number.isNaN(Number(value)) ? [value] : Number(value);
		if (typeof value === "number" || typeof value === "boolean") return String(value);
		if (Array.isArray(value)) return value.length > 0 ? value[0] : {};
		return [value];
	},
};

const nothing: Operator = {
	mistake: "null",
	fits: ({ path }) => !isWhole(path),
	spoil: () => null,
};

const emptyText: Operator = {
	mistake: "empty text",
	fits: ({ shape, path }) => !isWhole(path) && (typeOf(shape) === "string" || isIntOrString(shape)),
	spoil: () => "",
};

const emptyTextElsewhere: Operator = {
	mistake: "empty text",
	fits: ({ shape, path }) => !isWhole(path) && typeOf(shape) !== "string",
	spoil: () => "",
};

function kindOf(value: unknown): string {
	return Array.isArray(value) ? "array" : typeof value;
}

/** What can go wrong with fields of any schema. */
export const fieldOperators: readonly Operator[] = [
	missing,
	missingWhole,
	unknown,
	unknownAtTop,
	renamed,
	otherType,
	likelyMixUp,
	nothing,
	emptyText,
	emptyTextElsewhere,
];
