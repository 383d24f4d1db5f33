import { KubeConfig } from "@kubernetes/client-node";
import { KubernetesApi } from "../../client/src/fleet/kubernetesApi";
import type { ObjectReference } from "../../client/src/fleet/objects";
import { type ApplyOptions, type ApplyOutcome, executeApply } from "../../client/src/fleet/operations/apply";
import { objectKey, parseManifests } from "../../client/src/fleet/operations/manifests";
import { type Plan, type PlanItem, type PlanOptions, planApply } from "../../client/src/fleet/operations/plan";
import type { ControlPlane } from "../../tools/kubernetes/controlPlane";
import { createNamespace, sharedControlPlane } from "./cluster";

/** A Deployment of one container. */
export const deployment = (name: string, options: { replicas?: number; image?: string; env?: string } = {}) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  ${options.replicas === undefined ? "" : `replicas: ${options.replicas}`}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: main
          image: ${options.image ?? "app:1"}
          ports: [{containerPort: 80}]
          ${options.env === undefined ? "" : `env: [${options.env}]`}
`;
/** A ConfigMap of one value. */
export const configMap = (name: string, value: string, key = "a") =>
	`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {${key}: "${value}"}\n`;
/** A CRD of the namespaced kind Gauge with one known field, `spec.unit`. */
export const crd = (group: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gauges.${group}}
spec:
  group: ${group}
  scope: Namespaced
  names: {kind: Gauge, plural: gauges, singular: gauge}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: {spec: {type: object, properties: {unit: {type: string}}}}
`;

/** A namespace of its own on the shared API server, and what tests of operations do there. */
export class Bench {
	private constructor(
		readonly cluster: ControlPlane,
		readonly namespace: string,
		readonly admin: KubernetesApi,
		readonly viewer: KubernetesApi,
	) {}

	static async create(): Promise<Bench> {
		const cluster = await sharedControlPlane();
		const namespace = await createNamespace(cluster, "operations");
		return new Bench(cluster, namespace, apiOf(cluster, "admin"), apiOf(cluster, "viewer"));
	}

	/** Another machine of the same user. */
	another(): KubernetesApi {
		return apiOf(this.cluster, "admin");
	}

	plan(text: string, options: Partial<PlanOptions> = {}, api = this.admin): Promise<Plan> {
		return planApply(api, parseManifests(text, "test.yaml").manifests, { namespace: this.namespace, ...options });
	}

	async apply(text: string, options: Partial<ApplyOptions> = {}, api = this.admin): Promise<ApplyOutcome[]> {
		return await executeApply(api, await this.plan(text, {}, api), { author: "ana", ...options });
	}

	reference(kind: string, name: string, apiVersion = "v1"): ObjectReference {
		return { apiVersion, kind, namespace: this.namespace, name };
	}

	/** Creates objects as `kubectl apply` does. */
	async kubectlApply(text: string): Promise<void> {
		for (const { object } of parseManifests(text).manifests) {
			const annotations = { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify(object) };
			const path = await this.admin.objectPath(
				this.reference(object.kind, object.metadata.name ?? "", object.apiVersion),
			);
			await this.admin.request({
				method: "POST",
				path: path.slice(0, path.lastIndexOf("/")),
				query: { fieldManager: "kubectl-client-side-apply" },
				body: { ...object, metadata: { ...object.metadata, namespace: this.namespace, annotations } },
			});
		}
	}

	/** Changes an object as somebody else. */
	async patch(reference: ObjectReference, body: unknown, fieldManager = "kubectl-edit"): Promise<void> {
		await this.admin.request({
			method: "PATCH",
			path: await this.admin.objectPath(reference),
			query: { fieldManager },
			body,
			bodyType: "application/merge-patch+json",
		});
	}

	async delete(reference: ObjectReference): Promise<void> {
		await this.admin.request({ method: "DELETE", path: await this.admin.objectPath(reference) });
	}

	async dataOf(name: string): Promise<unknown> {
		return (await this.admin.get(this.reference("ConfigMap", name)))?.data;
	}
}

/** What takes over the fields of all items. */
export function takeOverAll(items: readonly PlanItem[]): Set<string> {
	return new Set(items.map((item) => objectKey(item.reference)));
}

function apiOf(cluster: ControlPlane, user: string): KubernetesApi {
	const config = new KubeConfig();
	config.loadFromString(cluster.kubeconfig(user));
	return new KubernetesApi(config, `${user}@test`);
}
