/** Rules of the Kubernetes API that its schemas can say as a pattern only. */
export type KnownPattern =
	| "cron"
	| "dnsLabel"
	| "dnsSubdomain"
	| "duration"
	| "percentage"
	| "portName"
	| "qualifiedName"
	| "quantity";

/** Which rule a pattern stands for; `undefined` where it is none of the usual ones. */
export function knownPattern(pattern: string): KnownPattern | undefined {
	if (pattern.includes("@(yearly|")) return "cron";
	if (/^\^\(\[0-9\]\+\(\\\.\[0-9\]\+\)\?\((?:ns\|us|ms)/.test(pattern)) return "duration";
	if (pattern.startsWith("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.")) return "dnsSubdomain";
	if (pattern.startsWith("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")) return "dnsLabel";
	if (pattern.includes("[-A-Za-z0-9_.]")) return "qualifiedName";
	if (pattern.includes("[KMGTPE]i")) return "quantity";
	if (pattern.endsWith("%$")) return "percentage";
	if (pattern.startsWith("^(?=.*[a-z])(?!.*--)")) return "portName";
	return undefined;
}

/** The two words of a line such as `namespace edge-system`, where a colon is missing between them. */
export function missingColon(line: string): { readonly key: string; readonly value: string } | undefined {
	const parts = /^(?:-\s+)*([\w./-]+)\s+(\S.*)$/.exec(line);
	return parts?.[1] && parts[2] ? { key: parts[1], value: parts[2] } : undefined;
}
