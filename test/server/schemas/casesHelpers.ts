import type { Case } from "./cases";

/** One case for each value of a field: a right value, or one that breaks rules, told by their keywords. */
export function each(path: string, values: readonly unknown[], ...keywords: string[]): Case[] {
	return values.map((value) => ({
		title: `${JSON.stringify(value)} in ${path}`,
		change: { [path]: value },
		...(keywords.length > 0 && { errors: keywords.map((keyword) => `${path} ${keyword}`) }),
	}));
}

/** A changed object that is right. */
export function right(title: string, change: Case["change"]): Case {
	return { title, change };
}

/** A changed object that is wrong. */
export function wrong(title: string, change: Case["change"], ...errors: string[]): Case {
	return { title, change, errors };
}

/** The same cases, where the older API server of the test cluster accepts what later ones refuse. */
export function newerRule(release: string, ...cases: readonly Case[]): Case[] {
	return cases.map((one) => ({
		...one,
		server: { accepts: true, reason: `API servers check it since Kubernetes ${release}` },
	}));
}

/** The same cases, where the older API server of the test cluster refuses what later ones accept. */
export function newerFeature(release: string, ...cases: readonly Case[]): Case[] {
	return cases.map((one) => ({
		...one,
		server: { accepts: false, reason: `API servers accept it since Kubernetes ${release}` },
	}));
}

/** What only rules across fields would find; the linter's business. */
export function acrossFields(title: string, change: Case["change"]): Case {
	return { title, change, server: { accepts: false, reason: "it takes two fields to see the mistake" } };
}
