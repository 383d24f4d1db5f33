import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";

/** One context of the user's kubeconfig, ready to make a connection from. */
export interface KubeContext {
	/** The context's name, unique within the loaded files. */
	readonly name: string;
	/** The API server's address, empty when the context names a cluster that no file defines. */
	readonly server: string;
	/** The namespace that the context sets; `default` otherwise. */
	readonly namespace: string;
	/** True for the `current-context` of the first file that sets one. */
	readonly current: boolean;
	/** A kubeconfig of its own with this context selected. */
	readonly config: KubeConfig;
}

/** A kubeconfig file that gave nothing, and why. */
export interface UnreadableKubeconfig {
	readonly file: string;
	/** What the file system or the parser said. Never the file's content. */
	readonly reason: string;
}

/** Everything that could be read, and what could not. */
export interface LoadedKubeconfigs {
	readonly files: readonly string[];
	readonly contexts: readonly KubeContext[];
	readonly unreadable: readonly UnreadableKubeconfig[];
}

/**
 * The files that kubectl would read: the setting if it lists any, else `KUBECONFIG` (several files, parted as `PATH`
 * is), else `~/.kube/config`.
 *
 * @param configured paths from the setting; `~` stands for the home folder
 */
export function kubeconfigFiles(configured: readonly string[], env: NodeJS.ProcessEnv = process.env): string[] {
	const home = (path: string) => (path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : path);
	const set = configured.map((path) => path.trim()).filter((path) => path !== "");
	if (set.length > 0) return set.map(home);
	const listed = (env.KUBECONFIG ?? "").split(delimiter).filter((path) => path !== "");
	if (listed.length > 0) return listed;
	const standard = join(homedir(), ".kube", "config");
	return existsSync(standard) ? [standard] : [];
}

/**
 * Reads kubeconfig files the way kubectl merges them: the first file that names a context, cluster, user or
 * `current-context` wins. A file that cannot be read takes nothing away from the others.
 */
export function loadKubeconfigs(files: readonly string[]): LoadedKubeconfigs {
	const unreadable: UnreadableKubeconfig[] = [];
	const loaded: KubeConfig[] = [];
	for (const file of files) {
		try {
			readFileSync(file);
		} catch (error) {
			unreadable.push({ file, reason: fileReason(error) });
			continue;
		}
		try {
			const config = new KubeConfig();
			// Relative certificate paths are resolved against the file's folder.
			config.loadFromFile(file);
			loaded.push(config);
		} catch (error) {
			unreadable.push({ file, reason: parseReason(error) });
		}
	}
	const contexts = new Map<string, { cluster: string; user: string; namespace: string }>();
	const clusters = new Map(loaded.toReversed().flatMap((config) => config.clusters.map((c) => [c.name, c] as const)));
	const users = new Map(loaded.toReversed().flatMap((config) => config.users.map((u) => [u.name, u] as const)));
	for (const config of loaded) {
		for (const context of config.contexts) {
			if (contexts.has(context.name)) continue;
			contexts.set(context.name, {
				cluster: context.cluster,
				user: context.user,
				namespace: context.namespace ?? "default",
			});
		}
	}
	const current = loaded.map((config) => config.currentContext).find((name) => name) ?? "";
	const result: KubeContext[] = [];
	for (const [name, context] of contexts) {
		const cluster = clusters.get(context.cluster);
		const user = users.get(context.user);
		const config = new KubeConfig();
		config.loadFromOptions({
			// `kubectl proxy` serves plain HTTP, which the client library refuses unless told that there is no TLS to verify.
			clusters: cluster ? [/^http:/i.test(cluster.server) ? { ...cluster, skipTLSVerify: true } : cluster] : [],
			users: user ? [user] : [],
			contexts: [{ name, cluster: context.cluster, user: context.user, namespace: context.namespace }],
			currentContext: name,
		});
		result.push({
			name,
			server: cluster?.server ?? "",
			namespace: context.namespace,
			current: name === current,
			config,
		});
	}
	return { files: [...files], contexts: result, unreadable };
}

function fileReason(error: unknown): string {
	const code = (error as NodeJS.ErrnoException).code;
	if (code === "ENOENT") return "the file does not exist";
	if (code === "EACCES" || code === "EPERM") return "no permission to read the file";
	if (code === "EISDIR") return "this is a folder, not a file";
	return code ?? "the file cannot be read";
}

/** The parser's reason without the excerpt of the file that YAML errors carry: a kubeconfig holds credentials. */
function parseReason(error: unknown): string {
	const { reason, mark } = error as { reason?: unknown; mark?: { line?: unknown } };
	if (typeof reason === "string") {
		const line = typeof mark?.line === "number" ? ` (line ${mark.line + 1})` : "";
		return `not valid YAML: ${reason}${line}`;
	}
	return "not a kubeconfig: its clusters, users or contexts are missing or incomplete";
}
