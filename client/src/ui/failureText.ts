import type * as vscode from "vscode";
import type { ApiFailure } from "../fleet/failures";

/** A failure in the user's words. */
export interface FailureText {
	/** Two or three words, for the end of a line. */
	readonly brief: string;
	/** One sentence: what happened. */
	readonly what: string;
	/** One sentence: what to do about it. */
	readonly remedy: string;
}

/** Whose failure it is. */
export interface FailureSubject {
	readonly contextName: string;
	/** The server's address as the kubeconfig has it. */
	readonly server: string;
}

/** Says what a failure means and what to do. Holds no credentials, whatever the failure's detail holds. */
export function failureText(
	failure: ApiFailure,
	subject: FailureSubject,
	l10n: Pick<typeof vscode.l10n, "t">,
): FailureText {
	const server = withoutUser(subject.server);
	switch (failure.kind) {
		case "unreachable":
			return unreachableText(failure.code, redact(failure.detail), server, l10n);
		case "timeout":
			return {
				brief: l10n.t("no answer"),
				what: l10n.t("{0} did not answer within {1} seconds.", server, Math.round(failure.milliseconds / 1000)),
				remedy: l10n.t("Check the link to the site and whether a VPN or tunnel is up; it is tried again by itself."),
			};
		case "tls":
			return tlsText(failure.code, redact(failure.detail), server, subject.contextName, l10n);
		case "credentials":
			return credentialsText(redact(failure.detail), subject, l10n);
		case "unauthorized":
			return {
				brief: l10n.t("credential refused"),
				what: l10n.t(
					"{0} does not accept the credential of context “{1}”: expired, revoked or wrong.",
					server,
					subject.contextName,
				),
				remedy: l10n.t("Log in again or renew the credential in the kubeconfig, then reload the clusters."),
			};
		case "forbidden":
			return forbiddenText(redact(failure.detail), l10n);
		case "notFound":
			return {
				brief: l10n.t("not found"),
				what: l10n.t("{0} does not have what was asked for: {1}", server, redact(failure.detail)),
				remedy: l10n.t("Check that the address in the kubeconfig is that of a Kubernetes API server."),
			};
		case "conflict":
			return {
				brief: l10n.t("conflict"),
				what: l10n.t("Somebody else changed or owns what was to be written: {0}", redact(failure.detail)),
				remedy: l10n.t("Look at what changed, then try again."),
			};
		case "gone":
			return {
				brief: l10n.t("too old"),
				what: l10n.t("The version to go on from is too old for {0}.", server),
				remedy: l10n.t("Nothing is to be done; everything is listed anew."),
			};
		case "invalid":
			return {
				brief: l10n.t("invalid"),
				what: l10n.t("The server refuses the object: {0}", redact(failure.detail)),
				remedy: l10n.t("Correct the fields that are named, then try again."),
			};
		case "unknownKind":
			return {
				brief: l10n.t("kind not served"),
				what: l10n.t("{0} does not serve {1} of {2}.", server, failure.objectKind, failure.apiVersion),
				remedy: l10n.t("Install the CRD of this kind, or correct apiVersion and kind."),
			};
		case "refused":
			return {
				brief: l10n.t("HTTP {0}", failure.status),
				what: l10n.t("{0} answers HTTP {1}: {2}", server, failure.status, redact(failure.detail)),
				remedy:
					failure.status >= 500 || failure.status === 429
						? l10n.t("The server is in trouble or overloaded; it is tried again by itself.")
						: l10n.t("Check that the address in the kubeconfig is that of a Kubernetes API server."),
			};
		case "protocol":
			return {
				brief: l10n.t("not Kubernetes"),
				what: l10n.t("{0} does not answer as a Kubernetes API server does: {1}", server, redact(failure.detail)),
				remedy: l10n.t("Check the address in the kubeconfig, and whether a proxy or a login page stands in between."),
			};
		case "cancelled":
			return {
				brief: l10n.t("cancelled"),
				what: l10n.t("The request was cancelled."),
				remedy: l10n.t("Try again when you like."),
			};
	}
}

function unreachableText(
	code: string,
	detail: string,
	server: string,
	l10n: Pick<typeof vscode.l10n, "t">,
): FailureText {
	switch (code) {
		case "ECONNREFUSED":
			return {
				brief: l10n.t("connection refused"),
				what: l10n.t("Nothing listens at {0}.", server),
				remedy: l10n.t("Check that the API server runs and that the kubeconfig has the right port."),
			};
		case "ENOTFOUND":
		case "EAI_AGAIN":
			return {
				brief: l10n.t("unknown host"),
				what: l10n.t("The host name of {0} cannot be resolved.", server),
				remedy: l10n.t("Check the name in the kubeconfig, the DNS and whether a VPN is needed."),
			};
		case "EHOSTUNREACH":
		case "ENETUNREACH":
		case "EHOSTDOWN":
		case "ENETDOWN":
			return {
				brief: l10n.t("no route"),
				what: l10n.t("There is no route to {0}.", server),
				remedy: l10n.t("Check the link to the site and whether a VPN or tunnel is up; it is tried again by itself."),
			};
		case "ETIMEDOUT":
			return {
				brief: l10n.t("no answer"),
				what: l10n.t("{0} did not answer.", server),
				remedy: l10n.t("Check the link to the site and whether a firewall drops the connection."),
			};
		default:
			return {
				brief: l10n.t("link broken"),
				what: l10n.t("The connection to {0} broke off ({1}).", server, code || detail),
				remedy: l10n.t("Check the link to the site; it is tried again by itself."),
			};
	}
}

