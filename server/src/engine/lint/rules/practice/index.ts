import type { Rule } from "../../rule";
import { applicationFollowsLatest } from "./application-follows-latest";
import { blockingDisruptionBudget } from "./blocking-disruption-budget";
import { brokenHelmValues } from "./broken-helm-values";
import { cloudcoreNotSpread } from "./cloudcore-not-spread";
import { committedSecret } from "./committed-secret";
import { committedServerFields } from "./committed-server-fields";
import { costlyVirtualCluster } from "./costly-virtual-cluster";
import { credentialInPlainText } from "./credential-in-plain-text";
import { daemonsetStallsOffline } from "./daemonset-stalls-offline";
import { defaultNamespace } from "./default-namespace";
import { deprecatedNodeLabel } from "./deprecated-node-label";
import { duplicateEnv } from "./duplicate-env";
import { edgeApplicationTarget } from "./edge-application-target";
import { edgeEventsOff } from "./edge-events-off";
import { edgeHubTransports } from "./edge-hub-transports";
import { edgeStreamOff } from "./edge-stream-off";
import { emptyNodeGroup } from "./empty-node-group";
import { evictedWhenLinkDrops } from "./evicted-when-link-drops";
import { heartbeatTooSlow } from "./heartbeat-too-slow";
import { hostAccess } from "./host-access";
import { hostPortCollision } from "./host-port-collision";
import { identicalProbes } from "./identical-probes";
import { imageOfOtherArchitecture } from "./image-of-other-architecture";
import { imagePullAlways } from "./image-pull-always";
import { immediateLocalBinding } from "./immediate-local-binding";
import { inlineSecret } from "./inline-secret";
import { jobNeverCleaned } from "./job-never-cleaned";
import { k3sConflictingOptions } from "./k3s-conflicting-options";
import { k3sDatastore } from "./k3s-datastore";
import { k3sKubeconfigReadable } from "./k3s-kubeconfig-readable";
import { k3sNetworkPolicyOff } from "./k3s-network-policy-off";
import { k3sNoSnapshots } from "./k3s-no-snapshots";
import { k3sOpenPodTraffic } from "./k3s-open-pod-traffic";
import { largerThanNode } from "./larger-than-node";
import { leaderElectionTimes } from "./leader-election-times";
import { loopbackCloudAddress } from "./loopback-cloud-address";
import { memoryVolumeWithoutLimit } from "./memory-volume-without-limit";
import { metaServerExposed } from "./meta-server-exposed";
import { missingDisruptionBudget } from "./missing-disruption-budget";
import { missingResources } from "./missing-resources";
import { mixedOperationsVersions } from "./mixed-operations-versions";
import { mqttPortClash } from "./mqtt-port-clash";
import { networkStorageAtEdge } from "./network-storage-at-edge";
import { noGracePeriod } from "./no-grace-period";
import { nodeInTwoGroups } from "./node-in-two-groups";
import { nodeJobTargets } from "./node-job-targets";
import { oddQuantity } from "./odd-quantity";
import { oneSidedLink } from "./one-sided-link";
import { overCapacity } from "./over-capacity";
import { overStandardNode } from "./over-standard-node";
import { overrideOfNothing } from "./override-of-nothing";
import { partialEviction } from "./partial-eviction";
import { pilingCronJob } from "./piling-cron-job";
import { platformAllowsEveryone } from "./platform-allows-everyone";
import { platformNotRedundant } from "./platform-not-redundant";
import { privilegedWithoutBus } from "./privileged-without-bus";
import { recklessNodeJob } from "./reckless-node-job";
import { remoteLiveness } from "./remote-liveness";
import { replicasOnOneNode } from "./replicas-on-one-node";
import { requestsAboveLimits } from "./requests-above-limits";
import { runsAsRoot } from "./runs-as-root";
import { samePortTwice } from "./same-port-twice";
import { scalingWithoutRequests } from "./scaling-without-requests";
import { secretInEnv } from "./secret-in-env";
import { sharedLocalVolume } from "./shared-local-volume";
import { shellInNodeJob } from "./shell-in-node-job";
import { shortStartingDeadline } from "./short-starting-deadline";
import { stuckRollout } from "./stuck-rollout";
import { tolerationWithoutSelector } from "./toleration-without-selector";
import { trafficLeavesPool } from "./traffic-leaves-pool";
import { unknownProbePort } from "./unknown-probe-port";
import { unknownTargetPort } from "./unknown-target-port";
import { unknownTopologyKeys } from "./unknown-topology-keys";
import { unknownVolume } from "./unknown-volume";
import { unpinnedChart } from "./unpinned-chart";
import { unpinnedImage } from "./unpinned-image";
import { untoleratedTaint } from "./untolerated-taint";
import { upgradeWithoutChecks } from "./upgrade-without-checks";
import { wasmTooLarge } from "./wasm-too-large";
import { wrongCloudPort } from "./wrong-cloud-port";

/** What is unwise at the edge, or contradicts itself. */
export const practiceRules: readonly Rule[] = [
	applicationFollowsLatest,
	blockingDisruptionBudget,
	brokenHelmValues,
	cloudcoreNotSpread,
	committedSecret,
	committedServerFields,
	costlyVirtualCluster,
	credentialInPlainText,
	daemonsetStallsOffline,
	defaultNamespace,
	deprecatedNodeLabel,
	duplicateEnv,
	edgeApplicationTarget,
	edgeEventsOff,
	edgeHubTransports,
	edgeStreamOff,
	emptyNodeGroup,
	evictedWhenLinkDrops,
	heartbeatTooSlow,
	hostAccess,
	hostPortCollision,
	identicalProbes,
	imageOfOtherArchitecture,
	imagePullAlways,
	immediateLocalBinding,
	inlineSecret,
	jobNeverCleaned,
	k3sConflictingOptions,
	k3sDatastore,
	k3sKubeconfigReadable,
	k3sNetworkPolicyOff,
	k3sNoSnapshots,
	k3sOpenPodTraffic,
	largerThanNode,
	leaderElectionTimes,
	loopbackCloudAddress,
	memoryVolumeWithoutLimit,
	metaServerExposed,
	missingDisruptionBudget,
	missingResources,
	mixedOperationsVersions,
	mqttPortClash,
	networkStorageAtEdge,
	noGracePeriod,
	nodeInTwoGroups,
	nodeJobTargets,
	oddQuantity,
	oneSidedLink,
	overCapacity,
	overStandardNode,
	overrideOfNothing,
	partialEviction,
	pilingCronJob,
	platformAllowsEveryone,
	platformNotRedundant,
	privilegedWithoutBus,
	recklessNodeJob,
	remoteLiveness,
	replicasOnOneNode,
	requestsAboveLimits,
	runsAsRoot,
	samePortTwice,
	scalingWithoutRequests,
	secretInEnv,
	sharedLocalVolume,
	shellInNodeJob,
	shortStartingDeadline,
	stuckRollout,
	tolerationWithoutSelector,
	trafficLeavesPool,
	unknownProbePort,
	unknownTargetPort,
	unknownTopologyKeys,
	unknownVolume,
	unpinnedChart,
	unpinnedImage,
	untoleratedTaint,
	upgradeWithoutChecks,
	wasmTooLarge,
	wrongCloudPort,
];
