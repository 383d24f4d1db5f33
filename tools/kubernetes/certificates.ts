import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runOrThrow } from "../lib/run";

/** A certificate and its private key, as PEM files. */
export interface KeyPair {
	readonly certFile: string;
	readonly keyFile: string;
}

export interface CertificateRequest {
	readonly commonName: string;
	/** For a client certificate: the group that Kubernetes puts the user in. */
	readonly organization?: string;
	/** For a serving certificate: the names it is valid for, such as `IP:127.0.0.1` or `DNS:localhost`. */
	readonly alternativeNames?: readonly string[];
}

const validity = ["-days", "30"];
const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** A certificate authority for one test bed; its files lie in one folder. */
export class CertificateAuthority {
	private constructor(
		private readonly folder: string,
		readonly certFile: string,
		/** The authority's certificate, as PEM text. */
		readonly certificate: string,
	) {}

	/**
	 * Makes a new authority.
	 *
	 * @param folder gets the files; created where it does not exist
	 * @throws Error where `openssl` is missing or fails
	 */
	static async create(folder: string): Promise<CertificateAuthority> {
		await mkdir(folder, { recursive: true });
		const certFile = join(folder, "ca.crt");
		const files = ["-keyout", join(folder, "ca.key"), "-out", certFile];
		await openssl(["req", "-x509", ...newKey, ...validity, "-subj", "/CN=edgewise-test-bed", ...files]);
		return new CertificateAuthority(folder, certFile, await readFile(certFile, "utf8"));
	}

	/**
	 * Issues a certificate that is good for serving and as a client.
	 *
	 * @param name what its files are called
	 */
	async issue(name: string, request: CertificateRequest): Promise<KeyPair> {
		const file = (extension: string) => join(this.folder, `${name}.${extension}`);
		const organization = request.organization ? `/O=${request.organization}` : "";
		const subject = ["-subj", `${organization}/CN=${request.commonName}`];
		await openssl(["req", "-new", ...newKey, ...subject, "-keyout", file("key"), "-out", file("csr")]);
		const extensions = ["extendedKeyUsage=serverAuth,clientAuth"];
		if (request.alternativeNames) extensions.push(`subjectAltName=${request.alternativeNames.join(",")}`);
		await writeFile(file("ext"), `${extensions.join("\n")}\n`);
		const authority = ["-CA", this.certFile, "-CAkey", join(this.folder, "ca.key")];
		const serial = ["-set_serial", `0x${randomBytes(8).toString("hex")}`];
		const content = ["-in", file("csr"), "-extfile", file("ext"), "-out", file("crt")];
		await openssl(["x509", "-req", ...authority, ...serial, ...validity, ...content]);
		return { certFile: file("crt"), keyFile: file("key") };
	}
}

async function openssl(args: readonly string[]): Promise<void> {
	await runOrThrow("openssl", args).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== "ENOENT") throw error;
		throw new Error("The Kubernetes test bed needs the program openssl to make its certificates; install it");
	});
}
