// Part of the compiled validators; what compiles schemas while the program runs has it as well.
export { type DuplicateItem, findDuplicateItem } from "../../../server/src/compiler/runtime/listMapKeys";
