// Part of every compiled validator: what holds for the metadata of objects. The build puts generated code here.

import { builtin, label, label1035, path, subdomain } from "generated:metadata";
import type { NameRule } from "../../../server/src/engine/schema/crd/metadata";
import type { GeneratedValidator } from "./guard";

export const metadataValidators: Readonly<Record<NameRule | "builtin", GeneratedValidator>> = {
	subdomain,
	label,
	label1035,
	path,
	builtin,
};
