import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Difference, type Differing, type Outcome, told, type Verdicts } from "./compare";
import { type KnownDifference, knownDifferences } from "./knownDifferences";
import type { Mistake } from "./mutants/index";

/** One object on which the two sides differ. */
export interface Disagreement {
	readonly kind: string;
	readonly mistake: Mistake | "sample";
	readonly at: readonly string[];
	readonly how: Difference;
	readonly detail: string;
	/** The name of the known difference; absent where there is no reason. */
	readonly known?: string;
	readonly ours: readonly string[];
	readonly server: string;
	readonly object: unknown;
}

/** A refusal by both sides that name different fields. */
interface Elsewhere {
	readonly kind: string;
	readonly ours: readonly string[];
	readonly server: readonly string[];
	readonly message: string;
}

interface Figures {
	verdicts: number;
	agree: number;
	explained: number;
	unexplained: number;
	/** Refusals by both of which the server says the field, and how many of them Edgewise puts there as well. */
	named: number;
	sameField: number;
	/** How many objects the server accepts. */
	accepted: number;
}

const none = (): Figures => ({
	verdicts: 0,
	agree: 0,
	explained: 0,
	unexplained: 0,
	named: 0,
	sameField: 0,
	accepted: 0,
});

/** Counts verdicts and tells what came of them. */
export class Report {
	readonly disagreements: Disagreement[] = [];
	/** Refusals by both, for reasons in different places. */
	private readonly elsewhere: Elsewhere[] = [];
	private readonly byKind = new Map<string, Figures>();
	private readonly byMistake = new Map<string, Figures>();
	private readonly total = none();
	private readonly mistakesOfKind = new Map<string, number>();

	constructor(private readonly seed: number) {}

	add(verdicts: Verdicts, outcome: Outcome): void {
		const { kind, subject, server, ours, sent } = verdicts;
		const mistake = subject.mistake ?? "sample";
		const known = outcome.kind === "differ" ? reasonOf(verdicts, outcome) : undefined;
		const groups = [figuresOf(this.byKind, kind.id), figuresOf(this.byMistake, mistake), this.total];
		for (const figures of groups) {
			figures.verdicts++;
			if (server.accepts) figures.accepted++;
			if (outcome.kind === "differ") figures[known ? "explained" : "unexplained"]++;
			else figures.agree++;
			if (outcome.kind === "agree" && outcome.sameField !== undefined) figures.named++;
			if (outcome.kind === "agree" && outcome.sameField) figures.sameField++;
		}
		if (mistake !== "sample") this.mistakesOfKind.set(kind.id, this.mutantsOf(kind.id) + 1);
		if (outcome.kind === "agree") {
			const { fields, sameField } = outcome;
			if (fields && !sameField)
				this.elsewhere.push({ kind: kind.id, ours: ours.map(told), server: fields, message: server.message });
			return;
		}
		this.disagreements.push({
			kind: kind.id,
			mistake,
			at: subject.at,
			how: outcome.how,
			detail: outcome.detail,
			...(known && { known: known.name }),
			ours: ours.map(told),
			server: server.accepts ? "accepts" : server.message,
			object: sent,
		});
	}

	/** How many objects with a mistake of a kind were compared. */
	mutantsOf(id: string): number {
		return this.mistakesOfKind.get(id) ?? 0;
	}

	get unexplained(): readonly Disagreement[] {
		return this.disagreements.filter(({ known }) => known === undefined);
	}

	/** The whole in one line. */
	summary(name: string): string {
		const { verdicts, agree, explained, unexplained, named, sameField } = this.total;
		return (
			`${name}: ${count(verdicts)} verdicts, ${count(agree)} agree (${share(agree, verdicts)}), ${count(explained)} explained, ` +
			`${count(unexplained)} unexplained; same field in ${count(sameField)} of ${count(named)} refusals (${share(sameField, named)}) ` +
			`(seed ${this.seed})`
		);
	}

	/** Writes the whole as `<name>.md` and `<name>.json` into a folder. */
	async write(folder: string, name: string): Promise<void> {
		await mkdir(folder, { recursive: true });
		const known = knownDifferences.flatMap(({ name: title, reason }) => {
			const times = this.disagreements.filter((one) => one.known === title).length;
			return times === 0 ? [] : [{ title, reason, times }];
		});
		const content = {
			seed: this.seed,
			total: this.total,
			kinds: Object.fromEntries(this.byKind),
			mistakes: Object.fromEntries(this.byMistake),
			known,
			disagreements: this.disagreements,
			otherField: this.elsewhere,
		};
		const lines = [
			`# ${this.summary(name)}`,
			"",
			...table("kind", this.byKind),
			"",
			...table("mistake", this.byMistake),
			"",
			"## Explained",
			"",
			...known.map(({ title, reason, times }) => `- **${title}** (${times}): ${reason}`),
			"",
			"## Unexplained",
			"",
			...this.unexplained.map((one) => `- ${lineOf(one)}`),
			"",
		];
		await Promise.all([
			writeFile(join(folder, `${name}.json`), `${JSON.stringify(content, undefined, "\t")}\n`),
			writeFile(join(folder, `${name}.md`), lines.join("\n")),
		]);
	}
}

/** A disagreement in one line. */
export function lineOf({ kind, mistake, at, how, detail, object }: Disagreement): string {
	const text = JSON.stringify(object);
	const short = text.length > 700 ? `${text.slice(0, 700)}…` : text;
	return `${kind} ${mistake} ${at.join(" + ")}: ${how}: ${detail.slice(0, 500)}; object ${short}`;
}

function reasonOf(verdicts: Verdicts, outcome: Differing): KnownDifference | undefined {
	return knownDifferences.find((known) => known.explains(verdicts, outcome));
}

function figuresOf(groups: Map<string, Figures>, name: string): Figures {
	const figures = groups.get(name) ?? none();
	groups.set(name, figures);
	return figures;
}

function table(what: string, groups: ReadonlyMap<string, Figures>): string[] {
	return [
		`| ${what} | verdicts | server accepts | agree | explained | unexplained | same field |`,
		"| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
		...[...groups].map(
			([name, { verdicts, accepted, agree, explained, unexplained, sameField, named }]) =>
				`| ${name} | ${verdicts} | ${accepted} | ${agree} | ${explained} | ${unexplained} | ${sameField} of ${named} |`,
		),
	];
}

const count = (value: number): string => value.toLocaleString("en");
const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${((part / whole) * 100).toFixed(2)} %`);
