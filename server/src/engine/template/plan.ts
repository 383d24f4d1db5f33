import { filled, render, type Values } from "./render";
import { type Parameter, placeholders, type Template, type TemplateFile, valueProblem } from "./template";

/** A site that is to be made. */
export interface PlannedSite {
	/** Its folder, with slashes, relative to where all sites are. */
	readonly folder: string;
	readonly values: Values;
	readonly files: readonly TemplateFile[];
}

/** Why sites cannot be made of some values; `row` is the index of the values. */
export type PlanProblem =
	| { readonly kind: "missingValue"; readonly row: number; readonly parameter: Parameter }
	| { readonly kind: "badValue"; readonly row: number; readonly parameter: Parameter; readonly value: string }
	| { readonly kind: "unknownParameter"; readonly name: string; readonly known: readonly string[] }
	/** A value in a path that would lead out of its folder. */
	| { readonly kind: "badPath"; readonly row: number; readonly path: string }
	/** Two sites in one folder. */
	| { readonly kind: "sameFolder"; readonly row: number; readonly other: number; readonly folder: string };

export type Plan =
	| { readonly kind: "plan"; readonly sites: readonly PlannedSite[] }
	| { readonly kind: "problems"; readonly problems: readonly PlanProblem[] };

/**
 * Works out which files sites get.
 *
 * @param target the folder of a site, with placeholders: `stores/${site}`
 * @param rows the values of each site; values of parameters with a default may be missing or empty
 */
export function planSites(template: Template, target: string, rows: readonly Values[]): Plan {
	const { parameters } = template;
	const known = parameters.map(({ name }) => name);
	const inTarget = [...target.matchAll(placeholders)].map(([, , name = ""]) => name);
	const names = new Set([...known, ...inTarget]);
	const problems: PlanProblem[] = [...new Set(rows.flatMap((row) => Object.keys(row)))]
		.filter((name) => !names.has(name))
		.map((name) => ({ kind: "unknownParameter", name, known: [...names] }));
	const folders = new Map<string, number>();
	const sites = rows.map((row, index): PlannedSite => {
		const values: Record<string, string> = {};
		for (const name of names) {
			const parameter = parameters.find((one) => one.name === name) ?? undeclared(name);
			const value = row[name] || parameter.default;
			if (value === undefined || (value === "" && row[name] === undefined)) {
				problems.push({ kind: "missingValue", row: index, parameter });
				continue;
			}
			if (valueProblem(parameter, value) !== undefined)
				problems.push({ kind: "badValue", row: index, parameter, value });
			values[name] = value;
		}
		const folder = filled(target, values);
		const files = render(template, values);
		const complete = [...names].every((name) => values[name] !== undefined);
		const bad = complete ? [folder, ...files.map(({ path }) => path)].find((path) => !isInside(path)) : undefined;
		if (bad !== undefined) problems.push({ kind: "badPath", row: index, path: bad });
		const other = folders.get(folder);
		if (complete && other !== undefined) problems.push({ kind: "sameFolder", row: index, other, folder });
		folders.set(folder, index);
		return { folder, values, files };
	});
	return problems.length > 0 ? { kind: "problems", problems } : { kind: "plan", sites };
}

/**
 * Parts the folder of a site into the folder that all sites are in, and the rest.
 *
 * @param template path of the template's folder, absolute
 * @param target from there, with slashes: `../../stores/${site}`
 */
export function baseOf(template: string, target: string): readonly [base: string, folder: string] {
	let base = template.replaceAll("\\", "/").replace(/\/+$/, "");
	let folder = target.replace(/^\.\//, "");
	while (folder.startsWith("../")) {
		base = base.slice(0, Math.max(0, base.lastIndexOf("/")));
		folder = folder.slice(3);
	}
	return [base === "" ? "/" : base, folder];
}

function undeclared(name: string): Parameter {
	return { name, description: "", pattern: undefined, oneOf: [], default: undefined };
}

/** True for a path that stays below where it begins, on every system. */
function isInside(path: string): boolean {
	if (path === "" || /^(?:[/\\]|[A-Za-z]:)/.test(path)) return false;
	return path
		.replace(/^(?:\.\/)+/, "")
		.split(/[/\\]/)
		.every((step) => step !== "" && step !== "." && step !== ".." && !/[\0<>:"|?*]|[ .]$/.test(step));
}
