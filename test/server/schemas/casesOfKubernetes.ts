import type { KubernetesKindCases } from "./casesHelpers";
import { casesOfAccess } from "./casesOfAccess";
import { casesOfConfiguration } from "./casesOfConfiguration";
import { casesOfDeployment } from "./casesOfDeployment";
import { casesOfNetworking } from "./casesOfNetworking";
import { casesOfPod } from "./casesOfPod";
import { casesOfScaling } from "./casesOfScaling";
import { casesOfStorage } from "./casesOfStorage";
import { casesOfWorkloads } from "./casesOfWorkloads";

export { casesOfDeployment } from "./casesOfDeployment";

/** Built-in kinds. */
export const casesOfKubernetes: readonly KubernetesKindCases[] = [
	...casesOfAccess,
	...casesOfConfiguration,
	...casesOfDeployment,
	...casesOfNetworking,
	...casesOfPod,
	...casesOfScaling,
	...casesOfStorage,
	...casesOfWorkloads,
];
