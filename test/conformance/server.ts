import { readFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import type { ControlPlane } from "../../tools/kubernetes/controlPlane";

/** One thing that the API server has against an object. */
export interface Cause {
	readonly field?: string;
	readonly message?: string;
	readonly reason?: string;
}

/** What the API server says of an object. */
export interface Answer {
	readonly accepts: boolean;
	readonly message: string;
	readonly causes: readonly Cause[];
	/** The object as the server would keep it, where it accepts. */
	readonly kept: unknown;
}

interface Reply {
	readonly status: number;
	readonly text: string;
}

interface StatusBody {
	readonly message?: string;
	readonly details?: { readonly causes?: readonly Cause[] };
}

/**
 * Asks an API server what it would do with objects. Unlike the test bed's own client it keeps its connections, without
 * which thousands of questions take minutes.
 */
export class Interrogator {
	private constructor(
		private readonly cluster: ControlPlane,
		private readonly agent: Agent,
	) {}

	static async start(cluster: ControlPlane, connections: number): Promise<Interrogator> {
		const ca = await readFile(cluster.caFile);
		return new Interrogator(cluster, new Agent({ ca, keepAlive: true, maxSockets: connections }));
	}

	/**
	 * Has the server try to create an object.
	 *
	 * @param path the collection, such as `/api/v1/namespaces/default/pods`
	 * @throws Error where the server itself fails
	 */
	async create(path: string, object: object): Promise<Answer> {
		const { status, text } = await this.insist(`${path}?dryRun=All`, JSON.stringify(object));
		if (status >= 500 || status === 404 || status === 429) {
			throw new Error(`POST ${path} gave ${status}: ${text}\n${JSON.stringify(object)}`);
		}
		const body = JSON.parse(text) as StatusBody;
		const accepts = status < 300;
		return {
			accepts,
			message: accepts ? "" : (body.message ?? text),
			causes: accepts ? [] : (body.details?.causes ?? []),
			kept: accepts ? body : undefined,
		};
	}

	/** Closes the connections. */
	end(): void {
		this.agent.destroy();
	}

	/**
	 * Asks again where the connection breaks, which changes nothing: a connection that was kept may be closed just when
	 * it is used again. Where it breaks each time, the object breaks the server.
	 */
	private async insist(path: string, text: string): Promise<Reply> {
		for (let attempt = 1; ; attempt++) {
			try {
				return await this.post(path, text);
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== "ECONNRESET") throw error;
				if (attempt === 3) return { status: 400, text: JSON.stringify({ message: "The server breaks off" }) };
			}
		}
	}

	private post(path: string, text: string): Promise<Reply> {
		const { url, tokens } = this.cluster;
		const headers = {
			authorization: `Bearer ${tokens.admin}`,
			accept: "application/json",
			"content-type": "application/json",
			"content-length": Buffer.byteLength(text),
		};
		return new Promise((resolve, reject) => {
			const sent = request(
				`${url}${path}`,
				{ method: "POST", agent: this.agent, headers, timeout: 60_000 },
				(answer) => {
					const chunks: Buffer[] = [];
					answer.on("data", (chunk: Buffer) => chunks.push(chunk));
					answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
					answer.on("error", reject);
				},
			);
			sent.on("timeout", () => sent.destroy(new Error(`POST ${path}: no answer for 60 s`)));
			sent.on("error", reject);
			sent.end(text);
		});
	}
}

/** Does something with all values, so many at a time, and keeps their order. */
export async function mapConcurrently<T, R>(
	values: readonly T[],
	atOnce: number,
	map: (value: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const work = async (): Promise<void> => {
		while (next < values.length) {
			const index = next++;
			results[index] = await map(values[index] as T);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	return results;
}
