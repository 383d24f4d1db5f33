// Part of every compiled validator: what holds for the metadata of objects. The build puts generated code here.

// @ts-expect-error The module exists only while validators are bundled.
import * as generated from "generated:metadata";
import type { NameRule } from "../../../server/src/engine/schema/crd/metadata";
import type { GeneratedValidator } from "./guard";

export const metadataValidators = generated as Readonly<Record<NameRule | "builtin", GeneratedValidator>>;
