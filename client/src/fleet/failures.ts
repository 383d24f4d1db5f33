/** One cause inside a Kubernetes `Status`, for example the field that a validation refuses or the manager that owns it. */
export interface StatusCause {
	readonly reason?: string;
	readonly message?: string;
	/** The field's path, for example `.spec.replicas`. */
	readonly field?: string;
}

/** Why a request to a cluster did not give what was asked. */
export type ApiFailure =
	/** No connection: refused, reset, no such host, no route, broken in mid-answer. */
	| { readonly kind: "unreachable"; readonly code: string; readonly detail: string }
	/** The server's certificate is not trusted or the TLS handshake fails. */
	| { readonly kind: "tls"; readonly code: string; readonly detail: string }
	/** No credential could be made: a plugin failed, a file is missing, the kubeconfig is incomplete. */
	| { readonly kind: "credentials"; readonly detail: string }
	/** 401: the server does not accept the credential (expired, revoked, wrong). */
	| { readonly kind: "unauthorized"; readonly detail: string }
	/** 403: the user is known but lacks the right. */
	| { readonly kind: "forbidden"; readonly detail: string }
	/** 404. */
	| { readonly kind: "notFound"; readonly detail: string }
	/** 409: somebody else changed or owns what was to be written. */
	| { readonly kind: "conflict"; readonly detail: string; readonly causes: readonly StatusCause[] }
	/** 410: the version to watch from is too old; list again. */
	| { readonly kind: "gone"; readonly detail: string }
	/** 422: the object breaks a rule of its schema or of admission. */
	| { readonly kind: "invalid"; readonly detail: string; readonly causes: readonly StatusCause[] }
	/** The server does not serve this kind. */
	| { readonly kind: "unknownKind"; readonly apiVersion: string; readonly objectKind: string }
	/** Any other refusal. */
	| { readonly kind: "refused"; readonly status: number; readonly detail: string }
	/** An answer that is not what the Kubernetes API promises. */
	| { readonly kind: "protocol"; readonly detail: string }
	| { readonly kind: "timeout"; readonly milliseconds: number }
	| { readonly kind: "cancelled" };

/** Thrown by everything that talks to a cluster; `failure` says what went wrong, `message` says it in English for logs. */
export class ApiError extends Error {
	override readonly name = "ApiError";

	constructor(readonly failure: ApiFailure) {
		super("detail" in failure ? `${failure.kind}: ${failure.detail}` : failure.kind);
	}
}

/** The failure behind anything that was thrown; errors that are not ours count as a broken protocol, with their message. */
export function failureOf(thrown: unknown): ApiFailure {
	if (thrown instanceof ApiError) return thrown.failure;
	return { kind: "protocol", detail: thrown instanceof Error ? thrown.message : String(thrown) };
}
