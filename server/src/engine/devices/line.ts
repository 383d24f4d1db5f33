import { type MapperSettings, numberOf, type Setting, setting, textOf } from "./settings";

/** What a device is attached to, as its settings say. */
export type Line =
	| { readonly kind: "serial"; readonly port: string; readonly setting: Setting }
	| { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly setting: Setting };

/** Names that mappers give to the serial port. */
export const serialPortNames = ["serialPort", "serialName"] as const;
const hostNames = ["ip", "host"] as const;

/**
 * The line that a device is attached to; `undefined` where its settings say none. Where they say both a serial port and
 * an address, `communicateMode` decides, and else the serial port: that is what KubeEdge's Modbus mapper does.
 */
export function lineOf(connection: MapperSettings): Line | undefined {
	const serial = setting(connection, ...serialPortNames);
	const port = textOf(serial);
	const host = setting(connection, ...hostNames);
	const address = textOf(host);
	const mode = textOf(setting(connection, "communicateMode"))?.toLowerCase();
	if (serial !== undefined && port !== undefined && port !== "" && mode !== "tcp") {
		return { kind: "serial", port, setting: serial };
	}
	if (host !== undefined && address !== undefined && address !== "" && mode !== "rtu") {
		return { kind: "tcp", host: address, port: numberOf(setting(connection, "port")) ?? 502, setting: host };
	}
	return undefined;
}

/** How characters are sent over a serial line; all devices on one line must agree on it. */
export const serialSettings = ["baudRate", "dataBits", "parity", "stopBits"] as const;
