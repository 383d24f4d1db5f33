import { formats } from "../../server/src/compiler/runtime/formats";
import { fromGoPattern } from "../../server/src/engine/schema/crd/pattern";
import type { Random } from "./random";
import type { Shape } from "./shape";

/** Texts among which most patterns and formats of the schemas find some that they allow. */
const candidates: readonly string[] = [
	"sample",
	"edge-node-1",
	"Sample text",
	"店铺 42",
	"true",
	"42",
	"null",
	"a.example.com",
	"example.com/name",
	"a,b:c_d",
	"0",
	"1",
	"0.5",
	"1.5",
	"100m",
	"250Mi",
	"25%",
	"30s",
	"5m",
	"1h30m",
	"1d",
	"add",
	"warn",
	"ABORT",
	"https://example.com/path?x=1",
	"ssh://git@example.com/repository",
	"sha256:0123456789abcdef",
	"2024-02-29T12:30:00Z",
	"2024-02-29T12:30:00.123+08:00",
	"2024-02-29",
	"c2FtcGxl",
	"512MiB",
	"10.96.0.10",
	"10.0.0.0/8",
	"fd00::1",
	"/var/lib/sample",
	"*/5 * * * *",
	"UPPER_CASE",
	"x",
];

/** Texts that one or another format refuses, to be tried against the schema's own. */
const doubtful: readonly string[] = [
	"2024-02-30T12:30:00Z",
	"2024-02-29 12:30:00",
	"2024-02-29T12:30:00",
	"2024-02-29T24:00:00Z",
	"2024-02-29T12:30:60Z",
	"2024-02-29t12:30:00z",
	"2024-02-29T12:30:00,5Z",
	"2024-2-9T1:2:3Z",
	"yesterday",
	"c2FtcGx",
	"c2FtcGxl\n",
	"c2Ft cGxl",
	"c2Ft-_xl",
	"not base64!",
	"YQ==",
	"YQ=",
	"YR==",
	" sample",
	"sample\n",
	"-sample",
	"sample-",
	"Sample",
	"a_b",
	"a..b",
	"样品",
	"+1",
	"-1",
	"1e3",
	"1.",
	".5",
	"1 Gi",
	"1KiB",
	"1k",
	"5 minutes",
	"1.5.1",
	"ftp://example.com",
	"https:/example.com",
	"SHA256:abc",
];

/** Whether a schema's pattern, format and lengths allow a text. Enumerations are not looked at. */
export function allows(shape: Shape, text: string): boolean {
	const { pattern, format, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = shape;
	const length = [...text].length;
	if (length < minLength || length > maxLength) return false;
	if (pattern !== undefined && !new RegExp(fromGoPattern(pattern) ?? "").test(text)) return false;
	const check = format === undefined ? undefined : (formats as Readonly<Record<string, unknown>>)[format];
	return typeof check !== "function" || (check(text) as boolean);
}

/**
 * @returns texts that a schema allows
 * @throws Error where no candidate is right: one has to be added above
 */
export function rightTexts(shape: Shape): readonly string[] {
	const right = candidates.filter((text) => allows(shape, text));
	if (right.length > 0) return right;
	const { pattern, format, minLength, maxLength } = shape;
	const rule = JSON.stringify({ pattern, format, minLength, maxLength });
	throw new Error(`No candidate text fits ${rule}: add one to texts.ts`);
}

/** @returns a text on or beyond the border of what a schema allows */
export function doubtfulText(random: Random): string {
	return random.pick(random.chance(0.75) ? doubtful : candidates);
}
