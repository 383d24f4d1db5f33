/** Manifests to measure with: always the same, valid, of the kinds and sizes that stores have. */

const store = (index: number) => `store-${String(index % 500).padStart(3, "0")}`;

export function deviceModel(name: string): string {
	return `apiVersion: devices.kubeedge.io/v1beta1
kind: DeviceModel
metadata:
  name: ${name}
  namespace: stores
spec:
  protocol: modbus
  properties:
    - name: temperature
      description: Air temperature inside
      type: DOUBLE
      accessMode: ReadOnly
      minimum: "-40"
      maximum: "30"
      unit: "°C"
    - name: setpoint
      description: Temperature to hold
      type: DOUBLE
      accessMode: ReadWrite
      minimum: "-30"
      maximum: "-10"
      unit: "°C"
`;
}

export function device(index: number, model: string): string {
	return `apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata:
  name: freezer-${index}
  namespace: stores
  labels:
    store: ${store(index)}
spec:
  deviceModelRef:
    name: ${model}
  nodeName: ${store(index)}-node-1
  protocol:
    protocolName: modbus
    configData:
      slaveID: ${(index % 200) + 1}
  properties:
    - name: temperature
      collectCycle: 5000
      reportCycle: 10000
      reportToCloud: true
      visitors:
        protocolName: modbus
        configData:
          register: HoldingRegister
          offset: 2
    - name: setpoint
      desired:
        value: "-18"
      visitors:
        protocolName: modbus
        configData:
          register: HoldingRegister
          offset: 10
`;
}

function deployment(index: number): string {
	return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: till-${index}
  namespace: stores
  labels: { app: till-${index}, store: ${store(index)} }
spec:
  replicas: 1
  selector:
    matchLabels:
      app: till-${index}
  template:
    metadata:
      labels:
        app: till-${index}
    spec:
      nodeSelector:
        kubernetes.io/hostname: ${store(index)}-node-1
      containers:
        - name: till
          image: registry.example.com/till:1.${index % 40}.0
          args: ["--store", "${store(index)}", "--port", "8080"]
          ports:
            - containerPort: 8080
          env:
            - name: STORE
              value: ${store(index)}
          readinessProbe:
            httpGet:
              path: /healthz
              port: 8080
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
`;
}

function service(index: number): string {
	// That of the Deployment four documents before.
	const till = `till-${index - 4}`;
	return `apiVersion: v1
kind: Service
metadata:
  name: ${till}
  namespace: stores
  labels:
    app: ${till}
spec:
  selector:
    app: ${till}
  ports:
    - name: http
      port: 80
      targetPort: 8080
`;
}

function configMap(index: number): string {
	return `# Settings of one store's till.
apiVersion: v1
kind: ConfigMap
metadata:
  name: till-${index}
  namespace: stores
  labels:
    app: till-${index}
    store: ${store(index)}
data:
  store: ${store(index)}
  currency: EUR
  till.properties: |
    # read at start
    store.id=${index}
    store.name=${store(index)}
    receipt.header=Welcome
    receipt.footer=Thank you
    printer.width=42
    printer.port=/dev/usb/lp0
    scanner.timeout=30s
    display.language=en
    display.theme=light
    sync.interval=60s
    sync.url=https://hub.example.com/stores/${store(index)}
    offline.limit=500
    journal.path=/var/lib/till/journal
    journal.keep=90d
    backup.path=/var/lib/till/backup
    backup.interval=24h
    log.level=info
    log.path=/var/log/till.log
    cash.limit=2500
    card.terminal=192.0.2.${index % 250}
`;
}

function daemonSet(index: number): string {
	return `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: mapper-${index}
  namespace: stores
spec:
  selector:
    matchLabels:
      app: mapper-${index}
  template:
    metadata:
      labels:
        app: mapper-${index}
    spec:
      hostNetwork: true
      tolerations:
        - key: node-role.kubernetes.io/edge
          operator: Exists
          effect: NoSchedule
      containers:
        - name: mapper
          image: registry.example.com/modbus-mapper:2.${index % 10}.1
          command:
            - /usr/bin/mapper
            - --device=/dev/ttyS${index % 4}
          securityContext:
            privileged: false
          volumeMounts:
            - name: config
              mountPath: /etc/mapper
              readOnly: true
          resources:
            requests: { cpu: 50m, memory: 64Mi }
            limits: { memory: 128Mi }
      volumes:
        - name: config
          configMap:
            name: till-${index - 1}
`;
}

/** The model that half of all devices of `workspace` refer to. */
export const busyModel = "freezer";

const makers = [
	(index: number) => device(index, busyModel),
	deployment,
	configMap,
	daemonSet,
	(index: number) => deviceModel(`cooler-${index}`),
	service,
	(index: number) => device(index, `cooler-${index - 2}`),
];

/** Documents of all kinds in turn, about 30 lines each; the first is the busy model. */
export function mixedDocuments(count: number): string[] {
	return Array.from({ length: count }, (_, index) =>
		index === 0 ? deviceModel(busyModel) : (makers[index % makers.length]?.(index) ?? ""),
	);
}

/** One file with many documents. */
export function largeFile(documents: number): string {
	return mixedDocuments(documents).join("---\n");
}

/**
 * A workspace by relative path: one document a file, the first of them the busy model, every second one a device that
 * refers to it.
 */
export function workspace(files: number): Map<string, string> {
	const all = new Map([["models/freezer.yaml", deviceModel(busyModel)]]);
	const mixed = mixedDocuments(files);
	for (let index = 1; index < files; index++) {
		const text = index % 2 === 1 ? device(index, busyModel) : (mixed[index] ?? "");
		all.set(`${store(index)}/manifest-${index}.yaml`, text);
	}
	return all;
}
