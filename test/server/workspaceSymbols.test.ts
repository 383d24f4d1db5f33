import { strict as assert } from "node:assert";
import { ObjectSearch, type ObjectSymbol, objectSymbolsOf } from "../../server/src/engine/features/workspaceSymbols";
import { fileSnapshot } from "../../server/src/engine/snapshot";

const object = (kind: string, name: string, namespace?: string): ObjectSymbol => {
	return { kind, name, namespace, uri: "file:///a.yaml", span: { start: 0, end: 1 } };
};
const findObjects = (objects: readonly ObjectSymbol[], query: string, limit?: number) => {
	const search = new ObjectSearch(query);
	search.add(objects);
	return search.best(limit);
};
const found = (objects: readonly ObjectSymbol[], query: string) => findObjects(objects, query).map(({ name }) => name);

describe("objects of a workspace", () => {
	it("stand where their names are", () => {
		const text =
			"kind: Device\nmetadata:\n  name: one\n---\n# nothing\n---\nkind: List\n---\nkind: Pod\nmetadata: {name: two, namespace: ns}\n";
		const objects = objectSymbolsOf(fileSnapshot("file:///x.yaml", text));
		assert.deepEqual(
			objects.map(({ kind, name, namespace, span }) => [kind, name, namespace, text.slice(span.start, span.end)]),
			[
				["Device", "one", undefined, "one"],
				["List", "", undefined, "List"],
				["Pod", "two", "ns", "two"],
			],
		);
	});

	const some = [
		object("Device", "freezer-01", "store-001"),
		object("Device", "freezer-02", "store-002"),
		object("DeviceModel", "freezer"),
		object("Deployment", "till", "store-001"),
		object("Service", "deep-freezer", "store-001"),
	];

	it("are found by name, whole names first", () => {
		assert.deepEqual(found(some, "freezer"), ["freezer", "freezer-01", "freezer-02", "deep-freezer"]);
		assert.deepEqual(found(some, "FREEZER-02"), ["freezer-02"]);
		assert.deepEqual(found(some, "nothing"), []);
		assert.equal(found(some, "").length, some.length);
	});

	it("are found by kind and namespace as well, each word on its own", () => {
		assert.deepEqual(found(some, "deployment"), ["till"]);
		assert.deepEqual(found(some, "device store-002"), ["freezer-02"]);
		assert.deepEqual(found(some, "store-001/till"), ["till"]);
		assert.deepEqual(found(some, "service: freezer"), ["deep-freezer"]);
	});

	it("are found with letters left out", () => {
		assert.deepEqual(found(some, "frz02"), ["freezer-02"]);
		assert.ok(found(some, "dm").includes("freezer"));
	});

	it("are found at once among ten thousand", () => {
		const many = Array.from({ length: 10_000 }, (_, index) =>
			object("Device", `freezer-${index}`, `store-${index % 500}`),
		);
		findObjects(many, "warm up");
		const start = performance.now();
		for (const query of ["f", "fr", "frz", "freezer-9999", "device store-77"]) {
			assert.ok(findObjects(many, query).length > 0, query);
		}
		const spent = (performance.now() - start) / 5;
		assert.ok(spent < 200, `${spent.toFixed(0)} ms a query`);
		assert.equal(findObjects(many, "freezer", 50).length, 50);
		assert.equal(findObjects(many, "freezer-9999")[0]?.name, "freezer-9999");
	});
});
