import { groupKindOf, isObject, type JsonObject, type ManifestObject } from "../semantic/objects";
import { perObject } from "../semantic/perObject";
import { itemsAt, objectIn, textIn, valueIn } from "../semantic/read";
import type { Path } from "../yaml/path";
import { yurtProfileKind } from "./kinds";
import { profilePropertiesOf } from "./profile";
import { type Access, boundAt, type ModelProperty, type PropertyType, propertyTypes } from "./property";

/**
 * The properties of a DeviceModel of KubeEdge (v1beta1, v1alpha2, or the older layout under the newer version), or of a
 * DeviceProfile of OpenYurt. The same list as long as the model is the same.
 *
 * @returns `undefined` where the model has no list of properties that can be read
 */
export const propertiesOf: (model: ManifestObject) => readonly ModelProperty[] | undefined = perObject(read);

function read(model: ManifestObject): readonly ModelProperty[] | undefined {
	const { data } = model;
	if (groupKindOf(model) === yurtProfileKind) return profilePropertiesOf(data);
	if (!Array.isArray(valueIn(data, "spec", "properties"))) return undefined;
	return itemsAt(data, ["spec", "properties"]).flatMap(({ value, path }) => {
		const name = textIn(value, "name");
		return name === undefined ? [] : [propertyFrom(value, name, path)];
	});
}

function propertyFrom(item: JsonObject, name: string, path: Path): ModelProperty {
	const { holder, typeText, at } = typeOf(item, path);
	return {
		name,
		path,
		type: asType(typeText),
		typeText,
		access: asAccess(textIn(holder, "accessMode")),
		minimum: boundAt(holder, "minimum", at),
		maximum: boundAt(holder, "maximum", at),
		range: undefined,
		defaultValue: boundAt(holder, "defaultValue", at),
		unit: textIn(holder, "unit"),
		description: textIn(item, "description"),
	};
}

/** v1beta1 writes `type: DOUBLE` with the details beside it; v1alpha2 `type: {double: …}` with the details inside. */
function typeOf(item: JsonObject, path: Path): { holder: JsonObject; typeText: string; at: Path } {
	const { type } = item;
	if (!isObject(type)) return { holder: item, typeText: typeof type === "string" ? type : "", at: path };
	const [name] = Object.keys(type);
	if (name === undefined) return { holder: item, typeText: "", at: path };
	return { holder: objectIn(type, name) ?? {}, typeText: name, at: [...path, "type", name] };
}

function asType(text: string): PropertyType | undefined {
	const upper = text.toUpperCase();
	return propertyTypes.find((type) => type === upper);
}

function asAccess(text: string | undefined): Access | undefined {
	return text === "ReadOnly" || text === "ReadWrite" ? text : undefined;
}
