import { runTool } from "./bootstrap.mjs";

runTool("tools/test/main.ts");
