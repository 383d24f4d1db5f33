import type { ReferenceDeclarations } from "./relation";

const model = { sort: "name", kinds: ["sedna.io/Model"] } as const;
const dataset = { sort: "name", kinds: ["sedna.io/Dataset"] } as const;

/** Where jobs and services say which model they work with. */
const models = [
	["FeatureExtractionService", "spec.model.name"],
	["FederatedLearningJob", "spec.aggregationWorker.model.name"],
	["FederatedLearningJob", "spec.pretrainedModel.name"],
	["IncrementalLearningJob", "spec.initialModel.name"],
	["IncrementalLearningJob", "spec.deploySpec.model.name"],
	["IncrementalLearningJob", "spec.evalSpec.initialEvalModel.name"],
	["JointInferenceService", "spec.edgeWorker.model.name"],
	["JointInferenceService", "spec.cloudWorker.model.name"],
	["VideoAnalyticsJob", "spec.model.name"],
] as const;

const datasets = [
	["FederatedLearningJob", "spec.trainingWorkers[*].dataset.name"],
	["IncrementalLearningJob", "spec.dataset.name"],
	["LifelongLearningJob", "spec.dataset.name"],
] as const;

const credentials = [
	["Dataset", "spec.credentialName"],
	["Model", "spec.credentialName"],
	["IncrementalLearningJob", "spec.credentialName"],
	["LifelongLearningJob", "spec.credentialName"],
	["FederatedLearningJob", "spec.transmitter.s3.credentialName"],
] as const;

/** Where jobs and services hold the pods of their workers. */
const workers = [
	["FeatureExtractionService", "spec"],
	["FederatedLearningJob", "spec.aggregationWorker"],
	["FederatedLearningJob", "spec.trainingWorkers[*]"],
	["IncrementalLearningJob", "spec.trainSpec"],
	["IncrementalLearningJob", "spec.evalSpec"],
	["IncrementalLearningJob", "spec.deploySpec"],
	["LifelongLearningJob", "spec.trainSpec"],
	["LifelongLearningJob", "spec.evalSpec"],
	["LifelongLearningJob", "spec.deploySpec"],
	["JointInferenceService", "spec.edgeWorker"],
	["JointInferenceService", "spec.cloudWorker"],
	["ObjectSearchService", "spec.userWorker"],
	["ObjectSearchService", "spec.reidWorkers"],
	["ObjectSearchService", "spec.trackingWorkers[*]"],
	["ObjectTrackingService", "spec.reidWorkers"],
	["ObjectTrackingService", "spec.trackingWorkers[*]"],
	["ReidJob", "spec"],
	["VideoAnalyticsJob", "spec"],
] as const;

export const sednaReferences: ReferenceDeclarations = {
	relations: [
		...models.map(([kind, at]) => ({ from: [`sedna.io/${kind}`], at, to: model }) as const),
		...datasets.map(([kind, at]) => ({ from: [`sedna.io/${kind}`], at, to: dataset }) as const),
		...credentials.map(
			([kind, at]) => ({ from: [`sedna.io/${kind}`], at, to: { sort: "name", kinds: ["/Secret"] } }) as const,
		),
		{ from: ["sedna.io/Dataset"], at: "spec.nodeName", to: { sort: "name", kinds: ["/Node"] } },
	],
	pods: workers.map(([kind, at]) => ({ in: [`sedna.io/${kind}`], at: `${at}.template.spec` })),
};
