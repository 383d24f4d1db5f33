import { accessMigrations } from "./builtin/access";
import { autoscalerMigration } from "./builtin/autoscaler";
import { definitionMigration } from "./builtin/definition";
import { disruptionBudgetMigration } from "./builtin/disruptionBudget";
import { endpointSliceMigration } from "./builtin/endpointSlice";
import { ingressMigration } from "./builtin/ingress";
import { sameShapeMigrations } from "./builtin/sameShape";
import { smallMigrations } from "./builtin/small";
import { webhookMigrations } from "./builtin/webhooks";
import { workloadMigrations } from "./builtin/workloads";
import { clusterMigration } from "./edge/cluster";
import { deviceMigration } from "./edge/device";
import { deviceModelMigration } from "./edge/deviceModel";
import { nodePoolMigration } from "./edge/nodePool";
import { yurtAppSetMigration } from "./edge/yurtAppSet";
import type { Migration } from "./migration";

/** Every migration there is. */
export const allMigrations: readonly Migration[] = [
	deviceMigration,
	deviceModelMigration,
	nodePoolMigration,
	yurtAppSetMigration,
	clusterMigration,
	...workloadMigrations,
	ingressMigration,
	autoscalerMigration,
	disruptionBudgetMigration,
	definitionMigration,
	...webhookMigrations,
	...accessMigrations,
	endpointSliceMigration,
	...smallMigrations,
	...sameShapeMigrations,
];
