const folder = "https://github.com/edgewise/edgewise/blob/main/docs/rules";

/**
 * The page that explains a rule.
 *
 * @param id of one of `rules`; core codes have no pages
 */
export function ruleUrl(id: string): string {
	return `${folder}/${id}.md`;
}
