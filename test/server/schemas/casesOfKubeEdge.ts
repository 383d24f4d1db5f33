import type { KindCases } from "./cases";

const desired = { value: "21.5", metadata: { timestamp: "1740816000000", type: "double" } };

/** Kinds of KubeEdge. */
export const casesOfKubeEdge: readonly KindCases[] = [
	{
		id: "devices.kubeedge.io/v1beta1/Device",
		object: {
			apiVersion: "devices.kubeedge.io/v1beta1",
			kind: "Device",
			metadata: { name: "freezer-01", namespace: "default" },
			spec: {
				deviceModelRef: { name: "freezer" },
				nodeName: "edge-node-1",
				protocol: { protocolName: "modbus", configData: { slaveID: 1 } },
				properties: [
					{
						name: "temperature",
						collectCycle: 5000,
						reportCycle: 10000,
						reportToCloud: true,
						desired,
						pushMethod: { mqtt: { address: "tcp://127.0.0.1:1883", qos: 1 } },
						visitors: { protocolName: "modbus", configData: { register: "HoldingRegister", offset: 2 } },
					},
				],
				methods: [{ name: "cool", propertyNames: ["temperature"] }],
				stateReport: { reportCycle: 60000, reportToCloud: true },
			},
		},
		cases: [
			{ title: "what an older release left in status", change: { "/status": { twins: [{ propertyName: "a" }] } } },
			{
				title: "no protocol and no visitors",
				change: { "/spec/protocol": undefined, "/spec/properties/0/visitors": undefined },
			},
			{
				title: "the layout of v1alpha2",
				change: {
					"/spec/protocol": { modbus: { slaveID: 1 } },
					"/spec/nodeSelector": {},
					"/spec/propertyVisitors": [],
				},
				errors: [
					"/spec additionalProperties nodeSelector",
					"/spec additionalProperties propertyVisitors",
					"/spec/protocol additionalProperties modbus",
				],
			},
			{
				title: "a desired number",
				change: { "/spec/properties/0/desired/value": 21.5 },
				errors: ["/spec/properties/0/desired/value type"],
			},
			{
				title: "a desired value that is missing",
				change: { "/spec/properties/0/desired": { metadata: {} } },
				errors: ["/spec/properties/0/desired required value"],
			},
			{
				title: "a cycle with its unit",
				change: { "/spec/properties/0/collectCycle": "5s" },
				errors: ["/spec/properties/0/collectCycle type"],
			},
			{
				title: "a number beyond 64 bits",
				change: { "/spec/properties/0/collectCycle": 2 ** 63 },
				errors: ["/spec/properties/0/collectCycle format"],
			},
			{
				title: "a number beyond 32 bits",
				change: { "/spec/properties/0/pushMethod/mqtt/qos": 2 ** 31 },
				errors: ["/spec/properties/0/pushMethod/mqtt/qos format"],
				server: { accepts: true, reason: "only the controller, which is written in Go, chokes on it" },
			},
			{ title: "a property that is null", change: { "/spec/properties": [null] }, errors: ["/spec/properties/0 type"] },
			{
				title: "properties as a map",
				change: { "/spec/properties": { temperature: {} } },
				errors: ["/spec/properties type"],
			},
		],
	},
	{
		id: "devices.kubeedge.io/v1alpha2/Device",
		object: {
			apiVersion: "devices.kubeedge.io/v1alpha2",
			kind: "Device",
			metadata: { name: "freezer-01", namespace: "default" },
			spec: {
				deviceModelRef: { name: "freezer" },
				nodeSelector: {
					nodeSelectorTerms: [{ matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["a"] }] }],
				},
				protocol: {
					modbus: { slaveID: 1 },
					common: { com: { serialPort: "/dev/ttyUSB0", baudRate: 9600, dataBits: 8, parity: "even", stopBits: 1 } },
				},
				propertyVisitors: [
					{
						propertyName: "temperature",
						collectCycle: 5000,
						modbus: { register: "HoldingRegister", offset: 2, limit: 1, scale: 0.1 },
						bluetooth: { dataWrite: { ON: "AQ==" } },
					},
				],
			},
			status: { twins: [{ propertyName: "temperature", desired, reported: desired }] },
		},
		cases: [
			{
				title: "a register in another notation",
				change: { "/spec/propertyVisitors/0/modbus/register": "holding" },
				errors: ["/spec/propertyVisitors/0/modbus/register enum"],
			},
			{
				title: "a speed that no line has",
				change: { "/spec/protocol/common/com/baudRate": 9601 },
				errors: ["/spec/protocol/common/com/baudRate enum"],
			},
			{
				title: "bytes that are not base64",
				change: { "/spec/propertyVisitors/0/bluetooth/dataWrite/ON": "[1]" },
				errors: ["/spec/propertyVisitors/0/bluetooth/dataWrite/ON format"],
			},
			{
				title: "no terms",
				change: { "/spec/nodeSelector/nodeSelectorTerms": undefined },
				errors: ["/spec/nodeSelector required nodeSelectorTerms"],
			},
			{
				title: "the layout of v1beta1",
				change: { "/spec/nodeName": "a" },
				errors: ["/spec additionalProperties nodeName"],
			},
			{
				title: "a reported number",
				change: { "/status/twins/0/reported/value": 1 },
				errors: ["/status/twins/0/reported/value type"],
			},
		],
	},
	{
		id: "devices.kubeedge.io/v1beta1/DeviceModel",
		object: {
			apiVersion: "devices.kubeedge.io/v1beta1",
			kind: "DeviceModel",
			metadata: { name: "freezer", namespace: "default" },
			spec: {
				protocol: "modbus",
				properties: [
					{ name: "temperature", type: "DOUBLE", accessMode: "ReadWrite", minimum: "-40", maximum: "10", unit: "°C" },
				],
			},
		},
		cases: [
			{
				title: "a bare limit",
				change: { "/spec/properties/0/minimum": -40 },
				errors: ["/spec/properties/0/minimum type"],
			},
			{
				title: "a type in small letters",
				change: { "/spec/properties/0/type": "double" },
				errors: ["/spec/properties/0/type enum"],
			},
			{
				title: "a nested type",
				change: { "/spec/properties/0/type": { double: {} } },
				errors: ["/spec/properties/0/type enum", "/spec/properties/0/type type"],
			},
			{
				title: "another access mode",
				change: { "/spec/properties/0/accessMode": "WriteOnly" },
				errors: ["/spec/properties/0/accessMode enum"],
			},
		],
	},
	{
		id: "devices.kubeedge.io/v1alpha2/DeviceModel",
		object: {
			apiVersion: "devices.kubeedge.io/v1alpha2",
			kind: "DeviceModel",
			metadata: { name: "freezer", namespace: "default" },
			spec: {
				properties: [
					{ name: "temperature", type: { double: { accessMode: "ReadOnly", minimum: -40.5, maximum: 10 } } },
				],
			},
		},
		cases: [
			{
				title: "a limit in quotes",
				change: { "/spec/properties/0/type/double/minimum": "-40" },
				errors: ["/spec/properties/0/type/double/minimum type"],
			},
			{
				title: "a type as a word",
				change: { "/spec/properties/0/type": "DOUBLE" },
				errors: ["/spec/properties/0/type type"],
			},
			{
				title: "a type that does not exist",
				change: { "/spec/properties/0/type": { integer: {} } },
				errors: ["/spec/properties/0/type additionalProperties integer"],
			},
		],
	},
	{
		id: "devices.kubeedge.io/v1beta1/DeviceStatus",
		object: {
			apiVersion: "devices.kubeedge.io/v1beta1",
			kind: "DeviceStatus",
			metadata: { name: "freezer-01", namespace: "default" },
			status: {
				state: "online",
				lastOnlineTime: "2025-03-01T08:00:00Z",
				extensions: { firmware: { version: 3 } },
				twins: [{ propertyName: "temperature", observedDesired: desired, reported: desired }],
			},
		},
		cases: [
			{
				title: "anything in spec",
				change: { "/spec": { desired: 1 } },
				errors: ["/spec additionalProperties desired"],
			},
			{
				title: "metadata that is a number",
				change: { "/status/twins/0/reported/metadata/timestamp": 1740816000000 },
				errors: ["/status/twins/0/reported/metadata/timestamp type"],
			},
			{
				title: "desired in place of observedDesired",
				change: { "/status/twins/0/desired": desired },
				errors: ["/status/twins/0 additionalProperties desired"],
			},
		],
	},
	{
		id: "devices.kubeedge.io/v1alpha2/DeviceStatus",
		object: {
			apiVersion: "devices.kubeedge.io/v1alpha2",
			kind: "DeviceStatus",
			metadata: { name: "freezer-01", namespace: "default" },
			twins: [{ propertyName: "temperature", desired, reported: desired }],
		},
		cases: [
			{
				title: "a status, which this version lacks",
				change: { "/status": {} },
				errors: ["/ additionalProperties status"],
			},
			{
				title: "a twin without a value",
				change: { "/twins/0/desired": {} },
				errors: ["/twins/0/desired required value"],
			},
		],
	},
	{
		id: "apps.kubeedge.io/v1alpha1/NodeGroup",
		object: {
			apiVersion: "apps.kubeedge.io/v1alpha1",
			kind: "NodeGroup",
			metadata: { name: "zone-a" },
			spec: { nodes: ["edge-node-1"], matchLabels: { zone: "a" } },
		},
		cases: [
			{ title: "no spec", change: { "/spec": undefined }, errors: ["/ required spec"] },
			{ title: "labels as a list", change: { "/spec/matchLabels": ["zone=a"] }, errors: ["/spec/matchLabels type"] },
			{
				title: "a selector of another NodeGroup",
				change: { "/spec/selector": {} },
				errors: ["/spec additionalProperties selector"],
			},
		],
	},
];
