// What compiled validators share; `runtime.js` beside them.
import equalModule from "ajv/dist/runtime/equal";
import ucs2lengthModule from "ajv/dist/runtime/ucs2length";

export { formats } from "./formats";
export { guard } from "./guard";
export { findDuplicateItem } from "./listMapKeys";

export const equal = equalModule;
export const ucs2length = ucs2lengthModule;
