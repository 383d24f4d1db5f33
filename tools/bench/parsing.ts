import { parseThoroughly, parseYaml, toData } from "../../server/src/engine/yaml/parse";
import { mixedDocuments } from "./manifests";
import { percentile } from "./statistics";

/** Documents a second from text to data, on one core. */
export interface ParsingResult {
	/** With the `yaml` package alone. */
	readonly thorough: number;
	/** As the engine does it: the short way where it can be taken. */
	readonly engine: number;
}

/** Takes turns, so that whatever else the machine does meets both alike. */
export function measureParsing(rounds: number): ParsingResult {
	const documents = mixedDocuments(700);
	const rate = (parse: typeof parseYaml) => {
		const start = performance.now();
		for (const text of documents) toData(parse(text));
		return (documents.length * 1000) / (performance.now() - start);
	};
	const thorough: number[] = [];
	const engine: number[] = [];
	for (let round = 0; round < rounds; round++) {
		thorough.push(rate(parseThoroughly));
		engine.push(rate(parseYaml));
	}
	return { thorough: percentile(thorough, 0.5), engine: percentile(engine, 0.5) };
}
