// Part of every validator: formats of strings that API servers check, as the library that they use does (strfmt of
// k8s.io/kube-openapi, and asaskevich/govalidator behind it).
import { parseDuration } from "./duration";
import { parseIp, parseNetwork } from "./ipAddress";
import { parseRequestUri } from "./uri";

const uuid = (version: string, variant: string) =>
	new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?${variant}[0-9a-f]{3}-?[0-9a-f]{12}$`, "i");
const anyUuid = uuid("[0-9a-f]", "[0-9a-f]");
const uuid3 = uuid("3", "[0-9a-f]");
const uuid4 = uuid("4", "[89ab]");
const uuid5 = uuid("5", "[89ab]");

const hostnamePattern =
	/^(?:[a-zA-Z0-9\p{S}\p{L}](?:-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?|(?:[a-zA-Z0-9\p{S}\p{L}](?:[a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?\.)+[a-zA-Z0-9\p{S}\p{L}](?:-?[a-zA-Z0-9\p{S}\p{L}]){1,62})$/u;

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\uffff-]+";
const dotAtom = `${atom}(?:\\.${atom})*`;
const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const mailbox = `(?:${dotAtom}|${quoted})@\\s*(?:${dotAtom}|\\[[^\\[\\]\\\\\\s]*\\])`;
const email = new RegExp(
	`^\\s*(?:${mailbox}|(?:(?:[A-Za-z0-9!#$%&'*+/=?^_\`{|}~.\\u0080-\\uffff-]+|${quoted})\\s*)*<\\s*${mailbox}\\s*>)\\s*(?:\\([^()]*\\)\\s*)*$`,
);

const creditCard =
	/^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\d{3})\d{11})$/;
const colourPart = "\\s*(?:0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*";
const rgbColour = new RegExp(`^rgb\\(${colourPart},${colourPart},${colourPart}\\)$`);
const macAddress =
	/^(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?:(?::[0-9a-f]{2}){2}|(?::[0-9a-f]{2}){14})?|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}(?:(?:-[0-9a-f]{2}){2}|(?:-[0-9a-f]{2}){14})?|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}(?:\.[0-9a-f]{4}|(?:\.[0-9a-f]{4}){7})?)$/i;

/** What the formats allow, by name without hyphens. */
export const stringFormats = {
	bsonobjectid: (value: string) => /^[0-9a-f]{24}$/i.test(value),
	uri: (value: string) => parseRequestUri(value) !== undefined,
	email: (value: string) => email.test(value),
	hostname: (value: string) =>
		hostnamePattern.test(value) && bytes(value) <= 255 && value.split(".").every((label) => bytes(label) <= 63),
	ipv4: (value: string) => value.includes(".") && parseIp(value) !== undefined,
	ipv6: (value: string) => value.includes(":") && parseIp(value) !== undefined,
	cidr: (value: string) => parseNetwork(value) !== undefined,
	mac: (value: string) => macAddress.test(value),
	uuid: (value: string) => anyUuid.test(value),
	uuid3: (value: string) => uuid3.test(value),
	uuid4: (value: string) => uuid4.test(value),
	uuid5: (value: string) => uuid5.test(value),
	isbn: (value: string) => isIsbn10(value) || isIsbn13(value),
	isbn10: isIsbn10,
	isbn13: isIsbn13,
	creditcard: (value: string) => {
		const digits = value.replaceAll(/[^0-9]+/g, "");
		return creditCard.test(digits) && luhn(digits);
	},
	ssn: (value: string) => value.length === 11 && /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(value),
	hexcolor: (value: string) => /^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(value),
	rgbcolor: (value: string) => rgbColour.test(value),
	password: () => true,
	duration: (value: string) => parseDuration(value) !== undefined,
};

function bytes(text: string): number {
	return new TextEncoder().encode(text).length;
}

function isIsbn10(value: string): boolean {
	const plain = value.replaceAll(/[\s-]+/g, "");
	if (!/^[0-9]{9}[0-9X]$/.test(plain)) return false;
	return [...plain].reduce((sum, digit, i) => sum + (i + 1) * (digit === "X" ? 10 : Number(digit)), 0) % 11 === 0;
}

function isIsbn13(value: string): boolean {
	const plain = value.replaceAll(/[\s-]+/g, "");
	if (!/^[0-9]{13}$/.test(plain)) return false;
	return [...plain].reduce((sum, digit, i) => sum + (i % 2 === 0 ? 1 : 3) * Number(digit), 0) % 10 === 0;
}

function luhn(digits: string): boolean {
	const sum = [...digits].reverse().reduce((total, digit, index) => {
		const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
		return total + (doubled > 9 ? doubled - 9 : doubled);
	}, 0);
	return sum % 10 === 0;
}
