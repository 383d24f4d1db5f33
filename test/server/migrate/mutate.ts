import type { Random } from "../../conformance/random";

/** Changes a manifest as people do who comment, cut and paste; the result need not be YAML. */
export function mutated(text: string, random: Random): string {
	const lines = text.split("\n");
	for (let count = 1 + random.below(6); count > 0; count--) {
		const at = random.below(lines.length);
		const line = lines[at] ?? "";
		const indent = /^[ -]*/.exec(line)?.[0].length ?? 0;
		switch (random.below(8)) {
			case 0:
			case 1:
				lines.splice(
					at,
					0,
					`${" ".repeat(random.pick([indent, indent, indent, 0, indent + 2]))}# note ${random.below(1000)}`,
				);
				break;
			case 2:
			case 3:
				if (!line.includes("#") && line.trim() !== "") lines[at] = `${line} # aside ${random.below(1000)}`;
				break;
			case 4:
				lines.splice(at, 0, random.pick(["", "  ", "\n"]));
				break;
			case 5:
				lines.splice(at, 1);
				break;
			case 6:
				lines[at] = line.replace(/: ([\w./-]+)$/, random.pick([': "$1"', ": '$1'", ":   $1", ": !!str $1", ": &x $1"]));
				break;
			default:
				lines[at] = line.replace(/^(\s*(?:- )?)([\w./-]+):/, random.pick(['$1"$2":', "$1$2 :", "$1'$2':"]));
		}
	}
	let result = lines.join("\n");
	if (random.chance(0.2)) result = result.trimEnd();
	if (random.chance(0.1)) result = `---\n${result}`;
	if (random.chance(0.1)) result = `${result}${result.endsWith("\n") ? "" : "\n"}...\n`;
	return random.chance(0.15) ? result.replaceAll("\n", "\r\n") : result;
}
