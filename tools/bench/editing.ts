import type { Contestant } from "./contestant";
import { LspSession } from "./lspSession";
import { largeFile } from "./manifests";
import { type Series, series, timed } from "./statistics";

/** What one server needs for what an editor asks of it; times in milliseconds, memory in megabytes. */
export interface EditingResult {
	readonly name: string;
	readonly version: string;
	readonly debounce: number;
	readonly coldStart: Series;
	readonly open: Series;
	/** From a keystroke to the diagnostics that follow from it. */
	readonly keystroke: Series;
	/** Processor time for each keystroke, which other programs do not add to as they do to time. */
	readonly keystrokeProcessor: number;
	readonly completionAtRest: Series;
	readonly completionAfterTyping: Series;
	readonly hover: Series;
	readonly memory: number;
	readonly lines: number;
}

export interface EditingOptions {
	readonly documents: number;
	readonly starts: number;
	readonly keystrokes: number;
}

const folder = "file:///edgewise-bench";

/** Puts one server through all that is measured in an editor, one call after another. */
export async function measureEditing(contestant: Contestant, options: EditingOptions): Promise<EditingResult> {
	const coldStarts: number[] = [];
	for (let round = 0; round < options.starts; round++) coldStarts.push(await coldStart(contestant));
	const uri = `${folder}/large.yaml`;
	const { text, replicas } = fileToEdit(options.documents);
	const session = await LspSession.start(contestant, folder);
	// The first file pays for what is loaded once, which `coldStart` measures.
	await session.open(`${folder}/first/first.yaml`, fileToEdit(7).text);
	const open = await timed(() => session.open(uri, text));

	const at = { line: replicas, character: "  replicas: ".length };
	const behind = { line: replicas, character: at.character + 1 };
	const inKey = { line: replicas, character: "  repl".length };
	const keystrokes: number[] = [];
	const processorBefore = await session.processorTime();
	for (let round = 0; round < options.keystrokes; round++) {
		// A letter before the number makes it wrong; without it, it is right again.
		const typing = round % 2 === 0;
		const told = session.published(
			uri,
			(diagnostics) =>
				diagnostics.some(({ range, severity }) => range.start.line === replicas && severity === 1) === typing,
		);
		keystrokes.push(
			await timed(async () => {
				await session.type(uri, at, typing ? at : behind, typing ? "x" : "");
				await told;
			}),
		);
	}

	const keystrokeProcessor = ((await session.processorTime()) - processorBefore) / keystrokes.length;

	const atRest: number[] = [];
	const hovers: number[] = [];
	for (let round = 0; round < options.keystrokes; round++) {
		atRest.push(await timed(() => some(session.completion(uri, inKey), contestant)));
		hovers.push(await timed(() => some(session.hover(uri, inKey), contestant)));
	}
	const afterTyping: number[] = [];
	for (let round = 0; round < options.keystrokes; round++) {
		const told = session.published(uri, () => true);
		const next = { line: inKey.line, character: inKey.character + 1 };
		const typing = round % 2 === 0;
		await session.type(uri, inKey, typing ? inKey : next, typing ? "i" : "");
		afterTyping.push(await timed(() => session.completion(uri, typing ? next : inKey)));
		await told;
	}
	const memory = await session.memory();
	await session.stop();
	return {
		name: contestant.name,
		version: contestant.version,
		debounce: contestant.debounce,
		coldStart: series(coldStarts),
		open: series([open]),
		keystroke: series(keystrokes),
		keystrokeProcessor,
		completionAtRest: series(atRest),
		completionAfterTyping: series(afterTyping),
		hover: series(hovers),
		memory,
		lines: text.split("\n").length,
	};
}

/** From starting the process to the first finding in a small file. */
function coldStart(contestant: Contestant): Promise<number> {
	return timedSession(contestant, async (session) => {
		await session.open(`${folder}/first/first.yaml`, fileToEdit(7).text);
	});
}

async function timedSession(contestant: Contestant, use: (session: LspSession) => Promise<void>): Promise<number> {
	const start = performance.now();
	const session = await LspSession.start(contestant, folder);
	await use(session);
	const taken = performance.now() - start;
	await session.stop();
	return taken;
}

/** Many documents with one mistake in the last Deployment, and the line in the middle at which to type. */
function fileToEdit(documents: number): { readonly text: string; readonly replicas: number } {
	const lines = largeFile(documents).split("\n");
	const all = lines.flatMap((line, index) => (line === "  replicas: 1" ? [index] : []));
	const last = all.at(-1) ?? 0;
	lines[last] = "  replicas: many";
	return { text: lines.join("\n"), replicas: all[all.length >> 1] ?? 0 };
}

/** @throws Error where a server gives nothing: it would look fast */
async function some(answer: Promise<number | boolean>, { name }: Contestant): Promise<void> {
	if (!(await answer)) throw new Error(`${name} gave no answer`);
}
