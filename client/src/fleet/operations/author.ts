import type { KubernetesApi } from "../kubernetesApi";
import { stringAt } from "../objects";

/**
 * The user's name as the server knows it; the given name where the server does not tell (before Kubernetes 1.28).
 *
 * @param fallback for example the name of the kubeconfig's user
 */
export async function whoAmI(api: KubernetesApi, fallback: string): Promise<string> {
	for (const version of ["v1", "v1beta1"]) {
		try {
			const gvk = { group: "authentication.k8s.io", version, kind: "SelfSubjectReview" };
			if ((await api.resource(gvk)) === undefined) continue;
			const answer = await api.request({
				method: "POST",
				path: `/apis/authentication.k8s.io/${version}/selfsubjectreviews`,
				body: { apiVersion: `authentication.k8s.io/${version}`, kind: "SelfSubjectReview" },
			});
			return stringAt(answer, "status", "userInfo", "username") ?? fallback;
		} catch {
			// A name in the history is not worth failing for.
		}
	}
	return fallback;
}
