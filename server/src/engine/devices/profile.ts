import { isObject, type JsonObject } from "../semantic/objects";
import { itemsAt, objectIn, textIn } from "../semantic/read";
import { type Access, boundAt, type ModelProperty, type PropertyType } from "./property";

interface ValueType {
	readonly type: PropertyType;
	readonly range?: { readonly minimum: number; readonly maximum: number };
}

/** EdgeX's names of types, with what they can hold. Arrays and objects are left to EdgeX. */
const valueTypes: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
	["bool", { type: "BOOLEAN" }],
	["string", { type: "STRING" }],
	["float32", { type: "FLOAT" }],
	["float64", { type: "DOUBLE" }],
	["binary", { type: "BYTES" }],
	...[8, 16, 32, 64].flatMap((bits): [string, ValueType][] => [
		[`int${bits}`, { type: "INT", range: { minimum: -(2 ** (bits - 1)), maximum: 2 ** (bits - 1) - 1 } }],
		[`uint${bits}`, { type: "INT", range: { minimum: 0, maximum: 2 ** bits - 1 } }],
	]),
]);

/**
 * The properties of an OpenYurt DeviceProfile: each resource, and each command under its own name.
 *
 * @param data the DeviceProfile
 */
export function profilePropertiesOf(data: JsonObject): readonly ModelProperty[] | undefined {
	const spec = objectIn(data, "spec");
	if (spec === undefined || !(Array.isArray(spec.deviceResources) || Array.isArray(spec.deviceCommands)))
		return undefined;
	const resources = itemsAt(data, ["spec", "deviceResources"]).flatMap(({ value, path }): ModelProperty[] => {
		const name = textIn(value, "name");
		if (name === undefined) return [];
		const details = isObject(value.properties) ? value.properties : {};
		const at = [...path, "properties"];
		const typeText = textIn(details, "valueType") ?? "";
		const known = valueTypes.get(typeText.toLowerCase());
		return [
			{
				name,
				path,
				type: known?.type,
				typeText,
				access: accessOf(textIn(details, "readWrite")),
				minimum: boundAt(details, "minimum", at),
				maximum: boundAt(details, "maximum", at),
				range: known?.range,
				defaultValue: boundAt(details, "defaultValue", at),
				unit: textIn(details, "units"),
				description: textIn(value, "description"),
			},
		];
	});
	const commands = itemsAt(data, ["spec", "deviceCommands"]).flatMap(({ value, path }): ModelProperty[] => {
		const name = textIn(value, "name");
		// A command of the name of a resource stands for it.
		if (name === undefined || resources.some((resource) => resource.name === name)) return [];
		return [
			{
				name,
				path,
				type: undefined,
				typeText: "",
				access: accessOf(textIn(value, "readWrite")),
				minimum: undefined,
				maximum: undefined,
				range: undefined,
				defaultValue: undefined,
				unit: undefined,
				description: undefined,
			},
		];
	});
	return [...resources, ...commands];
}

function accessOf(text: string | undefined): Access | undefined {
	switch (text) {
		case "R":
			return "ReadOnly";
		case "W":
			return "WriteOnly";
		case "RW":
		case "WR":
			return "ReadWrite";
		default:
			return undefined;
	}
}
