// Part of every validator: addresses as Go's package `net` reads them.

/** An address: `bits` is 32 for IPv4 and 128 for IPv6. */
export interface IpAddress {
	readonly bits: 32 | 128;
	readonly value: bigint;
}

/** A network: an address and how many of its leading bits name the network. */
export interface Network {
	readonly address: IpAddress;
	readonly length: number;
}

/** Reads an address as Go's `net.ParseIP` does: no zone, no leading zeros in IPv4. `undefined` where it is none. */
export function parseIp(text: string): IpAddress | undefined {
	const value = text.includes(":") ? parseIpv6(text) : parseIpv4(text);
	return value === undefined ? undefined : { bits: text.includes(":") ? 128 : 32, value };
}

/** Reads `<address>/<length>` as Go's `net.ParseCIDR` does. `undefined` where it is none. */
export function parseNetwork(text: string): Network | undefined {
	const [, first = "", length = ""] = /^([^/]*)\/(\d{1,6})$/.exec(text) ?? [];
	const address = parseIp(first);
	if (address === undefined || Number(length) > address.bits) return undefined;
	return { address, length: Number(length) };
}

function parseIpv4(text: string): bigint | undefined {
	const parts = text.split(".");
	if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) {
		return undefined;
	}
	return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
	const halves = text.split("::");
	if (halves.length > 2) return undefined;
	const groups = halves.map((half) => groupsOf(half));
	const [head, tail] = groups;
	if (head === undefined || groups.includes(undefined)) return undefined;
	if (halves.length === 1) return head.length === 8 ? join(head) : undefined;
	const missing = 8 - head.length - (tail?.length ?? 0);
	if (missing < 1) return undefined;
	return join([...head, ...new Array<number>(missing).fill(0), ...(tail ?? [])]);
}

/** The 16-bit groups of a part without `::`; the last one may be written as IPv4, which makes two. */
function groupsOf(part: string): number[] | undefined {
	if (part === "") return [];
	const groups: number[] = [];
	const texts = part.split(":");
	for (const [index, text] of texts.entries()) {
		if (/^[0-9A-Fa-f]{1,4}$/.test(text)) {
			groups.push(Number.parseInt(text, 16));
			continue;
		}
		const ipv4 = index === texts.length - 1 ? parseIpv4(text) : undefined;
		if (ipv4 === undefined) return undefined;
		groups.push(Number(ipv4 >> 16n), Number(ipv4 & 0xffffn));
	}
	return groups;
}

function join(groups: readonly number[]): bigint {
	return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}
