export { startLanguageClient } from "./language/languageClient";
