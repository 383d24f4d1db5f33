export { definitionId, type SharedParts, shareRepeated } from "../../server/src/compiler/shareRepeated";
