import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { waitFor } from "../lib/waitFor";
import { ApiClient } from "./apiClient";
import { type KubeconfigEntry, kubeconfigText } from "./kubeconfig";
import { ManagedProcess } from "./managedProcess";
import { freePort } from "./ports";
import { destroyRunFolder } from "./runFolder";
import { startTestBed, type TestBed } from "./testBed";

export interface ControlPlaneOptions {
	/** Start controller manager and scheduler too, so that Deployments make Pods and nodes are watched. */
	readonly controllers?: boolean;
	/** Users without rights, besides `admin` (all rights), `viewer` (ClusterRole view) and `nobody`. */
	readonly users?: readonly string[];
}

/** A running cluster without nodes: its API, its users' credentials, and its processes. */
export class ControlPlane extends ApiClient {
	private apiServer: ManagedProcess | undefined;
	private readonly controllers: ManagedProcess[] = [];
	private readonly nodeEnds: (() => Promise<void>)[] = [];

	private constructor(
		/** The cluster's name; its context in kubeconfigs is called the same. */
		readonly name: string,
		private readonly port: number,
		/** What the clusters of a fleet share. */
		readonly bed: TestBed,
		tokens: Readonly<Record<string, string>>,
		/** Where the cluster's logs and files lie. */
		readonly folder: string,
		private readonly end: (controlPlane: ControlPlane) => Promise<void>,
	) {
		super(`https://127.0.0.1:${port}`, bed.authority.certificate, tokens);
	}

	/** Starts a cluster on a test bed; for tests, {@link startControlPlane} and {@link startFleet} do. */
	static async start(
		name: string,
		bed: TestBed,
		options: ControlPlaneOptions,
		end: (controlPlane: ControlPlane) => Promise<void>,
	): Promise<ControlPlane> {
		const folder = join(bed.folder, name);
		await mkdir(folder);
		const users = ["admin", "viewer", "nobody", ...(options.users ?? [])];
		const tokens = Object.fromEntries(users.map((user) => [user, randomBytes(16).toString("hex")]));
		const rows = users.map((user) => `${tokens[user]},${user},${user}${user === "admin" ? ",system:masters" : ""}\n`);
		await writeFile(join(folder, "tokens.csv"), rows.join(""), { mode: 0o600 });
		const controlPlane = new ControlPlane(name, await freePort(), bed, tokens, folder, end);
		await controlPlane.restartApiServer();
		await controlPlane.apply(viewerBindings);
		if (options.controllers) await controlPlane.startControllers();
		return controlPlane;
	}

	/** The file of the certificate authority that signed the API server's certificate. */
	get caFile(): string {
		return this.bed.authority.certFile;
	}

	/** Whether controller manager and scheduler were started. */
	get hasControllers(): boolean {
		return this.controllers.length > 0;
	}

	/** @returns a kubeconfig for this cluster, as YAML text, that identifies as the given user */
	kubeconfig(user = "admin"): string {
		return kubeconfigText([this.kubeconfigEntry(user)]);
	}

	/** Writes a kubeconfig into the cluster's folder. It goes away with the cluster. @returns its path */
	async writeKubeconfig(user = "admin"): Promise<string> {
		const path = join(this.folder, `${user}.kubeconfig`);
		await writeFile(path, this.kubeconfig(user), { mode: 0o600 });
		return path;
	}

	/** What a kubeconfig for several clusters says about this one. @throws Error where the user is unknown */
	kubeconfigEntry(user: string): KubeconfigEntry {
		const token = this.tokenOf(user);
		return { cluster: this.name, url: this.url, ca: this.bed.authority.certificate, user, credentials: { token } };
	}

	/** Makes the API server hang: connections stay open or are accepted, and nothing is answered. */
	pauseApiServer(): void {
		this.requireApiServer().pause();
	}

	/** Lets a paused API server answer again. */
	resumeApiServer(): void {
		this.requireApiServer().resume();
	}

