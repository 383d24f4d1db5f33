import type { ManifestObject } from "./objects";

/**
 * Makes a function of one object remember what it gave. An object is the same as long as its text is, so what follows
 * from it alone need not be read out of its data again; what is remembered goes with the object.
 */
export function perObject<T>(read: (object: ManifestObject) => T): (object: ManifestObject) => T {
	const known = new WeakMap<ManifestObject, { readonly value: T }>();
	return (object) => {
		let entry = known.get(object);
		if (entry === undefined) {
			entry = { value: read(object) };
			known.set(object, entry);
		}
		return entry.value;
	};
}
