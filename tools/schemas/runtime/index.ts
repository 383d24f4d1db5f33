// What compiled validators share; `runtime.js` beside them.
import equalModule from "ajv/dist/runtime/equal";
import ucs2lengthModule from "ajv/dist/runtime/ucs2length";

export { formats } from "../../../server/src/compiler/runtime/formats";
export { findDuplicateItem } from "../../../server/src/compiler/runtime/listMapKeys";
export { guard } from "./guard";

export const equal = equalModule;
export const ucs2length = ucs2lengthModule;