	/** Kills the API server: connections are reset, new ones refused. Its data stays in etcd. */
	async killApiServer(): Promise<void> {
		await this.requireApiServer().kill();
		this.apiServer = undefined;
	}

	/** Starts the API server again, on the same port, after killing it where it runs; ends when it is ready. */
	async restartApiServer(): Promise<void> {
		await this.apiServer?.kill();
		const { bed, folder } = this;
		const server = await ManagedProcess.start(bed.folder, `${this.name}/kube-apiserver`, bed.binaries.apiServer, [
			`--etcd-servers=${bed.etcdUrl}`,
			`--etcd-prefix=/registry/${this.name}`,
			"--bind-address=127.0.0.1",
			`--secure-port=${this.port}`,
			"--advertise-address=127.0.0.1",
			"--endpoint-reconciler-type=none",
			`--cert-dir=${folder}`,
			`--tls-cert-file=${bed.serving.certFile}`,
			`--tls-private-key-file=${bed.serving.keyFile}`,
			`--client-ca-file=${bed.authority.certFile}`,
			`--token-auth-file=${join(folder, "tokens.csv")}`,
			"--authorization-mode=Node,RBAC",
			"--service-account-issuer=https://kubernetes.default.svc",
			`--service-account-key-file=${bed.serviceAccountKeyFile}`,
			`--service-account-signing-key-file=${bed.serviceAccountKeyFile}`,
			"--service-cluster-ip-range=10.96.0.0/16",
			// Pods could not use their tokens: the API server listens on the machine's loopback only.
			"--disable-admission-plugins=ServiceAccount",
			"--allow-privileged=true",
			"--kubelet-preferred-address-types=InternalIP",
			`--kubelet-client-certificate=${bed.kubeletClient.certFile}`,
			`--kubelet-client-key=${bed.kubeletClient.keyFile}`,
			`--kubelet-certificate-authority=${bed.authority.certFile}`,
		]);
		this.apiServer = server;
		await waitFor(
			async () => {
				server.requireRunning();
				bed.etcd.requireRunning();
				const { status, text } = await this.request("GET", "/readyz", undefined, { timeoutMs: 5000 });
				if (status !== 200) throw new Error(text);
				return (await this.request("GET", "/api/v1/namespaces/default")).status === 200;
			},
			{ timeoutMs: 60_000, what: `the API server of ${this.name} (log: ${server.logFile})` },
		);
	}

	/** Kills the cluster's processes, with those of its nodes, and removes its data. */
	async stop(): Promise<void> {
		await this.end(this);
	}

	/** Has something done before the cluster's processes are killed; nodes end themselves so. */
	beforeStop(end: () => Promise<void>): void {
		this.nodeEnds.push(end);
	}

	/** Ends this cluster of a {@link Fleet}; what the fleet shares stays. */
	async stopAlone(): Promise<void> {
		for (const end of this.nodeEnds) await end();
		for (const running of [this.apiServer, ...this.controllers]) await running?.kill();
		await rm(this.folder, { recursive: true, force: true });
	}

	private async startControllers(): Promise<void> {
		const { node } = this.bed.binaries;
		if (!node) throw new Error("This Kubernetes has no controller manager and scheduler");
		const { body } = await this.request("GET", "/version");
		// Kubernetes before 1.24 also serves without TLS, on fixed ports, unless told not to.
		const noPorts = ["--secure-port=0", ...(minorOf(body) < 24 ? ["--port=0"] : [])];
		const common = ["--leader-elect=false", "--kube-api-qps=100", "--kube-api-burst=200", ...noPorts];
		await this.startController("kube-controller-manager", node.controllerManager, [
			...common,
			`--service-account-private-key-file=${this.bed.serviceAccountKeyFile}`,
			`--root-ca-file=${this.bed.authority.certFile}`,
			// A node that is silent becomes NotReady soon; kubelets of the test bed report every 2 s.
			"--node-monitor-period=2s",
			"--node-monitor-grace-period=16s",
		]);
		await this.startController("kube-scheduler", node.scheduler, common);
	}

