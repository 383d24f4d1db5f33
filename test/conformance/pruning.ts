import type { ValidationError } from "../../tools/schemas/types";

/** Where two sides differ about which fields an object may have. Paths are JSON pointers. */
export interface Pruning {
	/** We call them unknown; the server keeps them. */
	readonly keptUnknown: readonly string[];
	/** We know them; the server drops them. */
	readonly lostKnown: readonly string[];
}

/** Fields of metadata that the server writes, or clears, whatever is sent. */
const serverWritten = new Set(
	[
		"creationTimestamp",
		"deletionGracePeriodSeconds",
		"deletionTimestamp",
		"generation",
		"managedFields",
		"resourceVersion",
		"selfLink",
		"uid",
	].map((name) => `/metadata/${name}`),
);

/** Of several references to one owner the server keeps one. And it moves the texts of a Secret's `stringData` to `data`. */
const ownerReference = /^\/metadata\/ownerReferences\/\d+$/;

/**
 * Compares the fields that the server keeps of an object with those that we call unknown.
 *
 * @param typed whether the server reads the object into a Go struct, which forgets fields that are empty
 */
export function keptFields(sent: unknown, kept: unknown, unknown: readonly ValidationError[], typed: boolean): Pruning {
	const ours = new Set(
		unknown.map(({ instancePath, params }) => `${instancePath}/${escaped(String(params.additionalProperty))}`),
	);
	const lostKnown: string[] = [];
	const keptUnknown = new Set(ours);
	const walk = (before: unknown, after: unknown, path: string): void => {
		if (typeof before !== "object" || before === null) return;
		for (const [name, value] of Object.entries(before)) {
			const inner = `${path}/${escaped(name)}`;
			const there = typeof after === "object" && after !== null && name in after;
			if (!there) {
				for (const path of ours) if (path === inner || path.startsWith(`${inner}/`)) keptUnknown.delete(path);
				const forgets = typed || path === "/metadata" || path.startsWith("/metadata/");
				const moved = typed && inner === "/stringData";
				const written = serverWritten.has(inner) || ownerReference.test(inner) || moved;
				const expected = value === null || written || (forgets && isEmpty(value));
				if (!expected && !ours.has(inner)) lostKnown.push(inner);
			} else {
				walk(value, (after as Readonly<Record<string, unknown>>)[name], inner);
			}
		}
	};
	walk(sent, kept, "");
	return { keptUnknown: [...keptUnknown], lostKnown };
}

function isEmpty(value: unknown): boolean {
	if (value === null || value === "" || value === 0 || value === false) return true;
	return typeof value === "object" && Object.values(value).every((inner) => isEmpty(inner));
}

function escaped(name: string): string {
	return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
