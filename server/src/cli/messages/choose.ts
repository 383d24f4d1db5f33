import { chinese } from "./chinese";
import { english } from "./english";
import type { Words } from "./words";

/** The languages that `--locale` takes. */
export const locales = ["en", "zh-cn"] as const;

/** The words of a locale such as `zh-cn` or `zh_CN.UTF-8`; English for every language but Chinese. */
export function wordsFor(locale: string | undefined): Words {
	return locale?.toLowerCase().startsWith("zh") ? chinese : english;
}

/** The locale of messages that the environment asks for, as POSIX orders its variables. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>): string | undefined {
	return environment.LC_ALL || environment.LC_MESSAGES || environment.LANG;
}
