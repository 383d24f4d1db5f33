/**
 * A pattern of paths as an expression that a whole path has to match: `*` and `?` within a name, `[abc]` and `[!abc]` for
 * one character, `{a,b}` for either, `**` for any folders, `\` before a character that means itself.
 *
 * @param pattern with `/` between folders
 */
export function globExpression(pattern: string): RegExp {
	let source = "";
	let braces = 0;
	for (let i = 0; i < pattern.length; ) {
		const part = tokenAt(pattern, i);
		i += part.length;
		switch (part[0]) {
			case "*":
				if (part === "**/") source += "(?:.*/)?";
				else source += part === "**" ? ".*" : "[^/]*";
				break;
			case "?":
				source += "[^/]";
				break;
			case "[":
				source += part.length > 1 ? classSource(part) : "\\[";
				break;
			case "{":
				if (closes(pattern, i)) {
					braces++;
					source += "(?:";
				} else {
					source += "\\{";
				}
				break;
			case "}":
				source += braces > 0 ? ")" : "\\}";
				braces = Math.max(0, braces - 1);
				break;
			case ",":
				source += braces > 0 ? "|" : ",";
				break;
			case "\\":
				source += literal(part[1] ?? "\\");
				break;
			default:
				source += literal(part);
		}
	}
	return new RegExp(`^${source}$`);
}

/** True where a path holds characters that patterns are made of. */
export function isPattern(path: string): boolean {
	return /[*?{[]/.test(path);
}

/**
 * Matches paths as `.gitignore` does: a pattern without `/` fits a name at any depth, any other counts from the root; what
 * fits a folder fits all that is in it.
 *
 * @returns a function that takes a path relative to the root, with `/` between folders
 */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
	const expressions = patterns.map((raw) => {
		const pattern = raw.replace(/^\.\//, "").replace(/\/+$/, "");
		if (pattern.startsWith("/")) return globExpression(pattern.slice(1));
		return globExpression(pattern.includes("/") ? pattern : `**/${pattern}`);
	});
	if (expressions.length === 0) return () => false;
	return (path) => {
		for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
			const part = path.slice(0, end);
			if (expressions.some((expression) => expression.test(part))) return true;
		}
		return false;
	};
}

/** The next part of a pattern that means something as a whole. */
function tokenAt(pattern: string, at: number): string {
	const rest = pattern.slice(at, at + 3);
	const atStart = at === 0 || /[/{,]/.test(pattern.charAt(at - 1));
	if (rest.startsWith("**")) {
		if (atStart && rest === "**/") return "**/";
		const alone = atStart && (rest.length === 2 || /[},]/.test(rest.charAt(2)));
		return alone ? "**" : "*";
	}
	if (rest.startsWith("\\")) return rest.slice(0, 2);
	if (rest.startsWith("[")) return /^\[[!^]?\]?[^\]/]*\]/.exec(pattern.slice(at))?.[0] ?? "[";
	return rest.charAt(0);
}

function classSource(part: string): string {
	const negated = /^\[[!^]/.test(part);
	const inner = part.slice(negated ? 2 : 1, -1).replace(/[\\\]^[]/g, "\\$&");
	return `(?!/)[${negated ? "^" : ""}${inner}]`;
}

/** Whether a brace that was opened before `from` is closed. */
function closes(pattern: string, from: number): boolean {
	let depth = 1;
	for (let i = from; i < pattern.length; i++) {
		const char = pattern.charAt(i);
		if (char === "\\") i++;
		else if (char === "{") depth++;
		else if (char === "}" && --depth === 0) return true;
	}
	return false;
}

function literal(char: string): string {
	return /[\\^$.|?*+()[\]{}]/.test(char) ? `\\${char}` : char;
}
