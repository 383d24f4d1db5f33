import { randomInt } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { StopWaiting, waitFor } from "../lib/waitFor";
import { removeControlGroups } from "./controlGroups";
import type { ControlPlane } from "./controlPlane";
import { ensureDebianParts } from "./debianParts";
import { makeImageArchive } from "./images";
import { kubeconfigText } from "./kubeconfig";
import { ManagedProcess } from "./managedProcess";
import { taskFolder, writeNodeFiles } from "./nodeConfig";
import { freePort } from "./ports";
import { isRunning, recordProcess, recordTaskFolder } from "./runFolder";

export interface NodeOptions {
	/** The node's name: `edge-node-1` unless told. */
	readonly name?: string;
	/** Labels to put on the node once it has registered. */
	readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A real node: kubelet, containerd, runc and CNI plugins. They run in mount and pid namespaces of their own, on the
 * machine's network: ending the first process of these namespaces ends all containers and drops all mounts.
 */
export class Node {
	private constructor(
		readonly name: string,
		/** The node's folder: configuration, logs and state. */
		readonly folder: string,
		private readonly namespaces: ManagedProcess,
		/** The pid of the node's first process, of which all others descend. */
		readonly pid: number,
		private readonly kubelet: string,
	) {}

	/** Starts a node and waits until it is Ready; for tests, {@link startNode} does. */
	static async start(controlPlane: ControlPlane, options: NodeOptions): Promise<Node> {
		const { name = "edge-node-1", labels } = options;
		const { bed } = controlPlane;
		requireLinuxRoot();
		if (!bed.binaries.node || !controlPlane.hasControllers) {
			throw new Error("A node needs a control plane that was started with { controllers: true }");
		}
		const { kubelet } = bed.binaries.node;
		const parts = await ensureDebianParts();
		const folder = join(controlPlane.folder, name);
		await mkdir(folder);
		const ip = machineAddress();
		const kubeletCertificate = await bed.authority.issue(`${controlPlane.name}-${name}`, {
			commonName: `system:node:${name}`,
			organization: "system:nodes",
			alternativeNames: [`IP:${ip}`],
		});
		const kubeconfig = join(folder, "kubelet.kubeconfig");
		const entry = { ...controlPlane.kubeconfigEntry("admin"), user: "kubelet", credentials: kubeletCertificate };
		await writeFile(kubeconfig, kubeconfigText([entry]), { mode: 0o600 });
		recordTaskFolder(bed.folder, taskFolder(folder));
		const script = await writeNodeFiles({
			name,
			folder,
			ip,
			kubeletPort: await freePort(ip),
			podSubnet: podSubnet(),
			caFile: bed.authority.certFile,
			kubeletCertificate,
			kubeconfig,
			kubelet,
			imageArchive: await makeImageArchive(parts.busybox, folder),
			parts,
		});
		const isolated = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation=private"];
		const processName = `${controlPlane.name}/${name}/node`;
		const namespaces = await ManagedProcess.start(bed.folder, processName, "unshare", [...isolated, "sh", script]);
		const firstPid = await waitFor(() => childOf(namespaces.pid), { timeoutMs: 5000, what: `the start of ${name}` });
		recordProcess(bed.folder, `${processName}-first`, firstPid);
		const node = new Node(name, folder, namespaces, firstPid, kubelet);
		controlPlane.beforeStop(() => node.stop());
		try {
			await node.waitUntilReady(controlPlane);
			if (labels) await controlPlane.apply({ apiVersion: "v1", kind: "Node", metadata: { name, labels } });
			return node;
		} catch (error) {
			const logs = `${node.containerdLog(10)}\n${node.kubeletLog(20)}`;
			await node.stop();
			throw new Error(`${error instanceof Error ? error.message : error}\n${logs}`, { cause: error });
		}
	}

	/** @returns the last lines that kubelet printed */
	kubeletLog(lines = 50): string {
		return this.tail("kubelet.log", lines);
	}

