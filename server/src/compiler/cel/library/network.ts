import type { Environment } from "@marcbachmann/cel-js";
import { type IpAddress, parseIp, parseNetwork } from "../../runtime/ipAddress";
import { type GoUrl, parseRequestUri } from "../../runtime/uri";
import { failure } from "../errors";
import type { CelValue, Comparable } from "../values";

/** An address, as `ip()` gives it. */
class Ip implements Comparable {
	constructor(readonly address: IpAddress) {}

	/** Reads an address; IPv4 within IPv6 is none here. */
	static parse(text: string): Ip | undefined {
		const address = parseIp(text);
		return address === undefined || isMapped(address) ? undefined : new Ip(address);
	}

	equals(other: unknown): boolean {
		return (
			other instanceof Ip && other.address.bits === this.address.bits && other.address.value === this.address.value
		);
	}

	/** Whether the address begins with the given bits. */
	startsWith(bits: bigint, length: number): boolean {
		return this.address.value >> BigInt(this.address.bits - length) === bits;
	}

	toString(): string {
		const { bits, value } = this.address;
		const size = bits === 32 ? 8 : 16;
		const groups = Array.from({ length: bits / size }, (_, i) =>
			Number((value >> BigInt(bits - size * (i + 1))) & (2n ** BigInt(size) - 1n)),
		);
		if (bits === 32) return groups.join(".");
		const text = groups.map((group) => group.toString(16)).join(":");
		// The longest run of zeros, the first of equals, becomes two colons.
		const runs = [...text.matchAll(/\b0(?::0)+\b/g)].map(([run]) => run).toSorted((a, b) => b.length - a.length);
		return runs[0] === undefined ? text : text.replace(new RegExp(`(?:^|:)\\b${runs[0]}\\b(?:$|:)`), "::");
	}
}

/** A network, as `cidr()` gives it. */
class Cidr implements Comparable {
	constructor(
		readonly ip: Ip,
		readonly length: number,
	) {}

	static parse(text: string): Cidr | undefined {
		const network = parseNetwork(text);
		if (network === undefined || isMapped(network.address) || /\/0\d/.test(text)) return undefined;
		return new Cidr(new Ip(network.address), network.length);
	}

	equals(other: unknown): boolean {
		return other instanceof Cidr && other.length === this.length && other.ip.equals(this.ip);
	}

	contains(ip: Ip): boolean {
		return ip.address.bits === this.ip.address.bits && prefix(ip, this.length) === prefix(this.ip, this.length);
	}

	masked(): Cidr {
		const { bits } = this.ip.address;
		const value = prefix(this.ip, this.length) << BigInt(bits - this.length);
		return new Cidr(new Ip({ bits, value }), this.length);
	}
}

/** A URI, as `url()` gives it. */
class Url implements Comparable {
	constructor(
		readonly text: string,
		readonly parts: GoUrl,
	) {}

	equals(other: unknown): boolean {
		return other instanceof Url && other.text === this.text;
	}

	/** Host and port; an IPv6 address without its brackets. */
	get hostPort(): readonly [string, string] {
		const [, bracketed, name = "", port = ""] = /^(?:\[(.*)\]|(.*?))(?::(\d*))?$/.exec(this.parts.host) ?? [];
		return [bracketed ?? name, port];
	}
}

class IpNamespace {}

function orFail<T>(parsed: T | undefined, what: string): T {
	if (parsed === undefined) throw failure(`${what} parse error during conversion from string`);
	return parsed;
}

function prefix(ip: Ip, length: number): bigint {
	return ip.address.value >> BigInt(ip.address.bits - length);
}

function isMapped({ bits, value }: IpAddress): boolean {
	return bits === 128 && value >> 32n === 0xffffn;
}

