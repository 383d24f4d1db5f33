/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** Another source, which draws from this one do not change. */
	static of(seed: number, name: string): Random {
		let hash = seed >>> 0;
		for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
		return new Random(hash);
	}

	/** @returns a number from 0 up to, not including, 1 */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = this.state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** @returns an integer from 0 up to, not including, `end` */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** @throws Error where there is nothing to pick from */
	pick<T>(values: readonly T[]): T {
		if (values.length === 0) throw new Error("There is nothing to pick from");
		return values[this.below(values.length)] as T;
	}

	shuffled<T>(values: readonly T[]): T[] {
		const copy = [...values];
		for (let index = copy.length - 1; index > 0; index--) {
			const other = this.below(index + 1);
			[copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
		}
		return copy;
	}
}
