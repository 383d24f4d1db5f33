import type { JsonSchema } from "./jsonSchema";
import type { CatalogueEntry } from "./types";

/** What a kind is for, in one sentence of each language, from what its schema says of it. */
export function kindDescription(schema: JsonSchema): Pick<CatalogueEntry, "description" | "descriptionZhCn"> {
	const chinese = schema["x-edgewise-zh-cn"];
	return {
		description: firstSentence(schema.description ?? ""),
		...(chinese && { descriptionZhCn: firstSentence(chinese) }),
	};
}

function firstSentence(description: string): string {
	return /^.*?(?:[.!?](?=\s|$)|[。！？])/s.exec(description)?.[0] ?? description;
}
