import { act } from "./act";
import { complete } from "./complete";
import { explain } from "./explain";
import type { Feature } from "./feature";
import { layout } from "./layout";
import { lenses } from "./lenses";
import { migrate } from "./migrate";
import { navigate } from "./navigate";
import { outline } from "./outline";
import { permissions } from "./permissions";
import { schemas } from "./schemas";
import { templates } from "./templates";

/** All that an editor can ask for, apart from diagnostics. */
export const features: readonly Feature[] = [
	act,
	complete,
	explain,
	layout,
	lenses,
	migrate,
	navigate,
	outline,
	permissions,
	schemas,
	templates,
];