	private async startController(name: string, program: string, args: readonly string[]): Promise<void> {
		// The rights of system:kube-controller-manager do not suffice without a service account for each controller.
		const subject = { commonName: `system:${name}`, organization: "system:masters" };
		const credentials = await this.bed.authority.issue(`${this.name}-${name}`, subject);
		const kubeconfig = join(this.folder, `${name}.kubeconfig`);
		const entry = { ...this.kubeconfigEntry("admin"), user: name, credentials };
		await writeFile(kubeconfig, kubeconfigText([entry]), { mode: 0o600 });
		const all = [`--kubeconfig=${kubeconfig}`, ...args];
		this.controllers.push(await ManagedProcess.start(this.bed.folder, `${this.name}/${name}`, program, all));
	}

	private requireApiServer(): ManagedProcess {
		if (!this.apiServer) throw new Error(`The API server of ${this.name} does not run`);
		return this.apiServer;
	}
}

/** Several clusters on one etcd. */
export class Fleet {
	constructor(
		/** The clusters, by name, in the order they were asked for. */
		readonly clusters: ReadonlyMap<string, ControlPlane>,
		private readonly bed: TestBed,
	) {}

	/** @throws Error where the fleet has no such cluster */
	cluster(name: string): ControlPlane {
		const cluster = this.clusters.get(name);
		if (!cluster) throw new Error(`The fleet has no cluster ${name}; it has ${[...this.clusters.keys()].join(", ")}`);
		return cluster;
	}

	/** @returns one kubeconfig with a context per cluster, named as the cluster, as YAML text */
	mergedKubeconfig(user = "admin"): string {
		return kubeconfigText([...this.clusters.values()].map((cluster) => cluster.kubeconfigEntry(user)));
	}

	/** Kills all processes of the fleet and removes its data. */
	async stop(): Promise<void> {
		destroyRunFolder(this.bed.folder);
	}
}

/**
 * Starts one cluster: etcd and an API server with RBAC on 127.0.0.1, ready when this ends (about 5 s).
 *
 * @throws Error where no Kubernetes can be had or a part does not start; nothing is left then
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
	const bed = await startTestBed({ node: options.controllers ?? false });
	try {
		return await ControlPlane.start("edgewise-test", bed, options, async () => destroyRunFolder(bed.folder));
	} catch (error) {
		destroyRunFolder(bed.folder);
		throw error;
	}
}

/**
 * Starts several clusters that share one etcd and one certificate authority, each with its own API server and data.
 *
 * @param names the clusters' names: lower case letters, digits and hyphens
 * @throws Error as {@link startControlPlane} does
 */
export async function startFleet(names: readonly string[], options: ControlPlaneOptions = {}): Promise<Fleet> {
	const bed = await startTestBed({ node: options.controllers ?? false });
	try {
		const end = (cluster: ControlPlane) => cluster.stopAlone();
		const clusters = await Promise.all(names.map((name) => ControlPlane.start(name, bed, options, end)));
		return new Fleet(new Map(clusters.map((cluster) => [cluster.name, cluster])), bed);
	} catch (error) {
		destroyRunFolder(bed.folder);
		throw error;
	}
}

/** The minor number in the answer to `/version`. */
function minorOf(version: unknown): number {
	return Number.parseInt((version as { minor: string }).minor, 10);
}

/**
 * `view` gathers its rules from `system:aggregate-to-view` in the controller manager, which may not run: bind both.
 */
const viewerBindings = ["view", "system:aggregate-to-view"]
	.map(
		(role) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: viewer-${role.replace("system:", "")}
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "${role}" }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: User, name: viewer }]
`,
	)
	.join("---\n");
