import type { Random } from "../conformance/random";

/** Writes random YAML in all the layouts that people use: it is valid, and hardly ever tidy. */
export class RandomYaml {
	private anchors: string[] = [];
	private keys = 0;

	constructor(
		private readonly random: Random,
		private readonly lineEnd: "\n" | "\r\n" = "\n",
	) {}

	file(): string {
		const documents = 1 + this.random.below(3);
		let text = this.random.chance(0.2) ? "\n\n# head\n" : "";
		for (let index = 0; index < documents; index++) {
			if (index > 0 || this.random.chance(0.3))
				text += this.random.pick(["---\n", "---   # next\n", "\n\n---\n", "---  \n"]);
			text += this.document();
		}
		return text.replaceAll("\n", this.lineEnd);
	}

	private document(): string {
		this.anchors = [];
		const column = this.random.pick([0, 0, 0, 2, 1]);
		const body = this.random.chance(0.8) ? this.map(column, 0) : this.list(column, 0);
		return body + this.random.pick(["", "", "\n\n", `${" ".repeat(this.random.below(4))}# end\n`]);
	}

	private map(column: number, depth: number): string {
		let text = "";
		const pad = " ".repeat(column);
		for (let count = 1 + this.random.below(4); count > 0; count--) {
			text += this.filler(column);
			if (this.random.chance(0.04)) {
				text += `${pad}? ${this.key()}\n${pad}:${this.random.pick([" ", "  "])}${this.plain()}\n`;
				continue;
			}
			text += `${pad}${this.key()}${this.random.pick(["", "", "", " "])}:${this.value(column, depth, false)}`;
		}
		return text;
	}

	private list(column: number, depth: number): string {
		let text = "";
		const pad = " ".repeat(column);
		for (let count = 1 + this.random.below(3); count > 0; count--) {
			text += this.filler(column);
			const gap = this.random.pick([1, 1, 1, 3]);
			if (depth < 4 && this.random.chance(0.5)) {
				const inner = column + 1 + gap;
				const nested = this.random.chance(0.8) ? this.map(inner, depth + 1) : this.list(inner, depth + 1);
				const fillers = /^(?:\s*#.*\n|[ \t]*\n)*/.exec(nested)?.[0] ?? "";
				text += `${fillers}${pad}-${" ".repeat(gap)}${nested.slice(fillers.length + inner)}`;
			} else {
				text += `${pad}-${this.value(column, depth, true)}`;
			}
		}
		return text;
	}

	/** What follows a colon or a dash, to the end of the line. */
	private value(column: number, depth: number, inList: boolean): string {
		const { random } = this;
		const gap = random.pick([" ", " ", " ", "   "]);
		const tail = `${random.pick(["", "", "", " ", "\t", "  # why", " #aside "])}\n`;
		const choice = random.below(14);
		if (depth < 4 && choice < 4) {
			const anchor = random.chance(0.15) ? `${gap}${this.anchor()}` : "";
			return `${anchor}${tail}${this.map(column + 1 + random.below(4), depth + 1)}`;
		}
		if (depth < 4 && choice < 6) {
			const inner = inList ? column + 1 + random.below(4) : column + random.pick([0, 0, 2, 2, 4]);
			return `${tail}${this.list(inner, depth + 1)}`;
		}
		if (choice === 6) return gap + this.block(column);
		if (choice === 7) return `${gap}${this.flow(column, 0)}${tail}`;
		if (choice === 8) return tail;
		if (choice === 9) {
			const pad = " ".repeat(column + 1 + random.below(5));
			return `${gap}${random.pick([`words that\n${pad}go on`, `"a\n\n${pad}b\\\n${pad}c"`, `'x  \n${pad}y'`])}${tail}`;
		}
		if (choice === 10 && this.anchors.length > 0) return `${gap}*${random.pick(this.anchors)}${tail}`;
		if (choice === 11)
			return `${gap}${random.chance(0.4) ? `${this.anchor()} v` : random.pick(["!!str 1", "!custom x"])}${tail}`;
		return `${gap}${this.plain()}${tail}`;
	}

	private block(column: number): string {
		const { random } = this;
		const style = random.pick(["|", "|", ">", "|-", ">-", "|+"]);
		const inner = " ".repeat(column + 1 + random.below(5));
		const explicit = random.chance(0.15) && column > 0 ? 2 : 0;
		if (explicit > 0) {
			const pad = " ".repeat(column + explicit);
			return `${style}${explicit}\n${pad}   deep\n${pad}text: 1\n`;
		}
		let text = `${style}${random.pick(["", "", "  # note"])}\n`;
		for (let count = random.below(4); count >= 0; count--) {
			text += random.pick([`${inner}line # no comment\n`, `${inner}- a: {b\n`, "\n", `${inner}%x\n`]);
			// Only behind a first line may others stand further in.
			if (text.includes("line #")) text += random.pick(["", `${inner}   more \n`, `${inner.slice(1)}\n`]);
		}
		return text + random.pick(["", "\n", "\n\n"]);
	}

	private flow(column: number, depth: number): string {
		const { random } = this;
		const pad = () =>
			random.chance(0.2) ? `\n${" ".repeat(column + 1 + random.below(6))}` : random.pick(["", " ", "  "]);
		const list = random.chance(0.5);
		const items: string[] = [];
		for (let count = random.below(4); count > 0; count--) {
			const value = depth < 2 && random.chance(0.3) ? this.flow(column, depth + 1) : this.plain();
			items.push(list ? value : `${this.key()}:${random.pick([" ", "  "])}${value}`);
		}
		const inner = items.join(`${random.pick(["", " "])},${random.pick([" ", ""])}${pad()}`);
		if (list) return `[${pad()}${inner}${pad()}]`;
		// Two opening braces would be a template.
		return `{${pad()}${inner}${pad()}}`;
	}

	private filler(column: number): string {
		const { random } = this;
		if (random.chance(0.85)) return "";
		return random.pick([
			"\n",
			"\n\n\n",
			"   \n\n",
			`${" ".repeat(column)}# note\n`,
			`${" ".repeat(random.below(6))}# astray: 1  \n`,
			`\n${" ".repeat(column)}# - one\n\n${" ".repeat(column)}#two\n`,
		]);
	}

	private key(): string {
		const name = `k${this.keys++}`;
		return this.random.pick([name, name, name, `"${name}"`, `'${name}'`]);
	}

	private anchor(): string {
		const name = `n${this.keys++}`;
		this.anchors.push(name);
		return `&${name}`;
	}

	private plain(): string {
		return this.random.pick(["1", "yes", "012", "a b", '"q: #"', "'it''s'", "http://x.y/z#a", "~", "-5", "a-b:c"]);
	}
}
