import type { CommandTools } from "./context";

/** Shows what Edgewise logs about itself. */
export function showLog({ log }: CommandTools): void {
	log.show();
}
