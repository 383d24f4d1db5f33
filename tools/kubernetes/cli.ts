import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureKubernetes } from "./binaries";
import { startControlPlane } from "./controlPlane";
import { installCrds } from "./crds";
import { ensureDebianParts } from "./debianParts";
import { startNode } from "./node";
import { cleanLeftovers } from "./runFolder";

const usage = `Usage: npx tsx tools/kubernetes/cli.ts <command>

  up [--node] [--crds DIR]  start a cluster, and with --node a real node; ends with Ctrl-C
  down                      clean up after clusters whose owner was killed
  prepare [--control-plane] only get the programs; with --control-plane, those for a cluster without a node
`;

async function main(): Promise<void> {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: { node: { type: "boolean" }, crds: { type: "string" }, "control-plane": { type: "boolean" } },
	});
	switch (positionals.join(" ")) {
		case "up":
			return up(values.node ?? false, values.crds);
		case "down": {
			const cleaned = cleanLeftovers();
			console.log(cleaned.length === 0 ? "Nothing was left over." : `Cleaned ${cleaned.join(", ")}`);
			return;
		}
		case "prepare": {
			const node = !values["control-plane"];
			const { source, apiServer } = await ensureKubernetes({ node });
			if (node) await ensureDebianParts();
			console.log(`${apiServer} (${source})`);
			return;
		}
		default:
			process.stderr.write(usage);
			process.exitCode = 2;
	}
}

async function up(node: boolean, crdFolder: string | undefined): Promise<void> {
	const crds = crdFolder === undefined ? [] : await readYamlFiles(crdFolder);
	const cluster = await startControlPlane({ controllers: node });
	if (node) await startNode(cluster);
	const installed = await installCrds(cluster, crds);
	const kubeconfig = await cluster.writeKubeconfig();
	console.log(`Cluster ${cluster.name} answers at ${cluster.url}.`);
	if (node) console.log("Node edge-node-1 is Ready.");
	if (crdFolder !== undefined) console.log(`${installed.length} CustomResourceDefinitions are served.`);
	console.log(`\n  export KUBECONFIG=${kubeconfig}\n\nPress Ctrl-C to end it.`);
	// The signal ends this process, and the cluster with it.
	setInterval(() => {}, 2 ** 31 - 1);
}

/** The texts of all YAML files below a folder. */
async function readYamlFiles(folder: string): Promise<string[]> {
	const names = (await readdir(folder, { recursive: true })).filter((name) => /\.ya?ml$/.test(name));
	if (names.length === 0) throw new Error(`There are no YAML files below ${folder}`);
	return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
