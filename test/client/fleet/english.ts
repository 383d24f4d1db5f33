import type { Localizer } from "../../../client/src/ui/words";

/** Puts values into texts as VS Code does, without translating. */
export const english: Localizer = {
	t: (...parts: unknown[]) => {
		const [message, ...values] = parts as [string, ...unknown[]];
		return message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
	},
};
