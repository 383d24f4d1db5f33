// Part of the compiled validators; what compiles schemas while the program runs has it as well.
export { type Format, formats } from "../../../server/src/compiler/runtime/formats";
