import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Given out already by this process, perhaps not listened on yet. */
const given = new Set<number>();

/**
 * Finds a TCP port of an address of this machine (127.0.0.1 unless told) that nothing listens on. It is taken from below the range that the kernel gives to
 * outgoing connections, so that none of those takes it before it is used, or while its server is restarted.
 *
 * @throws Error where none is found
 */
export async function freePort(address = "127.0.0.1"): Promise<number> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const port = randomInt(20_000, 32_000);
		if (given.has(port) || !(await canListen(port, address))) continue;
		given.add(port);
		return port;
	}
	throw new Error(`No free TCP port found between 20000 and 32000 on ${address}`);
}

function canListen(port: number, address: string): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", () => resolve(false));
		server.listen(port, address, () => server.close(() => resolve(true)));
	});
}
