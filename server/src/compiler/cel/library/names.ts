/** What names allow, by the names of `format`'s functions. */
export const nameRulePattern: Readonly<Record<string, (text: string) => boolean>> = {
	dns1123Label: rule(63, /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/),
	dns1123LabelPrefix: (text) => rule(63, /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/)(withoutEnd(text)),
	dns1123Subdomain: rule(253, /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/),
	dns1123SubdomainPrefix: (text) =>
		rule(253, /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/)(withoutEnd(text)),
	dns1035Label: rule(63, /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/),
	dns1035LabelPrefix: (text) => rule(63, /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/)(withoutEnd(text)),
	labelValue: rule(63, /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/),
	qualifiedName: (text) => {
		const parts = text.split("/");
		const name = parts.at(-1) ?? "";
		const prefix = parts.length === 2 ? parts[0] : undefined;
		return (
			parts.length <= 2 &&
			/^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(name) &&
			(prefix === undefined || (nameRulePattern.dns1123Subdomain?.(prefix) ?? false))
		);
	},
};

function rule(length: number, pattern: RegExp): (text: string) => boolean {
	return (text) => text.length <= length && pattern.test(text);
}

/** A prefix may end with a hyphen, behind which a generated name goes on. */
function withoutEnd(text: string): string {
	return text.length > 1 && text.endsWith("-") ? `${text.slice(0, -1)}a` : text;
}
