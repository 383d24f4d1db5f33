import { groupKindOf, type ManifestObject } from "../semantic/objects";
import { perObject } from "../semantic/perObject";
import type { Workspace } from "../semantic/workspace";
import type { Path } from "../yaml/path";
import { entriesOf } from "./device";
import { deviceKind } from "./kinds";
import { modelOf } from "./lookup";
import { propertiesOf } from "./model";
import type { ModelProperty } from "./property";
import { connectionOf, type MapperSettings, modelVisitors, type Protocol, protocolOf, visitorOf } from "./settings";

/** A property with the way in which a mapper gets at it. */
export interface VisitedProperty {
	readonly name: string;
	/** Where the name stands. */
	readonly namePath: Path;
	/** Leads to the property's item. */
	readonly path: Path;
	/** What the model says of it; `undefined` where the model is not known or does not have it. */
	readonly property: ModelProperty | undefined;
	/** What the cloud wants; only a device says it. */
	readonly desired: string | undefined;
	readonly visitor: MapperSettings;
	/** The protocol of the visitor, or else of the device or model. */
	readonly protocol: Protocol | undefined;
}

/**
 * The properties of a Device or DeviceModel with their visitors; paths count from the object's root.
 *
 * A device's properties have what its model says merged in, so a setting may belong to the model.
 */
export function visitedPropertiesOf(object: ManifestObject, workspace: Workspace): readonly VisitedProperty[] {
	if (groupKindOf(object) !== deviceKind) return ofModel(object);
	const model = modelOf(object, workspace);
	return model === undefined ? aloneOf(object) : withModelOf(object)(model);
}

// Many rules ask the same of a device and its model.
const aloneOf = perObject((device) => ofDevice(device, undefined));
const withModelOf = perObject((device) => perObject((model) => ofDevice(device, model)));

function ofDevice(device: ManifestObject, model: ManifestObject | undefined): readonly VisitedProperty[] {
	const properties = model && propertiesOf(model);
	const overall = protocolOf(connectionOf(device, model).protocol);
	return entriesOf(device)
		.filter(({ list }) => list === "properties" || list === "visitors")
		.map((entry) => {
			const visitor = visitorOf(entry, model);
			return {
				name: entry.name,
				namePath: entry.namePath,
				path: entry.path,
				property: properties?.find(({ name }) => name === entry.name),
				desired: entry.desired,
				visitor,
				protocol: protocolOf(visitor.protocol) ?? overall,
			};
		});
}

const ofModel = perObject((model): readonly VisitedProperty[] => {
	const visitors = modelVisitors(model);
	const overall = protocolOf(connectionOf(model, undefined).protocol);
	return (propertiesOf(model) ?? []).flatMap((property) => {
		const visitor = visitors.get(property.name);
		if (visitor === undefined) return [];
		return [
			{
				name: property.name,
				namePath: [...property.path, "name"],
				path: property.path,
				property,
				desired: undefined,
				visitor,
				protocol: protocolOf(visitor.protocol) ?? overall,
			},
		];
	});
});
