import type { CollectionTag, ScalarTag, Tags } from "yaml";

/**
 * The numbers of plain scalars as kubectl reads them: sigs.k8s.io/yaml, whose parser takes integers as Go's
 * `strconv.ParseInt` with base 0 does and floats by an expression of its own. `012` is 10, `08` is 8, `1_000` is 1000;
 * `e1000` and `.` are strings.
 */
const integer: ScalarTag = {
	identify: (value) => typeof value === "number" && Number.isInteger(value),
	default: true,
	tag: "tag:yaml.org,2002:int",
	test: /^[-+]?(?:0_*[xX][0-9a-fA-F_]+|0_*[bB][01_]+|0_*[oO][0-7_]+|0[0-7_]*|[1-9][0-9_]*)$/,
	resolve: integerOf,
};

const float: ScalarTag = {
	identify: (value) => typeof value === "number",
	default: true,
	tag: "tag:yaml.org,2002:float",
	test: /^(?:[-+][_]*)?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9][0-9_]*)?$/,
	resolve(text) {
		const value = Number(text.replaceAll("_", ""));
		// Go refuses what no float64 holds, and the text stays a text.
		return Number.isFinite(value) ? value : text;
	},
};

function integerOf(text: string): number {
	const digits = text.replaceAll("_", "").replace(/^\+/, "");
	const sign = digits.startsWith("-") ? -1 : 1;
	const rest = digits.replace(/^-/, "");
	if (/^0[xXbBoO]/.test(rest)) return sign * Number(rest.toLowerCase());
	return sign * (rest.length > 1 && rest.startsWith("0") ? Number.parseInt(rest, 8) : Number(rest));
}

/** The scalars of YAML 1.1 as kubectl resolves them: `yes`, `on` and `012` are no strings, but timestamps are. */
export function kubernetesTags(tags: Tags): Tags {
	const kept = tags.filter((tag) => typeof tag === "string" || !isReplaced(tag));
	return [...kept, integer, float];
}

function isReplaced(tag: CollectionTag | ScalarTag): boolean {
	if (tag.tag === "tag:yaml.org,2002:timestamp" || tag.tag === "tag:yaml.org,2002:int") return true;
	// The infinities and "not a number" stay as they are.
	return tag.tag === "tag:yaml.org,2002:float" && !("test" in tag && tag.test?.test(".nan")) && !infinity(tag);
}

function infinity(tag: CollectionTag | ScalarTag): boolean {
	return "test" in tag && tag.test?.test(".inf") === true;
}
