#!/usr/bin/env node
// Stands in for desktop VS Code's executable: takes its flags, runs an extension's tests without a screen.
import { createRequire } from "node:module";
import { register } from "tsx/cjs/api";

register();
await createRequire(import.meta.url)("./host.ts").main();
