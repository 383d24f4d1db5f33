// Part of every validator, also of those that are compiled ahead: what a format allows, as the API server sees it.
import { stringFormats } from "./stringFormats";

/** A format that ajv asks about strings, or about numbers where it says so. */
export type Format = ((value: string) => boolean) | { type: "number"; validate: (value: number) => boolean };

const dateTimePattern = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)([.,]\d+)?([Zz]|[-+]\d\d:\d\d)$/;
const byteGroups = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const datePattern = /^\d{4}-\d\d-\d\d$/;

/** The formats that Kubernetes checks. All others are mere hints and allow anything. */
export const formats = {
	int32: { type: "number", validate: (value) => value >= -2147483648 && value <= 2147483647 },
	int64: { type: "number", validate: (value) => value >= -(2 ** 63) && value < 2 ** 63 },
	float: { type: "number", validate: (value) => Math.abs(value) <= 3.4028234663852886e38 },
	double: { type: "number", validate: Number.isFinite },
	byte: (value) => value !== "" && byteGroups.test(value),
	/** Bytes in a field of a built-in kind, where line breaks and the empty text are fine. */
	base64: (value) => byteGroups.test(value.replaceAll(/[\r\n]/g, "")),
	date: isDate,
	"date-time": isDateTime,
	...stringFormats,
} satisfies Record<string, Format>;

function isDateTime(value: string): boolean {
	const match = dateTimePattern.exec(value);
	if (!match) return false;
	const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
	return isDate(value.slice(0, 10)) && hour <= 23 && minute <= 59 && second <= 59;
}

function isDate(value: string): boolean {
	if (!datePattern.test(value)) return false;
	const [year = 0, month = 0, day = 0] = value.split("-").map(Number);
	return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
