// Part of every validator: what Go's `url.ParseRequestURI` takes, which API servers check URIs with.
import { parseIp } from "./ipAddress";

/** The parts of a URI as Go's `net/url` sees them. Escapes in host and path are undone. */
export interface GoUrl {
	readonly scheme: string;
	/** With port, as written; empty where there is none. */
	readonly host: string;
	/** Still escaped. */
	readonly path: string;
	/** Without the question mark. */
	readonly query: string;
}

/** Reads an absolute URI or an absolute path. `undefined` where Go refuses it. */
export function parseRequestUri(text: string): GoUrl | undefined {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Go refuses.
	if (text === "" || /[\u0000-\u001f\u007f]/.test(text)) return undefined;
	if (text === "*") return { scheme: "", host: "", path: "*", query: "" };
	if (text.startsWith(":")) return undefined;
	const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1] ?? "";
	const rest = scheme === "" ? text : text.slice(scheme.length + 1);
	const mark = rest.indexOf("?");
	const query = mark < 0 ? "" : rest.slice(mark + 1);
	const before = mark < 0 ? rest : rest.slice(0, mark);
	// Without a slash, what follows a scheme is opaque.
	if (!before.startsWith("/")) return scheme === "" ? undefined : { scheme, host: "", path: "", query };
	if (scheme === "" || !before.startsWith("//"))
		return validEscapes(before) ? { scheme, host: "", path: before, query } : undefined;
	const slash = before.indexOf("/", 2);
	const authority = slash < 0 ? before.slice(2) : before.slice(2, slash);
	const path = slash < 0 ? "" : before.slice(slash);
	const at = authority.lastIndexOf("@");
	if (!/^[A-Za-z0-9._:~!$&'()*+,;=%@-]*$/.test(authority.slice(0, Math.max(at, 0)))) return undefined;
	const host = authority.slice(at + 1);
	return validHost(host) && validEscapes(path) ? { scheme, host, path, query } : undefined;
}

function validEscapes(text: string): boolean {
	return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

function validHost(host: string): boolean {
	const [, address, port] = /^\[([^\]]*)\](.*)$/.exec(host) ?? [];
	if (address !== undefined) {
		const plain = address.replace(/%25.*$/, "");
		return /^(?::\d*)?$/.test(port ?? "") && parseIp(plain)?.bits === 128;
	}
	if (host.startsWith("[")) return false;
	const colon = host.lastIndexOf(":");
	if (colon >= 0 && !/^:\d*$/.test(host.slice(colon))) return false;
	// Letters, digits, what is allowed in names, and escapes of other than ASCII.
	return /^(?:[A-Za-z0-9_.~!$&'()*+,;=:[\]<>"\u0080-\uffff-]|%[89A-Fa-f][0-9A-Fa-f])*$/.test(host);
}
