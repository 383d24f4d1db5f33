import type { Wording } from "../engine";
import type { Command, DescribedOption } from "./command";
import type { Words } from "./messages/words";

/** The help of the program as a whole. */
export function programHelp(
	commands: readonly Command[],
	common: readonly DescribedOption[],
	{ help }: Words,
	text: (wording: Wording) => string,
): string {
	const width = Math.max(...commands.map(({ name }) => name.length)) + 3;
	const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}${text(summary)}\n`).join("");
	return `${help.usage}: ${help.program}

${help.commands}:
${list}
${help.options}:
${table(common, text)}
${help.more}
`;
}

/** The help of a command. */
export function commandHelp(
	{ name, usage, about, options, status }: Command,
	common: readonly DescribedOption[],
	{ help }: Words,
	text: (wording: Wording) => string,
): string {
	return `${help.usage}: edgewise ${name} ${usage}

${about.map(text).join("\n\n")}

${help.options}:
${table([...options, ...common], text)}
${text(status)}
`;
}

function table(options: readonly DescribedOption[], text: (wording: Wording) => string): string {
	const heads = options.map(({ name, takes }) => `--${name}${takes === undefined ? "" : ` ${takes}`}`);
	const width = Math.max(...heads.map((head) => head.length)) + 3;
	return options.map(({ about }, index) => `  ${(heads[index] ?? "").padEnd(width)}${text(about)}\n`).join("");
}
