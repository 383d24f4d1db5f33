const nodeId =
	/^(?:svr=\d+;)?(?:(?:ns=\d+|nsu=[^;]+);)?(?:i=\d+|s=.+|g=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|b=[A-Za-z0-9+/]+=*)$/i;

/** Whether a text is an identifier of an OPC UA node, for example `ns=2;i=1005`. */
export function isNodeId(text: string): boolean {
	return nodeId.test(text);
}

/** The identifier that a text most likely means, where only its punctuation or case is wrong. */
export function meantNodeId(text: string): string | undefined {
	const plain = text
		.trim()
		.replaceAll(/\s*([=;:,])\s*/g, "$1")
		.replace(/^(ns)[:=](\d+)[;,:]/i, "ns=$2;")
		.replace(/(^|;)([isgb])[:=]/i, (_, before: string, letter: string) => `${before}${letter.toLowerCase()}=`);
	return plain !== text && isNodeId(plain) ? plain : undefined;
}

export const securityModes = ["None", "Sign", "SignAndEncrypt"] as const;

export const securityPolicies = [
	"None",
	"Basic128Rsa15",
	"Basic256",
	"Basic256Sha256",
	"Aes128_Sha256_RsaOaep",
	"Aes256_Sha256_RsaPss",
] as const;

/** Policies whose algorithms the OPC Foundation has withdrawn. */
export const withdrawnPolicies: ReadonlySet<string> = new Set(["Basic128Rsa15", "Basic256"]);

/** The short name of a policy, which may be written as a URI. */
export function policyName(text: string): string {
	return text.replace(/^http:\/\/opcfoundation\.org\/UA\/SecurityPolicy#/, "");
}
