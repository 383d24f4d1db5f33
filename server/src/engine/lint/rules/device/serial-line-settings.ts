import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { serialPortNames } from "../../../devices/line";
import { isOwn, numberOf, ownConnectionOf, protocolOf, setting, textOf } from "../../../devices/settings";
import { closest } from "../../../text/closest";
import type { Finding, Rule } from "../../rule";

/** Rates that serial ports of Linux know. */
const rates = new Set([
	50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800,
	500000, 576000, 921600, 1000000, 1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000,
	// Common on other systems and on industrial lines.
	14400, 28800, 31250, 56000, 76800, 128000, 187500, 250000, 256000,
]);

const parities = ["none", "even", "odd", "mark", "space", "n", "e", "o", "m", "s"];

/** As KubeEdge's Modbus mappers compare them. */
const exact = ["none", "even", "odd"];

export const serialLineSettings: Rule = {
	id: "serial-line-settings",
	level: "warning",
	topic: "device",
	title: {
		en: "A setting that no serial line has",
		"zh-cn": "串行线路参数无效",
	},
	why: {
		en: "Baud rate, data bits (5 to 8), parity (none, even, odd) and stop bits (1 or 2) must be as they are set on the device, or nothing but noise is read. KubeEdge's Modbus mapper compares the parity letter by letter and takes anything else, even `Even`, for none.",
		"zh-cn":
			"波特率、数据位（5 到 8）、校验（none、even、odd）和停止位（1 或 2）必须与设备上的设置一致，否则读到的只是噪声。KubeEdge 的 Modbus mapper 逐字比较校验方式，其他写法（包括 `Even`）一律当作无校验。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, report }) {
		// The schema of the older version says it already.
		if (object.version === "v1alpha2") return;
		const connection = ownConnectionOf(object);
		if (setting(connection, ...serialPortNames, "baudRate") === undefined) return;
		const numbers: readonly (readonly [string, (value: number) => boolean, string])[] = [
			["baudRate", (value) => rates.has(value), "9600, 19200, 115200"],
			["dataBits", (value) => [5, 6, 7, 8].includes(value), "5, 6, 7, 8"],
			["stopBits", (value) => [1, 1.5, 2].includes(value), "1, 2"],
		];
		for (const [name, fits, usual] of numbers) {
			const found = setting(connection, name);
			const value = numberOf(found);
			if (found === undefined || value === undefined || !isOwn(found, object) || fits(value)) continue;
			report({
				path: found.path,
				message: {
					en: `No serial line has ${name} ${value}. Write what is set on the device, for example ${usual}.`,
					"zh-cn": `串行线路没有 ${name} ${value} 这种设置。请按设备上的设置填写，例如 ${usual}。`,
				},
			});
		}
		const parity = setting(connection, "parity");
		const text = textOf(parity);
		if (parity === undefined || text === undefined || text === "" || !isOwn(parity, object)) return;
		const finding = parityFinding(text, parity.path, protocolOf(connection.protocol) === "modbus");
		if (finding !== undefined) report(finding);
	},
};

function parityFinding(text: string, path: Finding["path"], modbus: boolean): Finding | undefined {
	const lower = text.toLowerCase();
	if (!parities.includes(lower)) {
		const [meant] = closest(text, exact);
		return {
			path,
			message: {
				en: `"${text}" is no parity. Write none, even or odd, as set on the device.`,
				"zh-cn": `"${text}" 不是校验方式。请按设备上的设置填写 none、even 或 odd。`,
			},
			fixes: meant === undefined ? [] : [changeTo(meant, path)],
		};
	}
	const meant = exact.find((one) => one.startsWith(lower.charAt(0)) && (lower.length === 1 || lower === one));
	// All that such a mapper does not know is none for it, which is right for `None` and `N`.
	if (!modbus || meant === undefined || meant === "none" || meant === text) return undefined;
	return {
		path,
		severity: "hint",
		message: {
			en: `KubeEdge's Modbus mapper takes "${text}" for no parity at all: it knows "${meant}" only in this spelling. Write "${meant}", unless your mapper wants "${text}".`,
			"zh-cn": `KubeEdge 的 Modbus mapper 会把 "${text}" 当作无校验，它只认 "${meant}" 这种写法。除非您的 mapper 要求 "${text}"，否则请写 "${meant}"。`,
		},
		fixes: [changeTo(meant, path)],
	};
}

function changeTo(meant: string, path: Finding["path"]) {
	return {
		title: { en: `Change to "${meant}"`, "zh-cn": `改为 "${meant}"` },
		changes: [{ set: path, to: meant }],
	};
}
