import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { KeyPair } from "./certificates";
import type { DebianParts } from "./debianParts";
import { images } from "./images";

/** What the configuration files of a node say. */
export interface NodeSettings {
	readonly name: string;
	/** The node's folder: all its state lies below it. */
	readonly folder: string;
	/** The node's address, one of this machine's. */
	readonly ip: string;
	readonly kubeletPort: number;
	/** The addresses of the node's Pods, such as `10.201.3.0/24`. */
	readonly podSubnet: string;
	readonly caFile: string;
	readonly kubeletCertificate: KeyPair;
	readonly kubeconfig: string;
	readonly kubelet: string;
	readonly imageArchive: string;
	readonly parts: DebianParts;
}

/**
 * What kubelet and the CNI plugins would change in the kernel of the whole machine. The node sees files with the
 * values that they want in place of these settings, and so the machine's stay as they are. The network of Pods does
 * without forwarding: it reaches from the machine to each Pod and back.
 */
const kernelSettings = {
	"vm/overcommit_memory": 1,
	"vm/panic_on_oom": 0,
	"kernel/panic": 10,
	"kernel/panic_on_oops": 1,
	"kernel/keys/root_maxkeys": 1_000_000,
	"kernel/keys/root_maxbytes": 25_000_000,
	"net/ipv4/ip_forward": 1,
};

/** Where containerd listens. */
function containerdSocket(folder: string): string {
	return join(folder, "containerd.sock");
}

/** The folder where containerd keeps a subfolder for each container, until the container is removed. */
export function taskFolder(folder: string): string {
	return join(folder, "containerd", "io.containerd.runtime.v2.task", "k8s.io");
}

/**
 * Writes all that a node needs to start.
 *
 * @returns the script that has to run as the first process of new mount and pid namespaces
 */
export async function writeNodeFiles(settings: NodeSettings): Promise<string> {
	const { folder } = settings;
	for (const name of ["cni/net.d", "cni/state", "log", "kernel", "kubelet"]) {
		await mkdir(join(folder, name), { recursive: true });
	}
	await writeFile(join(folder, "cni", "net.d", "10-pods.conflist"), JSON.stringify(cniConfig(settings)));
	await writeFile(join(folder, "containerd.toml"), containerdConfig(settings));
	await writeFile(join(folder, "kubelet.yaml"), stringify(kubeletConfig(settings)));
	await writeFile(join(folder, "resolv.conf"), "nameserver 127.0.0.1\n");
	for (const [setting, value] of Object.entries(kernelSettings)) {
		await writeFile(join(folder, "kernel", setting.replaceAll("/", ".")), `${value}\n`);
	}
	const script = join(folder, "start.sh");
	await writeFile(script, startScript(settings));
	return script;
}

function cniConfig({ folder, podSubnet }: NodeSettings): unknown {
	const ipam = {
		type: "host-local",
		dataDir: join(folder, "cni", "addresses"),
		ranges: [[{ subnet: podSubnet }]],
		routes: [{ dst: "0.0.0.0/0" }],
	};
	return { cniVersion: "0.4.0", name: "edgewise", plugins: [{ type: "ptp", ipMasq: false, ipam }] };
}

function containerdConfig({ folder, parts }: NodeSettings): string {
	return `version = 2
root = "${folder}/containerd"
state = "/run/containerd-state"
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.snapshotter.v1.btrfs"]

[grpc]
  address = "${containerdSocket(folder)}"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${images.pause}"
  restrict_oom_score_adj = true
  stream_server_address = "127.0.0.1"
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${parts.cniFolder}"
    conf_dir = "${folder}/cni/net.d"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      BinaryName = "${parts.runc}"
`;
}

function kubeletConfig(settings: NodeSettings): unknown {
	return {
		apiVersion: "kubelet.config.k8s.io/v1beta1",
		kind: "KubeletConfiguration",
		address: settings.ip,
		port: settings.kubeletPort,
		readOnlyPort: 0,
		healthzPort: 0,
		// Only the API server has a certificate of this authority with rights; its requests may do all.
		authentication: {
			anonymous: { enabled: false },
			webhook: { enabled: false },
			x509: { clientCAFile: settings.caFile },
		},
		authorization: { mode: "AlwaysAllow" },
		tlsCertFile: settings.kubeletCertificate.certFile,
		tlsPrivateKeyFile: settings.kubeletCertificate.keyFile,
		cgroupDriver: "cgroupfs",
		cgroupsPerQOS: false,
		enforceNodeAllocatable: [],
		failSwapOn: false,
		makeIPTablesUtilChains: false,
		resolvConf: join(settings.folder, "resolv.conf"),
		// No DNS answers there, but without an address kubelet complains in an event about each Pod.
		clusterDNS: ["10.96.0.10"],
		clusterDomain: "cluster.local",
		// A full disk or busy memory of the developer's machine is no reason to evict Pods or to drop the images.
		evictionHard: { "memory.available": "1Mi", "nodefs.available": "1Mi", "imagefs.available": "1Mi" },
		imageGCHighThresholdPercent: 100,
		// Report often, so that tests see soon what happens.
		nodeLeaseDurationSeconds: 8,
		nodeStatusUpdateFrequency: "2s",
		syncFrequency: "10s",
		// These plugins meet in a folder of the whole machine.
		featureGates: { DevicePlugins: false },
	};
}

function startScript(settings: NodeSettings): string {
	const { folder, parts, kubelet } = settings;
	const covers = Object.keys(kernelSettings).map(
		(setting) => `cover "${folder}/kernel/${setting.replaceAll("/", ".")}" "/proc/sys/${setting}"`,
	);
	return `# The first process of a node: when it is killed, the kernel ends all others and drops their mounts.
set -eu
cover() { if [ -e "$2" ]; then mount --bind "$1" "$2"; fi; }
${covers.join("\n")}
mount -t tmpfs tmpfs /run
mount --bind "${folder}/log" /var/log
mkdir -p /var/lib/cni
mount --bind "${folder}/cni/state" /var/lib/cni
export PATH="${parts.containerdFolder}:$PATH"

started() { "$@"; echo "$1 ended with status $?" >>"${folder}/ended"; }
started "${parts.containerd}" --config "${folder}/containerd.toml" >"${folder}/containerd.log" 2>&1 &
tries=0
until "${parts.ctr}" --address "${containerdSocket(folder)}" version >/dev/null 2>&1; do
	tries=$((tries + 1))
	if [ "$tries" -gt 150 ]; then echo "containerd does not answer" >>"${folder}/ended"; exit 1; fi
	sleep 0.2
done
"${parts.ctr}" --address "${containerdSocket(folder)}" --namespace k8s.io images import "${settings.imageArchive}"
rm "${settings.imageArchive}"
started "${kubelet}" --config="${folder}/kubelet.yaml" --kubeconfig="${settings.kubeconfig}" \\
	--root-dir="${folder}/kubelet" --cert-dir="${folder}/kubelet" \\
	--hostname-override="${settings.name}" --node-ip="${settings.ip}" \\
	--container-runtime=remote --container-runtime-endpoint="unix://${containerdSocket(folder)}" \\
	--volume-plugin-dir="${folder}/kubelet/volume-plugins" >"${folder}/kubelet.log" 2>&1 &
wait
`;
}
