import { Scalar } from "yaml";

/** The keys of one object. */
export class KeySet {
	private readonly values: unknown[] = [];
	private many: Set<unknown> | undefined;

	/** @returns false where the key is there already, or is one that merges (`<<`) */
	add({ value, type }: Scalar.Parsed): boolean {
		if (value === "<<" && type === Scalar.PLAIN) return false;
		if (this.many !== undefined) {
			if (this.many.has(value)) return false;
			this.many.add(value);
			return true;
		}
		if (this.values.includes(value)) return false;
		this.values.push(value);
		if (this.values.length > 16) this.many = new Set(this.values);
		return true;
	}
}