function tlsText(
	code: string,
	detail: string,
	server: string,
	contextName: string,
	l10n: Pick<typeof vscode.l10n, "t">,
): FailureText {
	switch (code) {
		case "CERT_HAS_EXPIRED":
			return {
				brief: l10n.t("certificate expired"),
				what: l10n.t("The certificate of {0} has expired.", server),
				remedy: l10n.t("Renew the server’s certificate (K3s renews its own when it restarts)."),
			};
		case "CERT_NOT_YET_VALID":
			return {
				brief: l10n.t("certificate not yet valid"),
				what: l10n.t("The certificate of {0} is not valid yet.", server),
				remedy: l10n.t("Check the clocks of this machine and of the server."),
			};
		case "ERR_TLS_CERT_ALTNAME_INVALID":
		case "HOSTNAME_MISMATCH":
			return {
				brief: l10n.t("certificate of another name"),
				what: l10n.t("The certificate of {0} was made for another name.", server),
				remedy: l10n.t("Use a name that the certificate holds, or set tls-server-name in the kubeconfig."),
			};
		case "SELF_SIGNED_CERT_IN_CHAIN":
		case "DEPTH_ZERO_SELF_SIGNED_CERT":
		case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
		case "UNABLE_TO_GET_ISSUER_CERT":
		case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
		case "CERT_SIGNATURE_FAILURE":
		case "CERT_UNTRUSTED":
			return {
				brief: l10n.t("certificate not trusted"),
				what: l10n.t(
					"The certificate of {0} is not signed by an authority that context “{1}” trusts.",
					server,
					contextName,
				),
				remedy: l10n.t("Put the cluster’s authority into certificate-authority-data of the kubeconfig."),
			};
		default:
			return {
				brief: l10n.t("TLS failed"),
				what: l10n.t("No secure connection to {0} could be made: {1}", server, detail || code),
				remedy: l10n.t("Check the address, the certificates and whether a proxy stands in between."),
			};
	}
}

function credentialsText(
	detail: string,
	{ contextName, server }: FailureSubject,
	l10n: Pick<typeof vscode.l10n, "t">,
): FailureText {
	const program = /spawn (.+) (?:ENOENT|EACCES)/.exec(detail)?.[1];
	if (program !== undefined) {
		return {
			brief: l10n.t("plugin not found"),
			what: l10n.t(
				"Context “{0}” gets its credential from “{1}”, and this program cannot be started.",
				contextName,
				program,
			),
			remedy: l10n.t("Install “{0}” and make sure that it is on the PATH that VS Code was started with.", program),
		};
	}
	if (server === "") {
		return {
			brief: l10n.t("cluster not defined"),
			what: l10n.t("Context “{0}” names a cluster that the kubeconfig does not define.", contextName),
			remedy: l10n.t("Add the cluster to the kubeconfig, or remove the context."),
		};
	}
	return {
		brief: l10n.t("no credential"),
		what: l10n.t("No credential could be made for context “{0}”: {1}", contextName, firstLine(detail)),
		remedy: l10n.t(
			"Correct the user of this context in the kubeconfig, or log in with its credential plugin, then reload the clusters.",
		),
	};
}

function forbiddenText(detail: string, l10n: Pick<typeof vscode.l10n, "t">): FailureText {
	const right = /cannot (\S+) resource "([^"]+)" in API group "([^"]*)"/.exec(detail);
	if (right === null) {
		return {
			brief: l10n.t("no permission"),
			what: l10n.t("You have no permission: {0}", firstLine(detail)),
			remedy: l10n.t("Ask an administrator of the cluster for this right."),
		};
	}
	const [, verb = "", resource = "", group = ""] = right;
	const full = group === "" ? resource : `${resource}.${group}`;
	return {
		brief: l10n.t("no permission to {0}", verb),
		what: l10n.t("You have no permission to {0} {1}.", verb, full),
		remedy:
			verb === "list" || verb === "watch"
				? l10n.t("Ask an administrator of the cluster for the right to list and watch {0}.", full)
				: l10n.t("Ask an administrator of the cluster for the right to {0} {1}.", verb, full),
	};
}

/** The address without a user and password that may stand in it. */
function withoutUser(server: string): string {
	return server.replace(/\/\/[^/@]*@/, "//");
}

function firstLine(text: string): string {
	const line = text.trim().split("\n", 1)[0] ?? "";
	return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** Text of others without what looks like a credential. */
function redact(text: string): string {
	return withoutUser(text)
		.replace(/\beyJ[\w-]{8,}(\.[\w-]*)*/g, "…")
		.replace(/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, "$1 …")
		.replace(/\b(token|password|passwd|secret|key)(["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;]+)/gi, "$1$2…")
		.replace(/-----BEGIN [\s\S]*?(-----END [^-]*-----|$)/g, "…");
}
