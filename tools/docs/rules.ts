import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Rule, rules } from "../../server/src/engine";
import { podTemplateKinds } from "../../server/src/engine/semantic/podTemplates";
import { repositoryRoot } from "../lib/paths";
import { type Example, examplesIn, hasFix } from "./specimens";

/** The folder with a page for each rule. */
export const ruleFolder = join(repositoryRoot, "docs", "rules");

const sources = join(repositoryRoot, "server", "src", "engine", "lint", "rules");

const topics = {
	reference: ["References", "引用"],
	device: ["Devices", "设备"],
	permission: ["Permissions", "权限"],
	practice: ["Edge practice", "边缘实践"],
} as const satisfies Readonly<Record<Rule["topic"], readonly [string, string]>>;

const levels = { error: "错误", warning: "警告", info: "信息", hint: "提示", off: "关闭" } as const;

/** The pages of all rules and their list, by file name. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
	const pages = new Map<string, string>([["README.md", listPage()]]);
	for (const rule of rules) {
		const specimens = await readFile(join(sources, rule.topic, `${rule.id}.specimens.md`), "utf8");
		pages.set(`${rule.id}.md`, rulePage(rule, examplesIn(specimens), hasFix(specimens)));
	}
	return pages;
}

function listPage(): string {
	const parts = Object.entries(topics).map(([topic, [english, chinese]]) => {
		const rows = rules
			.filter((rule) => rule.topic === topic)
			.map(
				({ id, level, title }) =>
					`| [\`${id}\`](${id}.md) | ${level} | ${cell(title.en)} | ${cell(title["zh-cn"])} |\n`,
			);
		return `## ${english} · ${chinese}

| rule | usually | finds | 检查内容 |
| --- | --- | --- | --- |
${rows.join("")}`;
	});
	return `# Rules

What Edgewise looks for beyond schemas: ${rules.length} rules. Each has a page with the reason and examples. A rule that guesses, or that is
a matter of taste, is off until you turn it on. [Settings](../command-line.md#settings-of-a-repository) set the level of
each rule, for a folder or for all; a comment \`# edgewise-ignore <rule>\` silences one finding. This page and those of
the rules are made by \`npm run docs\`.

Edgewise 在 schema 之外检查的内容，共 ${rules.length} 条规则，每条都有说明理由和示例的页面。带有猜测或见仁见智的规则默认关闭。可以在
[设置](../command-line.md#settings-of-a-repository)中按目录或全局调整级别，也可以用注释 \`# edgewise-ignore <规则>\` 忽略单个问题。

${parts.join("\n")}`;
}

function rulePage({ id, level, topic, title, why, kinds }: Rule, examples: readonly Example[], fix: boolean): string {
	const [english, chinese] = topics[topic];
	const shown = examples.map(
		({ section, note, code }) => `## ${section === "Bad" ? "Bad · 不要这样" : "Good · 应当这样"}

${note === "" ? "" : `${note}\n\n`}\`\`\`yaml
${code}
\`\`\`
`,
	);
	const setting = level === "off" ? "warning" : "off";
	return `# ${id}

**${title.en}.** Usually: ${level}${fix ? ", with a fix" : ""} · ${english}

${why.en}

**${title["zh-cn"]}。** 默认级别：${levels[level]}（\`${level}\`）${fix ? "，可自动修复" : ""} · ${chinese}

${why["zh-cn"]}

${shown.join("\n")}
## Settings · 设置

\`\`\`yaml
# .edgewise.yaml
rules:
  ${id}: ${setting} # off, error, warning, info or hint
\`\`\`

Looks at · 检查的类型：${kindsText(kinds)}

[All rules · 所有规则](README.md)
`;
}

function kindsText(kinds: Rule["kinds"]): string {
	if (kinds === "all") return "all kinds · 所有类型";
	const pods = new Set(podTemplateKinds);
	if (podTemplateKinds.some((kind) => !kinds.includes(kind))) return kinds.map(kindText).join(", ");
	const others = kinds.filter((kind) => !pods.has(kind)).map((kind) => `, ${kindText(kind)}`);
	return `all kinds with pods · 所有包含 Pod 的类型${others.join("")}`;
}

/** `apps/Deployment`; a kind of the core group by its name, a file by what it is called. */
function kindText(kind: string): string {
	return `\`${kind.startsWith("/") ? kind.slice(1) : kind}\``;
}

function cell(text: string): string {
	return text.replaceAll("|", "\\|");
}

async function write(): Promise<void> {
	const pages = await rulePages();
	await mkdir(ruleFolder, { recursive: true });
	for (const name of await readdir(ruleFolder)) if (!pages.has(name)) await rm(join(ruleFolder, name));
	for (const [name, text] of pages) await writeFile(join(ruleFolder, name), text);
}

if (require.main === module) {
	write().catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	});
}
