import assert from "node:assert/strict";
import { installCrds } from "../../tools/kubernetes/crds";
import { formatSamples } from "../server/schemas/formatSamples";
import { sharedControlPlane } from "../support/cluster";

/** What later releases of Kubernetes judge otherwise than the one of the tests, as they use later libraries. */
const otherwise: Readonly<Record<string, readonly string[]>> = {
	email: ["a@[127.0.0.1]"],
	hostname: ["xn--a.b-c"],
	duration: ["1.5 days", "1 h 2"],
};

const group = "formats.example.com";

describe("formats and a real API server", function () {
	this.timeout(10 * 60_000);

	before(async () => {
		const properties = Object.fromEntries(
			Object.keys(formatSamples).map((format) => [format, { type: "string", format }]),
		);
		const crd = {
			apiVersion: "apiextensions.k8s.io/v1",
			kind: "CustomResourceDefinition",
			metadata: { name: `samples.${group}` },
			spec: {
				group,
				scope: "Cluster",
				names: { kind: "Sample", plural: "samples" },
				versions: [
					{
						name: "v1",
						served: true,
						storage: true,
						schema: {
							openAPIV3Schema: { type: "object", properties: { spec: { type: "object", properties } } },
						},
					},
				],
			},
		};
		await installCrds(await sharedControlPlane(), [JSON.stringify(crd)]);
	});

	for (const [format, [right, wrong]] of Object.entries(formatSamples)) {
		it(`agree on ${format}`, async () => {
			const cluster = await sharedControlPlane();
			const refused: string[] = [];
			for (const value of [...right, ...wrong]) {
				const { status, text } = await cluster.request("POST", `/apis/${group}/v1/samples?dryRun=All`, {
					apiVersion: `${group}/v1`,
					kind: "Sample",
					metadata: { name: "sample" },
					spec: { [format]: value },
				});
				assert.ok(status === 201 || status === 422, text);
				const differs = otherwise[format]?.includes(value) === true;
				if ((status === 422) !== differs) refused.push(value);
			}
			assert.deepEqual(refused, wrong);
		});
	}
});
