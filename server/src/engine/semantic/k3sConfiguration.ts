import type { JsonObject, ManifestObject } from "./objects";
import { perObject } from "./perObject";

/** How rules and the index know configuration files of K3s. */
export const k3sConfigurationKind = "file/k3s";

/** Options that only a server has. */
const serverOptions: ReadonlySet<string> = new Set([
	"cluster-init",
	"datastore-endpoint",
	"tls-san",
	"write-kubeconfig-mode",
	"cluster-cidr",
	"service-cidr",
	"cluster-dns",
	"cluster-domain",
	"flannel-backend",
	"disable",
	"disable-network-policy",
	"disable-etcd",
	"disable-apiserver",
	"disable-controller-manager",
	"disable-scheduler",
	"disable-cloud-controller",
	"kube-apiserver-arg",
	"kube-controller-manager-arg",
	"kube-scheduler-arg",
	"etcd-arg",
	"etcd-disable-snapshots",
	"etcd-snapshot-schedule-cron",
	"secrets-encryption",
	"advertise-address",
	"agent-token",
]);

/** Options of servers and agents alike that other programs hardly have. */
const commonOptions: ReadonlySet<string> = new Set([
	"server",
	"token",
	"token-file",
	"node-name",
	"node-label",
	"node-taint",
	"node-ip",
	"node-external-ip",
	"kubelet-arg",
	"private-registry",
]);

/** Where K3s looks for its configuration. */
const usualPlace = /\/rancher\/k3s\/config\.ya?ml(?:\.d\/[^/]+\.ya?ml)?$/;

const inName = /k3s[^/]*(?:\/.*)?\.ya?ml$/i;

/**
 * Whether a file without a kind is a configuration of K3s, by its place and its fields.
 *
 * @param data empty where it is not known yet; then the answer is whether it may be one
 */
export function isK3sConfiguration(uri: string, data: JsonObject): boolean {
	if (!inName.test(uri)) return false;
	const names = Object.keys(data);
	if (usualPlace.test(uri) || names.length === 0) return true;
	const known = names.filter((name) => serverOptions.has(name) || commonOptions.has(name)).length;
	if (known < 2 || names.some((name) => !/^[a-z][a-z0-9-]*\+?$/.test(name))) return false;
	// Every option is a flag of the program, so none is an object.
	return Object.values(data).every((value) => typeof value !== "object" || value === null || Array.isArray(value));
}

/** What one server's file says of its cluster. */
export interface K3sServer {
	readonly object: ManifestObject;
	/** The file of the node, without `config.yaml.d`. */
	readonly node: string;
	/** The folder of its site. */
	readonly site: string;
	readonly clusterInit: boolean;
	readonly external: boolean;
	readonly joins: boolean;
	/** Memory of the node in gibibytes, where a label says its class. */
	readonly memory: number | undefined;
}

/** What a configuration says, if it is a server's. */
export const k3sServerIn = perObject((object): K3sServer | undefined => {
	const { data, uri } = object;
	const joins = isText(data.server);
	const isServer = Object.keys(data).some((name) => serverOptions.has(name.replace(/\+$/, "")));
	const place = placeOf(uri);
	// With nothing but a server to join, it is an agent, unless its name says otherwise.
	if (!isServer && !/server|master|control/i.test(place.node.slice(place.site.length))) return undefined;
	return {
		object,
		...place,
		clusterInit: data["cluster-init"] === true,
		external: isText(data["datastore-endpoint"]),
		joins,
		memory: memoryIn(data["node-label"]),
	};
});

function isText(value: unknown): boolean {
	return typeof value === "string" && value !== "";
}

/** `site/server-1/etc/rancher/k3s/config.yaml` is server-1 of site; so is `site/server-1.yaml`. */
function placeOf(uri: string): { readonly node: string; readonly site: string } {
	const file = uri.replace(/(config\.ya?ml)\.d\/[^/]*$/, "$1");
	const folder = file.slice(0, file.lastIndexOf("/"));
	if (!/\/config\.ya?ml$/.test(file)) return { node: file, site: folder };
	const node = folder.replace(/(?:\/etc)?(?:\/rancher)?\/k3s$/, "");
	return { node: file, site: node.slice(0, node.lastIndexOf("/")) };
}

const classes: Readonly<Record<string, number>> = { micro: 2, standard: 8, strong: 16 };

function memoryIn(labels: unknown): number | undefined {
	const list: readonly unknown[] = Array.isArray(labels) ? labels : [labels];
	for (const label of list) {
		const name = typeof label === "string" ? /(?:^|\/)node-class=(\w+)$/.exec(label)?.[1] : undefined;
		if (name !== undefined && classes[name] !== undefined) return classes[name];
	}
	return undefined;
}
