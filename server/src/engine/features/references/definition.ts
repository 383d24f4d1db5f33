import type { Analysis } from "../../analysis";
import { isPartial } from "../../semantic/partial";
import { resolve, type TargetPlace } from "../../semantic/references/match";
import { shift } from "../../text/span";
import { locate, nodeSpan } from "../../yaml/nodes";
import { inFile, referencesAround, targetSpan, wholeOf } from "./at";
import type { Definitions, TargetLocation } from "./types";

/** Where the name or label at an offset leads; `undefined` where nothing there refers to anything. */
export function definitionsAt(analysis: Analysis, uri: string, offset: number): Definitions | undefined {
	const { workspace } = analysis;
	for (const at of referencesAround(analysis, uri, offset)) {
		const targets =
			at.sort === "origin"
				? resolve(at.origin, at.object, workspace).targets
				: isPartial(at.object, workspace)
					? wholeOf(at.object, workspace)
					: [];
		const found = targets.flatMap((target) => locationOf(analysis, target) ?? []);
		if (found.length > 0) return { origin: shift(at.span, at.placed.start), targets: found };
	}
	return undefined;
}

/** Where a target stands. */
export function locationOf(analysis: Analysis, target: TargetPlace): TargetLocation | undefined {
	const { object } = target;
	const { document, uri } = object;
	const selection = inFile(analysis, uri, document, targetSpan(target));
	if (selection === undefined) return undefined;
	const { parsed } = document;
	const around = target.part === undefined ? object.path : [...object.path, ...target.path.slice(0, -1)];
	const whole = nodeSpan(locate(parsed.root, around, parsed.document).node);
	const span = whole === undefined ? undefined : inFile(analysis, uri, document, whole);
	const holds = span !== undefined && span.start <= selection.start && selection.end <= span.end;
	return { uri, span: holds ? span : selection, selection };
}
