import { checkProblems } from "../support/engine";

// What users' documents get wrong, in the shape in which they show it. `docs/field-manifests.md` has the whole list.
describe("mistakes of users' documents", () => {
	describe("Edge Platform", () => {
		it("says how a virtual cluster is declared", () => {
			checkProblems(`
				apiVersion: scope.theriseunion.io/v1alpha1
				kind: Cluster
				metadata:
				  name: store-001
				spec:
				  type: virtual
				  ^^^^ error unpublished-field: annotation \`cluster.theriseunion.io/vcluster-enabled: "true"\`
				  distribution: k0s
				  ^^^^^^^^^^^^ error unpublished-field: annotation \`cluster.theriseunion.io/vcluster-distro: k3s\`
				  version: v1.30.2
				  ^^^^^^^ error unpublished-field: nothing in a Cluster chooses a Kubernetes version
			`);
		});

		it("says so in Chinese", () => {
			checkProblems(
				`
				apiVersion: scope.theriseunion.io/v1alpha1
				kind: Cluster
				metadata:
				  name: store-001
				spec:
				  type: virtual
				  ^^^^ error unpublished-field: 虚拟集群请用注解声明：\`cluster.theriseunion.io/vcluster-enabled: "true"\`
			`,
				"zh-cn",
			);
		});

		it("leaves a virtual cluster alone that is declared as published", () => {
			checkProblems(`
				apiVersion: scope.theriseunion.io/v1alpha1
				kind: Cluster
				metadata:
				  name: store-001
				  annotations:
				    cluster.theriseunion.io/vcluster-enabled: "true"
				    cluster.theriseunion.io/vcluster-distro: k0s
				spec:
				  enable: true
			`);
		});

		it("says where the version of an application goes", () => {
			checkProblems(`
				apiVersion: app.theriseunion.io/v1alpha1
				kind: ApplicationDeployment
				metadata:
				  name: till
				  namespace: store-001
				spec:
				  application: till
				  version: "2.1.0"
				  applicationVersion: till-2.1.0
				  ^^^^^^^^^^^^^^^^^^ error unpublished-field: \`spec.version: "1.0.0"\` (or latest)
			`);
		});

		it("checks the chart's values in a file of the chart's name", () => {
			checkProblems(`
				#- deploy/edge-platform-values.yaml
				controller:
				  replicaCount: two
				                ^^^ error wrong-type: must be a whole number, not a string
				  leaderElections:
				  ^^^^^^^^^^^^^^^ error unknown-field: Did you mean "leaderElection"?
				    enabled: true
			`);
		});

		it("knows the chart's values by their fields in a file of any chart", () => {
			checkProblems(`
				#- site/production-values.yaml
				apiserver:
				  replicaCount: 3
				  rateLimit:
				    qps: "1000"
				         ^^^^^^ error wrong-type: Write 1000 without quotes
				console:
				  replicaCount: 2
			`);
		});

		it("leaves the values of another chart alone", () => {
			checkProblems(`
				#- charts/ingress/values.yaml
				controller:
				  replicaCount: two
				  kind: DaemonSet
				defaultBackend:
				  enabled: maybe
				#- charts/monitoring/values.yaml
				prometheus:
				  prometheusSpec:
				    retention: 15
				alertmanager:
				  enabled: true
			`);
		});
	});

	describe("KubeEdge", () => {
		it("tells each part of the v1alpha2 layout that v1beta1 lacks", () => {
			checkProblems(`
				apiVersion: devices.kubeedge.io/v1beta1
				kind: Device
				metadata:
				  name: freezer-01
				  namespace: store-001
				spec:
				  deviceModelRef:
				    name: freezer
				  protocol:
				    modbus:
				    ^^^^^^ error unpublished-field: \`spec.protocol.protocolName: modbus\`
				      slaveID: 3
				    common:
				    ^^^^^^ error unpublished-field: into \`spec.protocol.configData\`
				      tcp: {ip: 10.1.0.9, port: 502}
				  nodeSelector:
				  ^^^^^^^^^^^^ error unpublished-field: \`spec.nodeName: edge-node-1\`
				    nodeSelectorTerms:
				    - matchExpressions:
				      - {key: kubernetes.io/hostname, operator: In, values: [store-001-node-1]}
				  propertyVisitors:
				  ^^^^^^^^^^^^^^^^ error unpublished-field: one item of \`spec.properties\` for each
				  - propertyName: temperature
				    collectCycle: 5000
				    modbus: {register: holding, offset: 4, limit: 1}
				                       ^^^^^^^ warning modbus-register-kind: Write HoldingRegister
			`);
		});

		it("tells the v1alpha2 layout in Chinese", () => {
			checkProblems(
				`
				apiVersion: devices.kubeedge.io/v1beta1
				kind: Device
				metadata:
				  name: freezer-01
				spec:
				  protocol:
				    opcua:
				    ^^^^^ error unpublished-field: 请写 \`spec.protocol.protocolName: opcua\`
				      url: opc.tcp://10.1.0.7:4840
				  nodeSelector:
				  ^^^^^^^^^^^^ error unpublished-field: 请直接写节点名：\`spec.nodeName: edge-node-1\`
				    nodeSelectorTerms: []
			`,
				"zh-cn",
			);
		});

		it("tells protocols and names inside the items of a v1beta1 device", () => {
			checkProblems(`
				apiVersion: devices.kubeedge.io/v1beta1
				kind: Device
				metadata:
				  name: freezer-01
				spec:
				  nodeName: store-001-node-1
				  properties:
				  - propertyName: temperature
				    ^^^^^^^^^^^^ error unpublished-field: Write \`name: temperature\`
				    modbus:
				    ^^^^^^ error unpublished-field: \`visitors.protocolName: modbus\`
				      register: HoldingRegister
			`);
		});

		it("tells the value types of v1alpha2 in a v1beta1 model", () => {
			checkProblems(`
				apiVersion: devices.kubeedge.io/v1beta1
				kind: DeviceModel
				metadata:
				  name: freezer
				spec:
				  properties:
				  - name: temperature
				    type:
				    ^^^^ error wrong-type: devices.kubeedge.io/v1alpha2 writes it that way
				      int: {accessMode: ReadOnly, minimum: -40, maximum: 10}
				  - name: door
				    type: boolean
				          ^^^^^^^ error not-allowed-value: Did you mean "BOOLEAN"?
			`);
		});

		it("offers the register that was meant", () => {
			checkProblems(`
				apiVersion: devices.kubeedge.io/v1alpha2
				            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning deprecated-version: Write this Device in
				kind: Device
				metadata:
				  name: freezer-01
				spec:
				  propertyVisitors:
				  - propertyName: door
				    modbus:
				      register: coil
				                ^^^^ error not-allowed-value: Did you mean "CoilRegister"?
				      offset: 1
				  - propertyName: temperature
				    modbus:
				      register: holding
				                ^^^^^^^ error not-allowed-value: Did you mean "HoldingRegister"?
				      offset: 4
			`);
		});

		it("tells a Chinese name", () => {
			checkProblems(`
				apiVersion: devices.kubeedge.io/v1beta1
				kind: DeviceModel
				metadata:
				  name: 冷柜-model
				        ^^^^^^^^ error bad-format: use lower-case letters, digits
				spec:
				  properties:
				  - name: temperature
				    description: 柜内温度
				    type: DOUBLE
			`);
		});

		it("tells a Chinese name in Chinese", () => {
			checkProblems(
				`
				apiVersion: devices.kubeedge.io/v1beta1
				kind: DeviceModel
				metadata:
				  name: 冷柜-model
				        ^^^^^^^^ error bad-format: “冷柜-model”不能作为“name”的值
			`,
				"zh-cn",
			);
		});

		it("says where a setting of EdgeCore v1alpha1 stands in v1alpha2", () => {
			checkProblems(`
				apiVersion: edgecore.config.kubeedge.io/v1alpha2
				kind: EdgeCore
				modules:
				  edged:
				    hostnameOverride: store-001-node-1
				    cgroupDriver: systemd
				    ^^^^^^^^^^^^ error unpublished-field: \`modules.edged.tailoredKubeletConfig.cgroupDriver: systemd\`
				    clusterDNS: 169.254.96.16
				    ^^^^^^^^^^ error unpublished-field: tailoredKubeletConfig.clusterDNS: [169.254.96.16]
				    nodeStatusUpdateFrequency: 10
				    ^^^^^^^^^^^^^^^^^^^^^^^^^ error unpublished-field: a text with its unit
				    runtimeType: remote
				    ^^^^^^^^^^^ error unpublished-field: Leave it out
				    imageGCLowThreshold: 40
				    ^^^^^^^^^^^^^^^^^^^ error unpublished-field: imageGCLowThresholdPercent: 40
				  eventBus:
				    mqttMode: external
				              ^^^^^^^^ error wrong-type: must be a whole number, not a string
			`);
		});

		it("takes the same settings in EdgeCore v1alpha1, and in their places in v1alpha2", () => {
			checkProblems(`
				#- edgecore-1.11.yaml
				apiVersion: edgecore.config.kubeedge.io/v1alpha1
				            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning deprecated-version: where the settings of edged have moved
				kind: EdgeCore
				modules:
				  edged:
				    cgroupDriver: systemd
				    clusterDNS: 169.254.96.16
				    nodeStatusUpdateFrequency: 10
				#- edgecore.yaml
				apiVersion: edgecore.config.kubeedge.io/v1alpha2
				kind: EdgeCore
				modules:
				  edged:
				    tailoredKubeletConfig:
				      cgroupDriver: systemd
				      clusterDNS: [169.254.96.16]
				      nodeStatusUpdateFrequency: 10s
			`);
		});

		it("says in Chinese what limits the connections to CloudCore", () => {
			checkProblems(
				`
				apiVersion: cloudcore.config.kubeedge.io/v1alpha1
				kind: CloudCore
				modules:
				  cloudHub:
				    nodeLimit: 500
				    websocket:
				      enable: true
				      maxConnections: 500
				      ^^^^^^^^^^^^^^ error unpublished-field: 请改用 \`modules.cloudHub.nodeLimit: 1000\`
			`,
				"zh-cn",
			);
		});
	});

	describe("OpenYurt", () => {
		for (const version of ["v1beta1", "v1beta2"]) {
			it(`says how nodes join a NodePool of ${version}`, () => {
				checkProblems(`
					apiVersion: apps.openyurt.io/${version}
					kind: NodePool
					metadata:
					  name: store-001
					spec:
					  type: Edge
					  selector:
					  ^^^^^^^^ error unpublished-field: \`apps.openyurt.io/nodepool: beijing\`
					    matchLabels: {site: store-001}
				`);
			});
		}

		it("names the kind that came after UnitedDeployment", () => {
			checkProblems(`
				apiVersion: apps.openyurt.io/v1beta1
				kind: UnitedDeployment
				      ^^^^^^^^^^^^^^^^ error removed-kind: Use YurtAppSet (apps.openyurt.io/v1beta1) instead
				metadata:
				  name: till
				spec:
				  topology:
				    pools: [{name: store-001, replicas: 2}]
			`);
		});

		it("says where the fields of the first YurtAppSet went", () => {
			checkProblems(`
				apiVersion: apps.openyurt.io/v1beta1
				kind: YurtAppSet
				metadata:
				  name: till
				spec:
				^^^^ error missing-field: "workload" is missing in spec
				  selector:
				  ^^^^^^^^ error unpublished-field: deploymentTemplate.spec.selector
				    matchLabels: {app: till}
				  workloadTemplate:
				  ^^^^^^^^^^^^^^^^ error unpublished-field: \`spec.workload.workloadTemplate\`
				    deploymentTemplate:
				      spec: {}
				  topology:
				  ^^^^^^^^ error unpublished-field: \`spec.workload.workloadTweaks\`
				    pools: [{name: store-001}]
			`);
		});
	});

	describe("Kubernetes, K3s and others", () => {
		it("tells a missing colon, and what else is wrong in the file", () => {
			checkProblems(`
				apiVersion: batch/v1
				kind: CronJob
				metadata:
				  name: stock-report
				  namespace store-001
				  ^^^^^^^^^^^^^^^^^^^ error yaml-syntax: A colon is missing: write "namespace: store-001"
				spec:
				  schedule: "0 2 * * *"
				  successfulJobsHistoryLimit: "3"
				                              ^^^ error wrong-type: Write 3 without quotes
				  jobTemplate:
				    spec:
				      template:
				        spec:
				          restartPolicy: OnFailure
				          containers:
				          - name: report
				            image: report:1.0
				            imagePullPolice: IfNotPresent
				            ^^^^^^^^^^^^^^^ error unknown-field: Did you mean "imagePullPolicy"?
				---
				apiVersion: v1
				kind: Service
				metadata:
				  name: Report
				        ^^^^^^ error bad-format
				spec:
				  ports: [{port: 80}]
			`);
		});

		it("tells a missing colon in Chinese", () => {
			checkProblems(
				`
				apiVersion: v1
				kind: ConfigMap
				metadata:
				  name: stock-report
				  namespace store-001
				  ^^^^^^^^^^^^^^^^^^^ error yaml-syntax: 缺少冒号：应写成“namespace: store-001”
			`,
				"zh-cn",
			);
		});

		it("says what took the place of rbac v1beta1", () => {
			checkProblems(`
				apiVersion: rbac.authorization.k8s.io/v1beta1
				            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error removed-version: Kubernetes 1.22 removed ClusterRoleBinding
				kind: ClusterRoleBinding
				metadata:
				  name: edgecore
				roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edgecore}
				subjects: [{kind: ServiceAccount, name: edgecore, namespace: kubeedge}]
			`);
		});

		it("tells a workload without selector", () => {
			checkProblems(`
				apiVersion: apps/v1
				kind: Deployment
				metadata:
				  name: probe
				spec:
				^^^^ error missing-field: "selector" is missing in spec
				  replicas: 1
				  template:
				    spec:
				      containers: [{name: probe, image: probe:1.2}]
			`);
		});

		it("checks the configuration of K3s", () => {
			checkProblems(`
				#- etc/rancher/k3s/config.yaml
				cluster-init: "true"
				              ^^^^^^ error wrong-type: Write true without quotes
				disable:
				- traefik
				node-lable:
				^^^^^^^^^^ error unknown-field: Did you mean "node-label"
				- site=store-001
				flannel-backend: wireguard
				                 ^^^^^^^^^ error not-allowed-value: Did you mean "wireguard-native"?
			`);
		});

		it("says which data a federated worker needs in place of a model", () => {
			checkProblems(`
				apiVersion: sedna.io/v1alpha1
				kind: FederatedLearningJob
				metadata:
				  name: shelf-counter
				spec:
				  aggregationWorker:
				    model: {name: shelf}
				    template:
				      spec: {containers: [{name: aggregate, image: shelf-aggregate:1.0}]}
				  trainingWorkers:
				  - model: {name: shelf-001}
				    ^^^^^ error missing-field: "dataset" is missing in spec.trainingWorkers[0]
				    ^^^^^ error unpublished-field: \`dataset: { name: edge1-data }\`
				    template:
				      spec: {containers: [{name: train, image: shelf-train:1.0}]}
			`);
		});

		it("says where the volume of a virtual machine's disk stands", () => {
			checkProblems(`
				apiVersion: kubevirt.io/v1
				kind: VirtualMachine
				metadata:
				  name: till
				spec:
				  runStrategy: Always
				  template:
				    spec:
				      domain:
				        devices:
				          disks:
				          - name: boot
				                  ^^^^ error unresolved-reference: There is no volume "boot" here
				            disk: {bus: virtio}
				            volumeName: till-disk
				            ^^^^^^^^^^ error unpublished-field: an item in \`spec.template.spec.volumes\`
			`);
		});
	});
});
