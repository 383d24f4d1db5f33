import { isUtf8 } from "node:buffer";

/** A file that is no text in an encoding that manifests have. */
export class NotText extends Error {}

/**
 * Reads text as API clients do: UTF-8, or UTF-16 where a byte order mark says so.
 *
 * @returns in UTF-8 the byte order mark stays in the text, so that the bytes can be told from it
 * @throws NotText where it is neither
 */
export function decodeText(bytes: Buffer): { readonly text: string; readonly encoding: "utf8" | "utf16" } {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: utf16(bytes, "utf-16le"), encoding: "utf16" };
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: utf16(bytes, "utf-16be"), encoding: "utf16" };
	if (!isUtf8(bytes)) throw new NotText("not UTF-8");
	return { text: bytes.toString("utf8"), encoding: "utf8" };
}

function utf16(bytes: Buffer, encoding: "utf-16le" | "utf-16be"): string {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		throw new NotText("not UTF-16");
	}
}
