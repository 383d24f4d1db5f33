import { stringify } from "yaml";

/** How one user reaches one cluster. */
export interface KubeconfigEntry {
	/** The cluster's name; the context is called the same. */
	readonly cluster: string;
	readonly url: string;
	/** The certificate authority, as PEM text. */
	readonly ca: string;
	readonly user: string;
	/** A bearer token, or the files of a client certificate. */
	readonly credentials: { readonly token: string } | { readonly certFile: string; readonly keyFile: string };
}

/**
 * Writes a kubeconfig with one context per entry; the first is the current one.
 *
 * @returns YAML text
 */
export function kubeconfigText(entries: readonly KubeconfigEntry[]): string {
	const userName = (entry: KubeconfigEntry) => `${entry.user}@${entry.cluster}`;
	return stringify({
		apiVersion: "v1",
		kind: "Config",
		clusters: entries.map(({ cluster, url, ca }) => ({
			name: cluster,
			cluster: { server: url, "certificate-authority-data": Buffer.from(ca).toString("base64") },
		})),
		users: entries.map((entry) => ({
			name: userName(entry),
			user:
				"token" in entry.credentials
					? { token: entry.credentials.token }
					: {
							"client-certificate": entry.credentials.certFile,
							"client-key": entry.credentials.keyFile,
						},
		})),
		contexts: entries.map((entry) => ({
			name: entry.cluster,
			context: { cluster: entry.cluster, user: userName(entry) },
		})),
		"current-context": entries[0]?.cluster,
	});
}