	/** @returns the last lines that containerd printed */
	containerdLog(lines = 50): string {
		return this.tail("containerd.log", lines);
	}

	/** Cuts the node off: its kubelet says nothing more, its Pods run on. Within 20 s the node is no longer Ready. */
	pauseKubelet(): void {
		process.kill(this.kubeletPid(), "SIGSTOP");
	}

	/** Lets a paused kubelet go on. */
	resumeKubelet(): void {
		process.kill(this.kubeletPid(), "SIGCONT");
	}

	/**
	 * Ends the node's containers and processes and removes its data. Its object stays in the API, as that of any
	 * node that is switched off.
	 */
	async stop(): Promise<void> {
		await this.namespaces.kill();
		await waitFor(() => !isRunning(this.pid), { timeoutMs: 10_000, what: `the end of ${this.name}` });
		const tasks = taskFolder(this.folder);
		removeControlGroups(existsSync(tasks) ? readdirSync(tasks) : []);
		await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}

	private async waitUntilReady(controlPlane: ControlPlane): Promise<void> {
		await waitFor(
			async () => {
				this.requireRunning();
				const { status, body } = await controlPlane.request("GET", `/api/v1/nodes/${this.name}`);
				if (status !== 200) throw new Error(`GET of the node gave status ${status}`);
				const conditions = (body as NodeStatus).status.conditions ?? [];
				const ready = conditions.find(({ type }) => type === "Ready");
				if (ready?.status !== "True") throw new Error(ready?.message ?? "it has no condition Ready");
				return true;
			},
			{ timeoutMs: 120_000, intervalMs: 200, what: `node ${this.name} to be Ready` },
		);
	}

	/** @throws StopWaiting with the ends of the logs, where a part of the node has ended */
	private requireRunning(): void {
		this.namespaces.requireRunning();
		const ended = this.tail("ended", 5);
		if (ended) throw new StopWaiting(ended);
	}

	private tail(file: string, lines: number): string {
		const path = join(this.folder, file);
		return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n").slice(-lines).join("\n") : "";
	}

	private kubeletPid(): number {
		const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
		const pid = pids.find((candidate) => {
			const [program, ...args] = commandLine(candidate);
			return program === this.kubelet && args.includes(`--config=${this.folder}/kubelet.yaml`);
		});
		if (pid === undefined) throw new Error(`The kubelet of ${this.name} does not run`);
		return Number(pid);
	}
}

interface NodeStatus {
	readonly status: {
		readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message: string }[];
	};
}

/**
 * Adds a node to a cluster that was started with `{ controllers: true }`; it is Ready when this ends (about 8 s).
 * The images it has are in {@link images}.
 *
 * @throws Error where this is not Linux with root, where Debian's parts cannot be had, or the node does not get Ready
 */
export function startNode(controlPlane: ControlPlane, options: NodeOptions = {}): Promise<Node> {
	return Node.start(controlPlane, options);
}

function requireLinuxRoot(): void {
	if (process.platform === "linux" && process.getuid?.() === 0) return;
	throw new Error(
		"A node needs Linux and root, to make namespaces, mounts and control groups for its containers. " +
			"Run the tests as root, for example in a privileged container or a virtual machine with Debian 12.",
	);
}

/** The first address of this machine that is not a loopback: kubelet refuses those. */
function machineAddress(): string {
	const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
	const found = addresses.find(({ family, internal }) => family === "IPv4" && !internal);
	if (!found) throw new Error("A node needs an IPv4 address of this machine that is not a loopback; there is none");
	return found.address;
}

/** A range for the addresses of Pods that this machine does not use yet. */
function podSubnet(): string {
	const used = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []);
	for (;;) {
		const prefix = `10.${randomInt(200, 250)}.${randomInt(0, 256)}.`;
		if (!used.some((address) => address.startsWith(prefix))) return `${prefix}0/24`;
	}
}

function childOf(pid: number): number | undefined {
	const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
	return first ? Number(first) : undefined;
}

function commandLine(pid: string): string[] {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
	} catch {
		return [];
	}
}
