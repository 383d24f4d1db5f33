/** Made while validators are bundled: checks the metadata of objects, by the rule for their names. */
declare module "generated:metadata" {
	type Generated = import("./guard").GeneratedValidator;
	export const subdomain: Generated;
	export const label: Generated;
	export const label1035: Generated;
	export const path: Generated;
	export const builtin: Generated;
}
