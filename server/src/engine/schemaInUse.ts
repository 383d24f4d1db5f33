import type { SchemaOrigin } from "./schema/layers";

/** Which schema judges a document. */
export interface SchemaInUse {
	/** Id of the entry, for example `devices.kubeedge.io/v1beta1/Device`. */
	readonly id: string;
	/** What to call it: kind and version, or a configuration file's title. */
	readonly title: string;
	readonly origin: SchemaOrigin;
	/** The project that the kind comes from, as it writes itself. */
	readonly system: string;
	/** All origins that have the kind, the one in use first. */
	readonly origins: readonly SchemaOrigin[];
	/** True where the setting `edgewise.schemas.use` decided. */
	readonly chosen: boolean;
}
