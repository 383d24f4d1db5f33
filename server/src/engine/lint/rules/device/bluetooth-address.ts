import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { isOwn, ownConnectionOf, protocolOf, setting } from "../../../devices/settings";
import { visitedPropertiesOf } from "../../../devices/visitors";
import type { Rule } from "../../rule";

const mac = /^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/i;
/** 16 or 32 bits of the standard's, or 128 bits with or without dashes. */
const uuid = /^(?:0x)?(?:[0-9a-f]{4}|[0-9a-f]{8}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

export const bluetoothAddress: Rule = {
	id: "bluetooth-address",
	level: "warning",
	topic: "device",
	title: {
		en: "An address or a characteristic of Bluetooth is not written as such",
		"zh-cn": "蓝牙地址或特征标识的写法不正确",
	},
	why: {
		en: "A Bluetooth device has an address of six bytes, `BC:6A:29:AE:CC:96`; each value of it is a characteristic with a UUID of 16, 32 or 128 bits, `f000aa01-0451-4000-b000-000000000000`. With a digit too few the mapper looks for a device, or a value, that is not there.",
		"zh-cn":
			"蓝牙设备的地址是六个字节，例如 `BC:6A:29:AE:CC:96`；每个值是一个特征，其 UUID 为 16、32 或 128 位，例如 `f000aa01-0451-4000-b000-000000000000`。少写一位，mapper 就会去找不存在的设备或值。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, workspace, report }) {
		const connection = ownConnectionOf(object);
		const address = setting(connection, "macAddress");
		if (protocolOf(connection.protocol) === "bluetooth" && typeof address?.value === "string") {
			const { value, path } = address;
			if (value !== "" && !mac.test(value) && isOwn(address, object)) {
				report({
					path,
					message: {
						en: `"${value}" is no Bluetooth address: it is six bytes, such as BC:6A:29:AE:CC:96.`,
						"zh-cn": `"${value}" 不是蓝牙地址：应为六个字节，例如 BC:6A:29:AE:CC:96。`,
					},
				});
			}
		}
		for (const { name, protocol, visitor } of visitedPropertiesOf(object, workspace)) {
			const characteristic = setting(visitor, "characteristicUUID", "characteristicUuid");
			if (protocol !== "bluetooth" || typeof characteristic?.value !== "string") continue;
			const { value, path } = characteristic;
			if (value === "" || uuid.test(value) || !isOwn(characteristic, object)) continue;
			report({
				path,
				message: {
					en: `"${value}" of "${name}" is no UUID: it has 4, 8 or 32 hexadecimal digits, such as f000aa01-0451-4000-b000-000000000000.`,
					"zh-cn": `"${name}" 的 "${value}" 不是 UUID：应为 4、8 或 32 位十六进制数字，例如 f000aa01-0451-4000-b000-000000000000。`,
				},
			});
		}
	},
};
