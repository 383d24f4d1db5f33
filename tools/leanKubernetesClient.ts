import type { Plugin } from "esbuild";

/**
 * Keeps out of the bundle what the client takes along but never calls: the models that `@kubernetes/client-node`
 * generates for every kind (its package does not say that its modules have no side effects, though they have none), and
 * the URL parser that `node-fetch` carries for Node versions without one.
 */
export const leanKubernetesClient: Plugin = {
	name: "lean-kubernetes-client",
	setup(build) {
		build.onResolve({ filter: /.*/ }, async (args) => {
			if (
				args.pluginData === "resolving" ||
				!/[\\/]@kubernetes[\\/]client-node[\\/]|^@kubernetes\/client-node/.test(`${args.importer}${args.path}`)
			) {
				return undefined;
			}
			const { path, errors, external } = await build.resolve(args.path, {
				importer: args.importer,
				kind: args.kind,
				resolveDir: args.resolveDir,
				pluginData: "resolving",
			});
			if (errors.length > 0) return { errors };
			if (external || !/[\\/]client-node[\\/]dist[\\/]/.test(path)) return { path, external };
			return { path, sideEffects: false };
		});
		build.onResolve({ filter: /^whatwg-url$/ }, () => ({ path: "whatwg-url", namespace: "builtin-url" }));
		build.onLoad({ filter: /.*/, namespace: "builtin-url" }, () => ({
			contents:
				'export { URL, URLSearchParams } from "node:url"; import { URL } from "node:url"; export default { URL };',
			loader: "js",
		}));
	},
};
