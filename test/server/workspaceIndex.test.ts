import { strict as assert } from "node:assert";
import { WorkspaceIndex } from "../../server/src/engine/semantic/workspaceIndex";
import { type FileSnapshot, fileSnapshot } from "../../server/src/engine/snapshot";
import { Random } from "../conformance/random";

const kinds = ["Device", "DeviceModel", "Node"];
const names = ["a", "b", "c", "d"];

function randomFile(uri: string, random: Random, former: FileSnapshot | undefined): FileSnapshot | undefined {
	if (random.chance(0.2)) return undefined;
	const documents = Array.from(
		{ length: random.below(4) },
		() => `apiVersion: v1\nkind: ${random.pick(kinds)}\nmetadata:\n  name: ${random.pick(names)}\n`,
	);
	return fileSnapshot(uri, documents.join("---\n"), former);
}

/** Everything that an index can tell, as places. */
function told(index: WorkspaceIndex): unknown {
	return index.kinds.map((kind) => [
		kind,
		index.ofKind(kind).map(({ uri, name }) => `${uri} ${name}`),
		names.map((name) => index.named(kind, name).map(({ uri }) => uri)),
	]);
}

describe("the index of a workspace", () => {
	it("tells after any changes what one made at once tells", () => {
		const random = new Random(3);
		const files = new Map<string, FileSnapshot | undefined>();
		let index = WorkspaceIndex.empty;
		for (let step = 0; step < 1500; step++) {
			const changes = new Map<string, FileSnapshot | undefined>();
			for (let count = 1 + random.below(3); count > 0; count--) {
				const uri = `file:///${random.below(12)}.yaml`;
				changes.set(uri, randomFile(uri, random, files.get(uri)));
			}
			for (const [uri, file] of changes) files.set(uri, file);
			const before = told(index);
			const former = index;
			index = index.withFiles(changes);
			assert.deepEqual(told(former), before, `step ${step}: an index changed`);
			const fresh = WorkspaceIndex.empty.withFiles(files);
			for (const kind of fresh.kinds) {
				assert.deepEqual(placesOf(index, kind), placesOf(fresh, kind), `step ${step}`);
			}
			assert.deepEqual(index.kinds, fresh.kinds, `step ${step}`);
		}
	});
});

/** Within a file, objects that were there before may stand in another order. */
function placesOf(index: WorkspaceIndex, kind: string): unknown {
	return [
		index.ofKind(kind).map(({ uri }) => uri),
		index
			.ofKind(kind)
			.map(({ uri, name }) => `${uri} ${name}`)
			.toSorted(),
		names.map((name) => index.named(kind, name).map(({ uri }) => uri)),
	];
}