/** `url()`, `ip()`, `cidr()` and what their values can do. */
export function registerNetwork(environment: Environment): void {
	registerUrls(environment);
	registerIps(environment);
	const containsCidr = (a: Cidr, b: Cidr) => a.contains(b.ip) && a.length <= b.length;
	environment
		.registerType("CIDR", Cidr)
		.registerFunction("cidr(string): CIDR", (text: string) => orFail(Cidr.parse(text), "network address"))
		.registerFunction("isCIDR(string): bool", (text: string) => Cidr.parse(text) !== undefined)
		.registerOperator("CIDR == CIDR", (a: Cidr, b: Cidr) => a.equals(b))
		.registerFunction("CIDR.containsIP(IP): bool", (a: Cidr, b: Ip) => a.contains(b))
		.registerFunction("CIDR.containsIP(string): bool", (a: Cidr, b: string) =>
			a.contains(orFail(Ip.parse(b), "IP Address")),
		)
		.registerFunction("CIDR.containsCIDR(CIDR): bool", containsCidr)
		.registerFunction("CIDR.containsCIDR(string): bool", (a: Cidr, b: string) =>
			containsCidr(a, orFail(Cidr.parse(b), "network address")),
		)
		.registerFunction("CIDR.ip(): IP", (a: Cidr) => a.ip)
		.registerFunction("CIDR.masked(): CIDR", (a: Cidr) => a.masked())
		.registerFunction("CIDR.prefixLength(): int", (a: Cidr) => BigInt(a.length))
		.registerFunction("string(CIDR): string", (a: Cidr) => `${a.ip}/${a.length}`);
}

function registerIps(environment: Environment): void {
	const within = (ip: Ip, ipv4: readonly [bigint, number], ipv6: readonly [bigint, number]) =>
		ip.startsWith(...(ip.address.bits === 32 ? ipv4 : ipv6));
	const unspecified = (ip: Ip) => ip.address.value === 0n;
	const loopback = (ip: Ip) => within(ip, [127n, 8], [1n, 128]);
	const linkLocalMulticast = (ip: Ip) => within(ip, [0xe00000n, 24], [0xff02n, 16]);
	const linkLocalUnicast = (ip: Ip) => within(ip, [0xa9fen, 16], [0xfe80n >> 6n, 10]);
	const multicast = (ip: Ip) => within(ip, [0xen, 4], [0xffn, 8]);
	const broadcast = (ip: Ip) => ip.address.bits === 32 && ip.address.value === 0xffffffffn;
	environment
		.registerType("IP", Ip)
		.registerType("IpNamespace", IpNamespace)
		.registerConstant("ip", "IpNamespace", new IpNamespace())
		.registerFunction("ip(string): IP", (text: string) => orFail(Ip.parse(text), "IP Address"))
		.registerFunction("isIP(string): bool", (text: string) => Ip.parse(text) !== undefined)
		.registerFunction(
			"IpNamespace.isCanonical(string): bool",
			(_: unknown, text: string) => orFail(Ip.parse(text), "IP Address").toString() === text,
		)
		.registerOperator("IP == IP", (a: Ip, b: Ip) => a.equals(b))
		.registerFunction("IP.family(): int", (ip: Ip) => (ip.address.bits === 32 ? 4n : 6n))
		.registerFunction("IP.isUnspecified(): bool", unspecified)
		.registerFunction("IP.isLoopback(): bool", loopback)
		.registerFunction("IP.isLinkLocalMulticast(): bool", linkLocalMulticast)
		.registerFunction("IP.isLinkLocalUnicast(): bool", linkLocalUnicast)
		.registerFunction(
			"IP.isGlobalUnicast(): bool",
			(ip: Ip) => ![unspecified, loopback, multicast, linkLocalUnicast, broadcast].some((is) => is(ip)),
		)
		.registerFunction("string(IP): string", (ip: Ip) => ip.toString());
}

function registerUrls(environment: Environment): void {
	environment
		.registerType("URL", Url)
		.registerFunction("url(string): URL", (text: string) => new Url(text, orFail(parseRequestUri(text), "URL")))
		.registerFunction("isURL(string): bool", (text: string) => parseRequestUri(text) !== undefined)
		.registerOperator("URL == URL", (a: Url, b: Url) => a.equals(b))
		.registerFunction("URL.getScheme(): string", (url: Url) => url.parts.scheme.toLowerCase())
		.registerFunction("URL.getHost(): string", (url: Url) => url.parts.host)
		.registerFunction("URL.getHostname(): string", (url: Url) => url.hostPort[0])
		.registerFunction("URL.getPort(): string", (url: Url) => url.hostPort[1])
		.registerFunction("URL.getEscapedPath(): string", (url: Url) => url.parts.path)
		.registerFunction("URL.getQuery(): map<string, list<string>>", (url: Url) => {
			const query = new Map<CelValue, CelValue[]>();
			for (const [name, value] of new URLSearchParams(url.parts.query)) {
				query.set(name, [...(query.get(name) ?? []), value]);
			}
			return query;
		});
}
