import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Analysis, AnalysisHost, type Completion, plainText } from "../../server/src/engine";
import { applyEdits } from "../../server/src/engine/text/edit";
import { type CompletionPlace, placesIn } from "../../server/src/engine/yaml/draft/place";
import { readDraft } from "../../server/src/engine/yaml/draft/read";
import { parseYaml, toData } from "../../server/src/engine/yaml/parse";
import { dataAt, type Path } from "../../server/src/engine/yaml/path";
import { splitDocuments } from "../../server/src/engine/yaml/split";
import { repositoryRoot } from "../../tools/lib/paths";
import { Random } from "../conformance/random";
import { builtSchemas } from "../support/engine";
import { mutated } from "../support/mutatedYaml";

const uri = "file:///everywhere/manifest.yaml";

/** One state of so many is looked at; with `EDGEWISE_THOROUGH` in the environment, hardly any is left out. */
const stride = process.env.EDGEWISE_THOROUGH === undefined ? 41 : 3;

/** A document with a cursor in it. */
interface Typed {
	readonly text: string;
	readonly offset: number;
}

function documentsOf(folder: string): string[] {
	return readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".yaml"))
		.toSorted()
		.flatMap((file) => {
			const text = readFileSync(join(repositoryRoot, folder, file), "utf8");
			return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
		});
}

/** What one types most often, on lines of their own. */
const beginnings = ["", "  ", "    ", "        ", "\t", "- ", "  - ", "    -", "sel", "  na", "      - im", '  "na'];

class Checker {
	insertions = 0;
	private readonly host = new AnalysisHost({ schemas: builtSchemas() });

	/** Inserts the first things that are offered, and looks whether they stand where they are meant to. */
	check({ text, offset }: Typed): void {
		this.host.setFile(uri, text);
		const analysis: Analysis = this.host.analysis();
		const offered = analysis.completions(uri, offset).items;
		const [place] = placesIn(readDraft(text, offset), offset);
		if (place === undefined) {
			assert.deepEqual(offered, []);
			return;
		}
		const first = offered
			.filter(({ kind, sortText }) => (kind === "field" || kind === "value") && !sortText.startsWith("~"))
			.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1))
			.slice(0, 2);
		for (const completion of first) this.insert(completion, place, { text, offset });
	}

	private insert(completion: Completion, place: CompletionPlace, { text, offset }: Typed): void {
		this.insertions++;
		assert.ok(completion.span.start <= offset && offset <= completion.span.end);
		assert.ok(!text.slice(completion.span.start, completion.span.end).includes("\n"));
		const inserted = completion.snippet ? plainText(completion.text) : completion.text;
		const after = applyEdits(text, [...completion.additional, { span: completion.span, text: inserted }]);
		const shown = () =>
			`${completion.label} at ${JSON.stringify(place.path)} of\n${text.slice(0, offset)}<|>${text.slice(offset)}\ngives\n${after}`;
		assert.ok(errors(after) <= errors(text), shown());
		// Above its marker, the document goes on to be another one.
		if (errors(after) > 0 || splitDocuments(after).length > 1) return;
		const path: Path = completion.kind === "field" ? [...place.path, completion.label] : place.path;
		const data = toData(parseYaml(after))?.value;
		const holder = dataAt(data, path.slice(0, -1));
		const last = path.at(-1);
		assert.ok(last === undefined || (typeof holder === "object" && holder !== null && last in holder), shown());
		const isNew = completion.kind === "field" && place.kind === "key" && place.typed === "" && !place.hasColon;
		if (!isNew || errors(text) > 0) return;
		const rest = withoutEmpty(without(data, path));
		assert.ok(isDeepStrictEqual(rest, withoutEmpty(toData(parseYaml(text))?.value)), shown());
	}
}

function errors(text: string): number {
	return parseYaml(text).problems.filter(({ code }) => code !== "DUPLICATE_KEY").length;
}

function without(data: unknown, path: Path): unknown {
	const copy: unknown = structuredClone(data);
	const holder = dataAt(copy, path.slice(0, -1));
	const last = path.at(-1);
	if (typeof holder === "object" && holder !== null && last !== undefined) Reflect.deleteProperty(holder, last);
	return copy;
}

/** An object that was nothing before somebody wrote into it, and is nothing again, is the same. */
function withoutEmpty(value: unknown): unknown {
	if (Array.isArray(value)) {
		const items = value.map(withoutEmpty);
		return items.every((item) => item === null) ? null : items;
	}
	if (typeof value !== "object" || value === null) return value ?? null;
	const entries = Object.entries(value)
		.map(([key, inner]) => [key, withoutEmpty(inner)] as const)
		.filter(([, inner]) => inner !== null);
	return entries.length === 0 ? null : Object.fromEntries(entries);
}

describe("completion everywhere", function () {
	this.timeout(600_000);
	const documents = documentsOf("examples");

	it("writes what it means at any place of a manifest, and behind any part of one", () => {
		const checker = new Checker();
		let step = 0;
		for (const text of documents) {
			// Another offset in each document: all together see every state.
			for (let offset = step++ % stride; offset <= text.length; offset += stride) {
				checker.check({ text, offset });
				checker.check({ text: text.slice(0, offset), offset });
			}
		}
		assert.ok(checker.insertions > 150, String(checker.insertions));
	});

	it("does so on a new line anywhere", () => {
		const checker = new Checker();
		let step = 0;
		for (const document of documents) {
			const lines = document.split("\n");
			for (let line = 1; line < lines.length; line++) {
				for (const beginning of beginnings.filter((_, index) => (index + step) % stride === 0)) {
					const head = `${lines.slice(0, line).join("\n")}\n${beginning}`;
					checker.check({ text: `${head}\n${lines.slice(line).join("\n")}`, offset: head.length });
					checker.check({ text: head, offset: head.length });
				}
				step++;
			}
		}
		assert.ok(checker.insertions > 150, String(checker.insertions));
	});

	it("does so in JSON", () => {
		const checker = new Checker();
		for (const document of documents) {
			const data = toData(parseYaml(document))?.value;
			const text = `${JSON.stringify(data, null, checker.insertions % 2 === 0 ? 2 : undefined)}\n`;
			for (let offset = text.length % stride; offset <= text.length; offset += stride) {
				checker.check({ text, offset });
				if (offset % 2 === 0) checker.check({ text: text.slice(0, offset), offset });
			}
		}
		assert.ok(checker.insertions > 150, String(checker.insertions));
	});

	it("answers in whatever has become of a manifest", () => {
		const host = new AnalysisHost({ schemas: builtSchemas() });
		const rounds = process.env.EDGEWISE_THOROUGH === undefined ? 150 : 5000;
		for (let seed = 0; seed < rounds; seed++) {
			const random = new Random(seed);
			const text = mutated(random.pick(documents), random);
			host.setFile(uri, text);
			for (let times = 0; times < 4; times++) {
				const offset = random.below(text.length + 1);
				for (const { span, additional } of host.analysis().completions(uri, offset).items) {
					const shown = `seed ${seed} at ${offset}`;
					assert.ok(span.start <= offset && offset <= span.end, shown);
					assert.ok(!text.slice(span.start, span.end).includes("\n"), shown);
					for (const { span: beside } of additional) {
						assert.ok(beside.end <= span.start || beside.start >= span.end, shown);
					}
				}
			}
		}
	});
});
