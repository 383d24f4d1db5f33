import { typesOf } from "../../schema/resolve";
import type { JsonSchema, JsonValue } from "../../schema/types";
import type { Path } from "../../yaml/path";

/** Amounts that containers at the edge ask for. */
const quantities: Readonly<Record<string, readonly string[]>> = {
	cpu: ["50m", "100m", "250m", "500m", "1"],
	memory: ["64Mi", "128Mi", "256Mi", "512Mi", "1Gi"],
	"ephemeral-storage": ["256Mi", "1Gi", "4Gi"],
	storage: ["1Gi", "5Gi", "10Gi"],
};

const durations = ["10s", "30s", "1m", "5m", "10m", "1h"];

/** Ports that programs at the edge listen on. */
const ports = [80, 443, 502, 1883, 4840, 8080, 8443];

/** Values that suit a field by its name and form, where its schema names none. */
export function usualFor(path: Path, schema: JsonSchema): JsonValue[] {
	if (schema.enum !== undefined || schema["x-edgewise-suggestions"] !== undefined) return [];
	const name = String(path.at(-1) ?? "");
	const parent = String(path.at(-2) ?? "");
	const types = typesOf(schema);
	if (["requests", "limits", "capacity", "resourceList"].includes(parent)) return [...(quantities[name] ?? [])];
	if (types.includes("string") && isDuration(name, schema)) return durations.filter((value) => allows(schema, value));
	if (types.includes("integer") && /^(?:port|containerPort|targetPort)$/.test(name)) {
		return ports.filter((port) => (schema.maximum ?? port) >= port);
	}
	if (schema["x-kubernetes-int-or-string"] && /^max(?:Unavailable|Surge)$/.test(name)) return [1, "25%"];
	return [];
}

function isDuration(name: string, schema: JsonSchema): boolean {
	return (
		schema.format === "duration" ||
		/ms\|s\|m/.test(schema.pattern ?? "") ||
		/(?:Interval|Timeout|Period|Duration)$/.test(name)
	);
}

function allows({ pattern }: JsonSchema, value: string): boolean {
	if (pattern === undefined) return true;
	try {
		return new RegExp(pattern, "u").test(value);
	} catch {
		return false;
	}
}
