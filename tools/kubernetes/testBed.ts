import { generateKeyPairSync } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../lib/run";
import { ensureKubernetes, type KubernetesBinaries } from "./binaries";
import { CertificateAuthority, type KeyPair } from "./certificates";
import { ManagedProcess } from "./managedProcess";
import { freePort } from "./ports";
import { createRunFolder, destroyRunFolder } from "./runFolder";

/** What the clusters of one test bed share: the run folder, etcd, the certificate authority. */
export interface TestBed {
	readonly folder: string;
	readonly binaries: KubernetesBinaries;
	readonly authority: CertificateAuthority;
	/** What API servers show to clients. */
	readonly serving: KeyPair;
	/** What API servers show to kubelets. */
	readonly kubeletClient: KeyPair;
	/** PEM file of the key that signs service account tokens. */
	readonly serviceAccountKeyFile: string;
	readonly etcd: ManagedProcess;
	readonly etcdUrl: string;
}

/**
 * Starts what clusters share. `destroyRunFolder(bed.folder)` ends it, with the clusters that use it.
 *
 * @param needs `node`: whether the clusters need controller manager, scheduler and kubelet
 * @throws Error where no Kubernetes can be had, or etcd does not start; nothing is left then
 */
export async function startTestBed(needs: { readonly node: boolean }): Promise<TestBed> {
	const binaries = await ensureKubernetes(needs);
	const folder = createRunFolder();
	try {
		const authority = await CertificateAuthority.create(join(folder, "pki"));
		const [serving, kubeletClient, { etcd, etcdUrl }] = await Promise.all([
			authority.issue("kube-apiserver", {
				commonName: "kube-apiserver",
				alternativeNames: ["IP:127.0.0.1", "DNS:localhost", "DNS:kubernetes.default.svc"],
			}),
			authority.issue("kubelet-client", {
				commonName: "kube-apiserver-kubelet-client",
				organization: "system:masters",
			}),
			startEtcd(folder, binaries.etcd),
		]);
		const serviceAccountKeyFile = join(folder, "pki", "service-accounts.key");
		const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
		// The API server reads EC keys in the SEC 1 notation only.
		await writeFile(serviceAccountKeyFile, privateKey.export({ type: "sec1", format: "pem" }), { mode: 0o600 });
		return { folder, binaries, authority, serving, kubeletClient, serviceAccountKeyFile, etcd, etcdUrl };
	} catch (error) {
		destroyRunFolder(folder);
		throw error;
	}
}

async function startEtcd(folder: string, program: string): Promise<{ etcd: ManagedProcess; etcdUrl: string }> {
	const etcdUrl = `http://127.0.0.1:${await freePort()}`;
	const peerUrl = `http://127.0.0.1:${await freePort()}`;
	const dataFolder = join(folder, "etcd");
	await mkdir(dataFolder, { mode: 0o700 });
	const args = [
		"--name=test-bed",
		`--data-dir=${dataFolder}`,
		`--listen-client-urls=${etcdUrl}`,
		`--advertise-client-urls=${etcdUrl}`,
		`--listen-peer-urls=${peerUrl}`,
		`--initial-advertise-peer-urls=${peerUrl}`,
		`--initial-cluster=test-bed=${peerUrl}`,
	];
	// The data need not outlive a power failure. Older releases do not know the flag.
	const { status } = await run(program, ["--unsafe-no-fsync", "--version"]);
	if (status === 0) args.push("--unsafe-no-fsync");
	return { etcd: await ManagedProcess.start(folder, "etcd", program, args), etcdUrl };
}
