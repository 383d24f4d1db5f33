import { looksMistyped, plain } from "./likeness";

/** Finds the names for which another one looks like a typing error, without comparing it with all of them. */
export class LikenessIndex {
	private readonly byPlain = new Map<string, string[]>();
	/** By the words but one, with the digits of that one: a slip leaves both alone. */
	private readonly byRest = new Map<string, string[]>();

	constructor(private readonly names: readonly string[]) {
		for (const name of names) {
			push(this.byPlain, plain(name), name);
			for (const rest of restsOf(name)) push(this.byRest, rest, name);
		}
	}

	/** The names that may be meant, in the order in which they were given. */
	meantBy(written: string): readonly string[] {
		const found = new Set(this.byPlain.get(plain(written)));
		for (const rest of restsOf(written)) for (const name of this.byRest.get(rest) ?? []) found.add(name);
		const meant = [...found].filter((name) => looksMistyped(written, name));
		if (meant.length < 2) return meant;
		const wanted = new Set(meant);
		return this.names.filter((name) => wanted.has(name));
	}
}

/** What is left of a name without each of its words that are long enough for a slip to show. */
function restsOf(name: string): string[] {
	const words = name.split(/[-._]/);
	return words.flatMap((word, at) =>
		word.length < 4 ? [] : [words.with(at, `*${word.replaceAll(/\D/g, "")}`).join("\n")],
	);
}

function push(map: Map<string, string[]>, key: string, name: string): void {
	const list = map.get(key);
	if (list === undefined) map.set(key, [name]);
	else list.push(name);
}
