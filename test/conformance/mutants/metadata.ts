import type { Random } from "../random";
import type { Place } from "../shape";
import { fieldsOf, type Mistake, type Operator } from "./operator";

const longLabel = "a".repeat(63);
const longName = Array(4).fill(longLabel).join(".").slice(0, 253);

const names: readonly unknown[] = [
	"Sample",
	"sample_1",
	"样品",
	"sample.",
	"-sample",
	"sample-",
	".sample",
	"a..b",
	"a.b",
	"sample one",
	"sample/one",
	"1",
	"0a",
	"a",
	longLabel,
	`${longLabel}a`,
	longName,
	`${longName}a`,
	"",
	1,
	true,
	["sample"],
	"sample\n",
	"sample%41",
	"..",
	"sämple",
];

const keys: readonly string[] = [
	"app",
	"app.kubernetes.io/name",
	"App",
	"APP.io/name",
	"-app",
	"app-",
	"app_1",
	"app name",
	"a/b/c",
	"/app",
	"app/",
	"门店",
	longLabel,
	`${longLabel}a`,
	`${longName}/app`,
	`${longName}a/app`,
	`a.io/${longLabel}`,
	`a.io/${longLabel}a`,
	"1",
	"a..b/c",
	"",
];

const labelValues: readonly unknown[] = [
	"",
	"edge",
	"Edge_1.a",
	"edge one",
	"-edge",
	"edge-",
	"门店",
	longLabel,
	`${longLabel}a`,
	1,
	true,
	null,
	["edge"],
	"a/b",
	"a:b",
];

const annotationValues: readonly unknown[] = ["", "门店 42", "a\nb", "a".repeat(2000), 1, true, null, ["a"], {}, "-"];

const finalizers: readonly unknown[] = [
	"theriseunion.io/cleanup",
	"cleanup",
	"a b",
	"UPPER/x",
	"a.io/",
	"",
	1,
	null,
	"foregroundDeletion",
	"门店",
];

const namespaces: readonly unknown[] = [
	"default",
	"Default",
	"edge_system",
	"edge.system",
	"",
	1,
	"门店",
	`${longLabel}a`,
	null,
];

const owner = { apiVersion: "v1", kind: "ConfigMap", name: "owner", uid: "3b6e0f1c-0000-4000-8000-000000000001" };
const owners: readonly unknown[] = [
	[owner],
	[{ ...owner, controller: true, blockOwnerDeletion: false }],
	[{ ...owner, controller: "true" }],
	[{ ...owner, uid: "" }],
	[{ ...owner, kind: undefined }],
	[{ ...owner, apiVersion: "" }],
	[{ ...owner, apiVersion: "apps/v1" }],
	[{ ...owner, apiVersion: "apps/" }],
	[{ ...owner, apiVersion: "/v1" }],
	[{ ...owner, apiVersion: "https://example.com" }],
	[{ ...owner, kind: "Event" }],
	[{ ...owner, unknown: 1 }],
	[
		{ ...owner, controller: true },
		{ ...owner, name: "other", uid: "other", controller: true },
	],
	owner,
	[],
	[null],
	["owner"],
];

const serverFields: readonly (readonly [string, unknown])[] = [
	["creationTimestamp", "2024-02-29T12:30:00Z"],
	["creationTimestamp", null],
	["creationTimestamp", "yesterday"],
	["creationTimestamp", ""],
	["creationTimestamp", "2024-02-29"],
	["creationTimestamp", 1],
	["generation", 1],
	["generation", "1"],
	["generation", 1.5],
	["generation", -1],
	["uid", "x"],
	["uid", 1],
	["selfLink", "/x"],
	["selfLink", false],
	["deletionGracePeriodSeconds", 30],
	["deletionGracePeriodSeconds", "30"],
	["generateName", "sample-"],
	["generateName", "Sample-"],
	["generateName", "sample."],
	["generateName", ""],
	["generateName", 1],
	["labels", []],
	["labels", "a=b"],
	["labels", null],
	["labels", {}],
	["annotations", []],
	["annotations", [{ name: "a", value: "b" }]],
	["finalizers", "cleanup"],
	["finalizers", {}],
	["managedFields", []],
	["managedFields", {}],
	["lables", { app: "edge" }],
	["annotation", { note: "x" }],
	["nodeName", "x"],
	["Name", "x"],
];

type Change = (metadata: Readonly<Record<string, unknown>>, random: Random) => Record<string, unknown>;

const changes: readonly Change[] = [
	(metadata, random) => ({ ...metadata, name: random.pick(names) }),
	(metadata, random) => ({ ...metadata, name: random.pick(names) }),
	(metadata, random) => ({ ...metadata, labels: { ...fieldsOf(metadata.labels), [random.pick(keys)]: "edge" } }),
	(metadata, random) => ({ ...metadata, labels: { app: random.pick(labelValues) } }),
	(metadata, random) => ({ ...metadata, annotations: { [random.pick(keys)]: "edge" } }),
	(metadata, random) => ({ ...metadata, annotations: { note: random.pick(annotationValues) } }),
	(metadata, random) => ({ ...metadata, finalizers: [random.pick(finalizers)] }),
	(metadata, random) => ({ ...metadata, namespace: random.pick(namespaces) }),
	(metadata, random) => ({ ...metadata, ownerReferences: random.pick(owners) }),
	(metadata, random) => {
		const [field, value] = random.pick(serverFields);
		return { ...metadata, [field]: value };
	},
	({ name: _name, ...rest }) => rest,
	({ name, ...rest }) => ({ ...rest, generateName: `${String(name)}-` }),
];

/** What can go wrong with an object's name, labels and the like; it works on the metadata of the object itself. */
export const metadataOperator: Operator = {
	mistake: "bad name" satisfies Mistake,
	fits: ({ path }: Place) => path.length === 1 && path[0] === "metadata",
	// As JSON has it: fields that are undefined are not there.
	spoil: (value, { random }) => JSON.parse(JSON.stringify(random.pick(changes)(fieldsOf(value), random))) as unknown,
};
