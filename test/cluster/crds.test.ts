import assert from "node:assert/strict";
import { join } from "node:path";
import type { ApiObject } from "../../tools/kubernetes/apiClient";
import type { ControlPlane } from "../../tools/kubernetes/controlPlane";
import { installCrds } from "../../tools/kubernetes/crds";
import { repositoryRoot } from "../../tools/lib/paths";
import { readWholeCrds } from "../../tools/schemas/readCrds";
import { kindCases } from "../server/schemas/cases";
import { changed } from "../server/schemas/support";
import { sharedControlPlane } from "../support/cluster";

let installed: Promise<string[]> | undefined;

describe("schemas and a real API server", function () {
	this.timeout(30 * 60_000);

	it("agree on the CustomResourceDefinitions", async () => {
		const names = await installAll(await sharedControlPlane());
		const whole = await readWholeCrds(join(repositoryRoot, "schemas", "crds"));
		assert.deepEqual(names.toSorted(), whole.map(({ crd }) => crd.metadata.name).toSorted());
	});

	for (const { id, object, cases, servedAs } of kindCases) {
		describe(id, () => {
			it("agree on a right object", async () => {
				const { accepts, message } = await tryToCreate(object, servedAs);
				assert.ok(accepts, message);
			});

			for (const { title, change, errors = [], server } of cases) {
				it(`${server ? "differ" : "agree"} on ${title}`, async () => {
					const unknown = errors.length > 0 && errors.every((error) => error.includes(" additionalProperties "));
					const { accepts, message, stored } = await tryToCreate(changed(object, change), servedAs);
					assert.equal(accepts, server?.accepts ?? (errors.length === 0 || unknown), message);
					if (!unknown) return;
					for (const error of errors) {
						const [place = "", , field = ""] = error.split(" ");
						assert.equal(fieldAt(stored, place, field), undefined, "the API server keeps the field");
					}
				});
			}
		});
	}
});

async function installAll(cluster: ControlPlane): Promise<string[]> {
	installed ??= readWholeCrds(join(repositoryRoot, "schemas", "crds")).then((whole) =>
		installCrds(
			cluster,
			whole.map(({ crd }) => JSON.stringify(crd)),
		),
	);
	return installed;
}

interface Verdict {
	readonly accepts: boolean;
	readonly message: string;
	readonly stored: unknown;
}

async function tryToCreate(given: object, servedAs: string | undefined): Promise<Verdict> {
	const object = servedAs === undefined ? given : { ...given, apiVersion: servedAs };
	const cluster = await sharedControlPlane();
	await installAll(cluster);
	const { apiVersion, kind } = object as ApiObject;
	const path = await cluster.pathOf({ apiVersion, kind, metadata: { name: "any" } });
	const { status, body, text } = await cluster.request("POST", path.replace(/\/any$/, "?dryRun=All"), object);
	assert.ok(status < 500, text);
	const { message = "" } = body as { message?: string };
	return { accepts: status < 300, message, stored: body };
}

function fieldAt(object: unknown, pointer: string, field: string): unknown {
	let value = object;
	for (const name of [...pointer.split("/").filter(Boolean), field]) {
		value = (value as Record<string, unknown> | undefined)?.[name];
	}
	return value;
}
