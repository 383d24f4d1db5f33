/** Changes that mend problems. Each takes a document and says where; positions count from the document's start. */

export { addMissingFields, moveField, properPlace, removeField } from "./fields";
export { combined, type Repair } from "./repair";
export { fixAll, type RepairData, repairsFor } from "./repairs";
export { isMisread, quoteValue } from "./values";
