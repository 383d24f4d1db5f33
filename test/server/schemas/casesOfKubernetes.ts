import type { KindCases } from "./cases";
import { casesOfAccess } from "./casesOfAccess";
import { casesOfConfiguration } from "./casesOfConfiguration";
import { casesOfDeployment } from "./casesOfDeployment";
import { casesOfNetworking } from "./casesOfNetworking";
import { casesOfPod } from "./casesOfPod";
import { casesOfScaling } from "./casesOfScaling";
import { casesOfStorage } from "./casesOfStorage";
import { casesOfWorkloads } from "./casesOfWorkloads";

/** Built-in kinds. */
export const casesOfKubernetes: readonly KindCases[] = [
	...casesOfAccess,
	...casesOfConfiguration,
	...casesOfDeployment,
	...casesOfNetworking,
	...casesOfPod,
	...casesOfScaling,
	...casesOfStorage,
	...casesOfWorkloads,
];
