import { strict as assert } from "node:assert";
import { AnalysisHost } from "../../../server/src/engine";
import type { ManifestObject } from "../../../server/src/engine/semantic/objects";
import { distanceOf } from "../../../server/src/engine/semantic/references/folders";
import { looksMistyped } from "../../../server/src/engine/semantic/references/likeness";
import { LikenessIndex } from "../../../server/src/engine/semantic/references/likenessIndex";
import { isClose, meantByLabel, meantByName, nearOfKind } from "../../../server/src/engine/semantic/references/nearby";
import { Random } from "../../conformance/random";
import { builtSchemas } from "../../support/engine";

/** What is looked up in indexes has to be what comparing each with each gives. */
describe("objects around a file", () => {
	const kind = "/ConfigMap";
	const folders = [
		"",
		"sites",
		"sites/north",
		"sites/north/till",
		"sites/south",
		"sites/south/deep/er",
		"base",
		"base-2",
	];
	const words = [
		"settings",
		"setings",
		"settnigs",
		"Settings",
		"printer",
		"printre",
		"till",
		"tills",
		"store-1",
		"store-2",
	];

	/** Files in all folders with names that resemble each other, and kustomizations over some of them. */
	function workspaceOf(seed: number) {
		const random = new Random(seed);
		const host = new AnalysisHost({ schemas: builtSchemas() });
		const uriOf = (folder: string, name: string) => `file:///w/${folder === "" ? "" : `${folder}/`}${name}.yaml`;
		for (let file = 0; file < 24; file++) {
			const documents = Array.from({ length: 1 + random.below(3) }, () => {
				const name = `${random.pick(words)}-${random.pick(words)}`;
				const labels = `{ app: ${random.pick(words)}, ${random.pick(["part", "prat", "parts"])}: ${random.pick(words)} }`;
				return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  labels: ${labels}\n`;
			});
			host.setFile(uriOf(random.pick(folders), `f${file}`), documents.join("---\n"));
		}
		host.setFile(uriOf("sites/north", "kustomization"), `resources:\n  - ../../base\n  - f${random.below(24)}.yaml\n`);
		host.setFile(uriOf("base", "kustomization"), "resources:\n  - f1.yaml\n  - f2.yaml\n  - ../base-2/f3.yaml\n");
		return host.analysis().workspace;
	}

	const texts = (objects: readonly ManifestObject[]) => objects.map(({ uri, name }) => `${uri} ${name}`).sort();

	for (let seed = 1; seed <= 20; seed++) {
		it(`are those that comparing all gives: seed ${seed}`, () => {
			const workspace = workspaceOf(seed);
			const all = workspace.ofKind(kind);
			for (const object of all) {
				assert.deepEqual(
					texts(nearOfKind(workspace, kind, object.uri)),
					texts(
						all.filter((other) => isClose(object, other, workspace) || distanceOf(object.uri, other.uri) === "near"),
					),
				);
				assert.deepEqual(
					texts(meantByName(workspace, kind, object.name)),
					texts(all.filter((other) => looksMistyped(object.name, other.name))),
				);
				for (const [key, value] of Object.entries(object.labels)) {
					const similar = all.filter(({ labels }) =>
						Object.entries(labels).some(
							([name, has]) =>
								(name === key && looksMistyped(value, has)) || (has === value && looksMistyped(key, name)),
						),
					);
					assert.deepEqual(texts(meantByLabel(workspace, "object", kind, key, value)), texts(similar));
				}
			}
		});
	}

	it("has a likeness index that finds all that looks mistyped, in the order given", () => {
		const names = words.flatMap((first) =>
			words.flatMap((second) => [`${first}-${second}`, `${first}.${second}`, first]),
		);
		const known = [...new Set(names)];
		const index = new LikenessIndex(known);
		for (const written of [...known, "setting", "pritner-till", "STORE-1", "x", ""]) {
			assert.deepEqual(
				index.meantBy(written),
				known.filter((name) => looksMistyped(written, name)),
				written,
			);
		}
	});
});
