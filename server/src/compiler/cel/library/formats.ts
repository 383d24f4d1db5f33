import { type Environment, Optional } from "@marcbachmann/cel-js";
import { formats } from "../../runtime/formats";
import { failure } from "../errors";
import type { Comparable } from "../values";
import { nameRulePattern } from "./names";

class FormatNamespace {}

/** A named format, as `format.named()` gives it. */
class Format {
	constructor(
		readonly name: string,
		readonly allows: (text: string) => boolean,
	) {}
}

const named: Readonly<Record<string, (text: string) => boolean>> = {
	...nameRulePattern,
	uri: formats.uri,
	uuid: formats.uuid,
	byte: formats.byte,
	date: formats.date,
	datetime: formats["date-time"],
};

/** `format`, Kubernetes' library of named formats. */
export function registerFormats(environment: Environment): void {
	environment
		.registerType("Format", Format)
		.registerType("FormatNamespace", FormatNamespace)
		.registerConstant("format", "FormatNamespace", new FormatNamespace())
		.registerFunction("FormatNamespace.named(string): optional<Format>", (_: unknown, name: string) => {
			const allows = Object.hasOwn(named, name) ? named[name] : undefined;
			return allows === undefined ? Optional.none() : Optional.of(new Format(name, allows));
		})
		.registerFunction("Format.validate(string): optional<list<string>>", (format: Format, text: string) =>
			format.allows(text) ? Optional.none() : Optional.of([`does not have the format ${format.name}`]),
		);
	for (const [name, allows] of Object.entries(named)) {
		environment.registerFunction(`FormatNamespace.${name}(): Format`, () => new Format(name, allows));
	}
}

const semverPattern =
	/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** A semantic version, as `semver()` gives it. */
class Semver implements Comparable {
	constructor(
		readonly numbers: readonly bigint[],
		readonly pre: readonly string[],
	) {}

	static parse(text: string, normalize = false): Semver | undefined {
		let plain = text;
		if (normalize) {
			const [, numbers = "", rest = ""] = /^v?([\d.]*)(.*)$/s.exec(text.trim()) ?? [];
			const parts = numbers.split(".").map((part) => part.replace(/^0+(?=\d)/, ""));
			while (parts.length < 3) parts.push("0");
			plain = parts.join(".") + rest;
		}
		const [match, major = "", minor = "", patch = "", pre] = semverPattern.exec(plain) ?? [];
		return match === undefined ? undefined : new Semver([major, minor, patch].map(BigInt), pre?.split(".") ?? []);
	}

	equals(other: unknown): boolean {
		return other instanceof Semver && this.compare(other) === 0n;
	}

	compare(other: Semver): bigint {
		for (const [i, number] of this.numbers.entries()) {
			const another = other.numbers[i] ?? 0n;
			if (number !== another) return number < another ? -1n : 1n;
		}
		if (this.pre.length === 0 || other.pre.length === 0)
			return BigInt(other.pre.length && 1) - BigInt(this.pre.length && 1);
		for (const [i, part] of this.pre.entries()) {
			const another = other.pre[i];
			if (another === undefined) return 1n;
			if (part === another) continue;
			const [a, b] = [part, another].map((text) => (/^\d+$/.test(text) ? Number(text) : undefined));
			if (a !== undefined && b !== undefined) return a < b ? -1n : 1n;
			if (a !== undefined || b !== undefined) return a !== undefined ? -1n : 1n;
			return part < another ? -1n : 1n;
		}
		return this.pre.length < other.pre.length ? -1n : 0n;
	}
}

/** `semver()` and what versions can do. */
export function registerVersions(environment: Environment): void {
	const parse = (text: string, normalize?: boolean): Semver => {
		const version = Semver.parse(text, normalize);
		if (version === undefined) throw failure("no semantic version");
		return version;
	};
	environment
		.registerType("Semver", Semver)
		.registerFunction("semver(string): Semver", (text: string) => parse(text))
		.registerFunction("semver(string, bool): Semver", parse)
		.registerFunction("isSemver(string): bool", (text: string) => Semver.parse(text) !== undefined)
		.registerFunction(
			"isSemver(string, bool): bool",
			(text: string, normalize: boolean) => Semver.parse(text, normalize) !== undefined,
		)
		.registerOperator("Semver == Semver", (a: Semver, b: Semver) => a.equals(b))
		.registerFunction("Semver.major(): int", (a: Semver) => a.numbers[0])
		.registerFunction("Semver.minor(): int", (a: Semver) => a.numbers[1])
		.registerFunction("Semver.patch(): int", (a: Semver) => a.numbers[2])
		.registerFunction("Semver.isLessThan(Semver): bool", (a: Semver, b: Semver) => a.compare(b) < 0n)
		.registerFunction("Semver.isGreaterThan(Semver): bool", (a: Semver, b: Semver) => a.compare(b) > 0n)
		.registerFunction("Semver.compareTo(Semver): int", (a: Semver, b: Semver) => a.compare(b));
}
