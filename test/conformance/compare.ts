import { pointerSteps, valueAt } from "../../server/src/engine/yaml/path";
import type { ValidationError } from "../../tools/schemas/types";
import type { Kind } from "./kinds";
import type { Subject } from "./mutants/index";
import { keptFields, type Pruning } from "./pruning";
import type { Answer } from "./server";

/** What both sides say of one object. */
export interface Verdicts {
	readonly kind: Kind;
	readonly subject: Subject;
	/** The object as it was sent. */
	readonly sent: Readonly<Record<string, unknown>>;
	readonly ours: readonly ValidationError[];
	readonly server: Answer;
}

/** How two verdicts relate. */
export type Outcome =
	| {
			readonly kind: "agree";
			/** Fields that the server names, where it refuses and names any. */
			readonly fields?: readonly string[];
			/** Whether Edgewise names one of them, the field around one or a field in one. */
			readonly sameField?: boolean;
	  }
	| { readonly kind: "differ"; readonly how: Difference; readonly detail: string; readonly pruning?: Pruning };

export type Differing = Extract<Outcome, { kind: "differ" }>;

/** In which way two verdicts differ. */
export type Difference = "only the server refuses" | "only Edgewise refuses" | "pruning differs";

/** Findings that a server answers by dropping a field rather than refusing the object. */
export function isUnknownField({ keyword }: ValidationError): boolean {
	return keyword === "additionalProperties";
}

/** Findings that Edgewise tells as a warning, since a server takes the object all the same: beyond 32 bits, within 64. */
export function isWarning({ keyword, params, instancePath }: ValidationError, { kind, sent }: Verdicts): boolean {
	if (!kind.custom || keyword !== "format" || params.format !== "int32") return false;
	const value = valueAt(sent, instancePath);
	return typeof value === "number" && value >= -(2 ** 63) && value < 2 ** 63;
}

/** Compares what both sides say of one object. */
export function compare(verdicts: Verdicts): Outcome {
	const { ours, server, sent, kind } = verdicts;
	const refusals = ours.filter((error) => !isUnknownField(error) && !isWarning(error, verdicts));
	if (server.accepts && refusals.length > 0) {
		return { kind: "differ", how: "only Edgewise refuses", detail: refusals.map(told).join("; ") };
	}
	if (!server.accepts && refusals.length === 0) {
		return { kind: "differ", how: "only the server refuses", detail: server.message };
	}
	if (!server.accepts) {
		const fields = [...new Set(server.causes.flatMap(({ field }) => (field ? [plainField(field)] : [])))];
		if (fields.length === 0) return { kind: "agree" };
		return {
			kind: "agree",
			fields,
			sameField: ours.some((error) => fields.some((field) => areClose(plainPath(error), field))),
		};
	}
	const pruning = keptFields(sent, server.kept, ours.filter(isUnknownField), !kind.custom);
	const detail = toldPruning(pruning);
	return detail === "" ? { kind: "agree" } : { kind: "differ", how: "pruning differs", detail, pruning };
}

/** A finding in one line. */
export function told({ instancePath, keyword, params, propertyName }: ValidationError): string {
	const name = params.missingProperty ?? params.additionalProperty ?? propertyName;
	return [instancePath || "/", keyword, name].filter((part) => part !== undefined).join(" ");
}

function toldPruning({ keptUnknown, lostKnown }: Pruning): string {
	return [...keptUnknown.map((path) => `keeps ${path}`), ...lostKnown.map((path) => `drops ${path}`)].join("; ");
}

/** Whether two paths are the same, or one is inside the other: of labels, the server does not tell which is wrong. */
function areClose(one: string, other: string): boolean {
	return one === other || (one !== "" && other.startsWith(`${one}.`)) || one.startsWith(`${other}.`);
}

/** A field as the server writes it, without indexes, which it gives only at times. */
function plainField(field: string): string {
	return field
		.replaceAll(/\[\d+\]/g, "")
		.replaceAll(/\[([^\]]*)\]/g, ".$1")
		.replace(/^\./, "");
}

/** Where a finding is, as the server would write it. */
export function plainPath({ instancePath, params }: ValidationError): string {
	const names = pointerSteps(instancePath).filter((name) => !/^\d+$/.test(name));
	const { missingProperty } = params;
	return [...names, ...(typeof missingProperty === "string" ? [missingProperty] : [])].join(".");
}
