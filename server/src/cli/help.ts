import type { Words } from "./messages/words";
import { commonOptions, lintOptions, type Option, type OptionName } from "./options";

/** The help of the program as a whole. */
export function programHelp({ help }: Words): string {
	return `${help.usage}: ${help.program}

${help.commands}:
  lint   ${help.lint}

${help.options}:
${table(commonOptions, help.option)}
${help.more}
`;
}

/** The help of `edgewise lint`. */
export function lintHelp({ help }: Words): string {
	return `${help.usage}: edgewise lint [OPTION]… PATH…

${help.lintAbout}

${help.paths}

${help.options}:
${table([...lintOptions, ...commonOptions], help.option)}
${help.status}
`;
}

function table(
	options: readonly (Option & { readonly name: OptionName })[],
	texts: Readonly<Record<OptionName, string>>,
): string {
	const heads = options.map(({ name, takes }) => `--${name}${takes === undefined ? "" : ` ${takes}`}`);
	const width = Math.max(...heads.map((head) => head.length)) + 3;
	return options.map(({ name }, index) => `  ${(heads[index] ?? "").padEnd(width)}${texts[name]}\n`).join("");
}
