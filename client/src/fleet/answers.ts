import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { ApiError, type ApiFailure, type StatusCause } from "./failures";

/** No answer of the Kubernetes API that Edgewise asks for is larger; a bigger one is cut off rather than held in memory. */
const largestAnswer = 256 * 1024 * 1024;

/** How many bytes may be read, of one answer or of several that share the budget. */
export class ByteBudget {
	private left: number;

	constructor(private readonly bytes: number) {
		this.left = bytes;
	}

	/** @throws ApiError where that is more than is left */
	take(bytes: number): void {
		this.left -= bytes;
		if (this.left < 0) {
			throw new ApiError({ kind: "protocol", detail: `the answer is larger than ${this.bytes} bytes` });
		}
	}
}

/** The lines of a byte stream, without their line ends; a last line needs none. Throws what the stream throws. */
export async function* splitLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string, void, void> {
	let parts: Buffer[] = [];
	for await (const chunk of stream) {
		let start = 0;
		for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
			parts.push(chunk.subarray(start, end));
			yield Buffer.concat(parts).toString("utf8").replace(/\r$/, "");
			parts = [];
			start = end + 1;
		}
		if (start < chunk.length) parts.push(chunk.subarray(start));
	}
	if (parts.length > 0) yield Buffer.concat(parts).toString("utf8");
}

/**
 * The text of an answer, unpacked where it comes compressed.
 *
 * @param budget what the answer may take; what is read is taken off
 * @throws ApiError where the link breaks, the signal says so, or the answer is too large
 */
export async function readAll(
	response: IncomingMessage,
	signal?: AbortSignal,
	budget = new ByteBudget(largestAnswer),
): Promise<string> {
	const chunks: Buffer[] = [];
	const abort = () => response.destroy(new ApiError({ kind: "cancelled" }));
	signal?.addEventListener("abort", abort, { once: true });
	if (signal?.aborted) abort();
	try {
		for await (const chunk of unpacked(response)) {
			budget.take(chunk.length);
			chunks.push(chunk);
		}
		return Buffer.concat(chunks).toString("utf8");
	} catch (error) {
		throw error instanceof ApiError ? error : new ApiError(failureFromError(error));
	} finally {
		signal?.removeEventListener("abort", abort);
	}
}

function unpacked(response: IncomingMessage): AsyncIterable<Buffer> {
	if (response.headers["content-encoding"] !== "gzip") return response;
	const unzip = createGunzip();
	// What breaks the link ends the unpacking, and the other way round.
	pipeline(response, unzip, () => {});
	return unzip;
}

/** What an error of Node's network code means. */
export function failureFromError(error: unknown): ApiFailure {
	const { code = "", message = String(error) } = error as { code?: string; message?: string };
	if (/^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|ERR_SSL|EPROTO|HOSTNAME_MISMATCH)/.test(code)) {
		return { kind: "tls", code, detail: message };
	}
	if (code.startsWith("Z_")) return { kind: "protocol", detail: `the answer cannot be unpacked: ${message}` };
	return { kind: "unreachable", code, detail: message };
}

/** What an answer with an HTTP status of 400 or more means; its text holds a Kubernetes `Status` or anything else. */
export function failureFromStatus(status: number, text: string): ApiFailure {
	let detail = "";
	let causes: readonly StatusCause[] = [];
	try {
		const answer = JSON.parse(text) as { message?: unknown; details?: { causes?: StatusCause[] } };
		if (typeof answer.message === "string") detail = answer.message;
		if (Array.isArray(answer.details?.causes)) causes = answer.details.causes;
	} catch {
		detail = text.trim().slice(0, 300);
	}
	detail ||= `HTTP ${status}`;
	switch (status) {
		case 401:
			return { kind: "unauthorized", detail };
		case 403:
			return { kind: "forbidden", detail };
		case 404:
			return { kind: "notFound", detail };
		case 409:
			return { kind: "conflict", detail, causes };
		case 410:
			return { kind: "gone", detail };
		case 422:
			return { kind: "invalid", detail, causes };
		default:
			return { kind: "refused", status, detail };
	}
}
