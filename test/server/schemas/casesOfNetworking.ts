import type { KindCases } from "./cases";
import { acrossFields, each, newerRule, right, wrong } from "./casesHelpers";

const port = "/spec/ports/0";
const path = "/spec/rules/0/http/paths/0";
const backend = `${path}/backend`;
const rule = "/spec/ingress/0";
const ports = (...list: object[]) => ({ "/spec/ports": list });

/** Services, ingresses and network policies. */
export const casesOfNetworking: readonly KindCases[] = [
	{
		id: "v1/Service",
		object: {
			apiVersion: "v1",
			kind: "Service",
			metadata: { name: "broker" },
			spec: {
				type: "ClusterIP",
				selector: { app: "broker" },
				ports: [{ name: "mqtt", port: 1883, targetPort: "mqtt", protocol: "TCP" }],
			},
		},
		cases: [
			wrong("no spec", { "/spec": undefined }, "/ required spec"),
			...each("/metadata/name", ["1a", "a.b", "A"], "pattern"),
			...each("/spec/type", ["NodePort", "LoadBalancer", ""]),
			...each("/spec/type", ["nodePort", "None"], "enum"),
			wrong("no ports", { "/spec/ports": undefined }, "/spec required ports"),
			wrong("an empty list of ports", { "/spec/ports": [] }, "/spec/ports minItems"),
			right("a headless service without ports", { "/spec/ports": undefined, "/spec/clusterIP": "None" }),
			right("a name for a host elsewhere", {
				"/spec/type": "ExternalName",
				"/spec/externalName": "db.example.com",
				"/spec/ports": undefined,
			}),
			wrong("a name for nothing", { "/spec/type": "ExternalName" }, "/spec required externalName"),
			wrong(
				"a name for a wrong host",
				{ "/spec/type": "ExternalName", "/spec/externalName": "https://a" },
				"/spec/externalName pattern",
			),
			...each(`${port}/port`, [0], "minimum"),
			...each(`${port}/port`, [65536], "maximum"),
			...each(`${port}/port`, ["80"], "type"),
			...each(`${port}/targetPort`, [8080, "http", 0, ""]),
			...each(`${port}/targetPort`, ["8080", "HTTP"], "pattern"),
			...each(`${port}/targetPort`, ["a-name-too-long-"], "maxLength", "pattern"),
			...each(`${port}/targetPort`, [65536], "maximum"),
			...each(`${port}/protocol`, ["UDP", "SCTP", ""]),
			...each(`${port}/protocol`, ["tcp", "HTTP"], "enum"),
			...each(`${port}/name`, ["a-name-that-is-longer-than-that-of-a-container-port"]),
			...each(`${port}/name`, ["A", "a.b"], "pattern"),
			...each(`${port}/nodePort`, [30080], "not"),
			right("a port of the node", { "/spec/type": "NodePort", [`${port}/nodePort`]: 30080 }),
			right(
				"one port for two protocols",
				ports({ name: "a", port: 53, protocol: "UDP" }, { name: "b", port: 53, protocol: "TCP" }),
			),
			wrong(
				"two ports without names",
				ports({ port: 1 }, { port: 2 }),
				"/spec/ports/0 required name",
				"/spec/ports/1 required name",
			),
			wrong(
				"two ports of one name",
				ports({ name: "a", port: 1 }, { name: "a", port: 2 }),
				"/spec/ports x-kubernetes-list-map-keys",
			),
			wrong(
				"one port twice",
				ports({ name: "a", port: 1, protocol: "TCP" }, { name: "b", port: 1, protocol: "TCP" }),
				"/spec/ports x-kubernetes-list-map-keys",
			),
			...each("/spec/clusterIP", ["10.96.0.99", "None", ""]),
			...each("/spec/clusterIP", ["none", "10.96.0", "300.1.1.1"], "pattern"),
			wrong(
				"a headless service on nodes",
				{ "/spec/type": "NodePort", "/spec/clusterIP": "None" },
				"/spec/clusterIP not",
			),
			...each("/spec/sessionAffinity", ["ClientIP", "None", ""]),
			...each("/spec/sessionAffinity", ["Cookie"], "enum"),
			right("an affinity that ends", {
				"/spec/sessionAffinity": "ClientIP",
				"/spec/sessionAffinityConfig": { clientIP: { timeoutSeconds: 60 } },
			}),
			wrong(
				"an affinity that lasts too long",
				{
					"/spec/sessionAffinity": "ClientIP",
					"/spec/sessionAffinityConfig": { clientIP: { timeoutSeconds: 100_000 } },
				},
				"/spec/sessionAffinityConfig/clientIP/timeoutSeconds maximum",
			),
			...each("/spec/externalTrafficPolicy", ["Local"], "not"),
			right("traffic that stays on the node", { "/spec/type": "NodePort", "/spec/externalTrafficPolicy": "Local" }),
			wrong(
				"traffic that goes nowhere",
				{ "/spec/type": "NodePort", "/spec/externalTrafficPolicy": "Node" },
				"/spec/externalTrafficPolicy enum",
			),
			...each("/spec/externalIPs", [["192.168.0.1"]]),
			wrong("an address that is none", { "/spec/externalIPs": ["host"] }, "/spec/externalIPs/0 pattern"),
			right("a load balancer for some", {
				"/spec/type": "LoadBalancer",
				"/spec/loadBalancerSourceRanges": ["10.0.0.0/8"],
			}),
			wrong(
				"a load balancer for a wrong range",
				{ "/spec/type": "LoadBalancer", "/spec/loadBalancerSourceRanges": ["10.0.0.0"] },
				"/spec/loadBalancerSourceRanges/0 pattern",
			),
			...each("/spec/loadBalancerSourceRanges", [["10.0.0.0/8"]], "not"),
			wrong("a selector with a wrong value", { "/spec/selector/app": "a b" }, "/spec/selector/app pattern"),
			...newerRule(
				"1.30",
				...each("/spec/trafficDistribution", ["Near"], "enum"),
				...each("/spec/internalTrafficPolicy", ["local"], "enum"),
			),
			...newerRule("1.23", ...each("/spec/ipFamilyPolicy", ["DualStack"], "enum")),
		],
	},
	{
		id: "networking.k8s.io/v1/Ingress",
		object: {
			apiVersion: "networking.k8s.io/v1",
			kind: "Ingress",
			metadata: { name: "shop" },
			spec: {
				ingressClassName: "nginx",
				tls: [{ hosts: ["shop.example.com"], secretName: "shop-tls" }],
				rules: [
					{
						host: "shop.example.com",
						http: {
							paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "shop", port: { number: 80 } } } }],
						},
					},
				],
			},
		},
		cases: [
			wrong("no spec", { "/spec": undefined }, "/ required spec"),
			wrong(
				"no rules",
				{ "/spec/rules": undefined },
				"/spec anyOf",
				"/spec required defaultBackend",
				"/spec required rules",
			),
			wrong("an empty list of rules", { "/spec/rules": [] }, "/spec/rules minItems"),
			right("only a default", {
				"/spec/rules": undefined,
				"/spec/defaultBackend": { service: { name: "shop", port: { name: "http" } } },
			}),
			...each("/spec/rules/0/host", ["*.example.com", ""]),
			...each("/spec/rules/0/host", ["Shop.example.com", "a.*.com", "10.0.0.1", "*"], "pattern"),
			wrong("no paths", { "/spec/rules/0/http/paths": [] }, "/spec/rules/0/http/paths minItems"),
			wrong("no path type", { [`${path}/pathType`]: undefined }, `${path} required pathType`),
			...each(`${path}/pathType`, ["Exact", "ImplementationSpecific"]),
			...each(`${path}/pathType`, ["prefix"], "enum"),
			...each(`${path}/path`, ["/a/b"]),
			...each(`${path}/path`, ["/a//b", "/a/../b", "/a%2Fb"], "pattern"),
			...each(`${path}/path`, ["a"], "pattern"),
			wrong("no path", { [`${path}/path`]: undefined }, `${path} required path`),
			right("no path where the controller decides", {
				[`${path}/path`]: undefined,
				[`${path}/pathType`]: "ImplementationSpecific",
			}),
			wrong(
				"a backend of the older version",
				{ [backend]: { serviceName: "shop", servicePort: 80 } },
				`${backend} additionalProperties serviceName`,
				`${backend} additionalProperties servicePort`,
				`${backend} anyOf`,
				`${backend} required resource`,
				`${backend} required service`,
			),
			right("a resource behind it", { [backend]: { resource: { apiGroup: "a.b", kind: "C", name: "d" } } }),
			wrong(
				"two backends in one",
				{ [`${backend}/resource`]: { apiGroup: "a.b", kind: "C", name: "d" } },
				`${backend}/resource not`,
			),
			wrong("a service without port", { [`${backend}/service/port`]: undefined }, `${backend}/service required port`),
			wrong(
				"a service with two ports",
				{ [`${backend}/service/port`]: { name: "http", number: 80 } },
				`${backend}/service/port/number not`,
			),
			wrong(
				"a port of no number",
				{ [`${backend}/service/port`]: {} },
				`${backend}/service/port anyOf`,
				`${backend}/service/port required name`,
				`${backend}/service/port required number`,
			),
			...each(`${backend}/service/port/number`, [65536], "maximum"),
			...each(`${backend}/service/port/number`, ["80"], "type"),
			...each(`${backend}/service/name`, ["1a", "a.b"], "pattern"),
			...each("/spec/ingressClassName", ["A"], "pattern"),
			wrong("a certificate for a wrong host", { "/spec/tls/0/hosts": ["A"] }, "/spec/tls/0/hosts/0 pattern"),
		],
	},
	{
		id: "networking.k8s.io/v1/IngressClass",
		object: {
			apiVersion: "networking.k8s.io/v1",
			kind: "IngressClass",
			metadata: { name: "nginx" },
			spec: { controller: "k8s.io/ingress-nginx", parameters: { apiGroup: "a.b", kind: "C", name: "d" } },
		},
		cases: [
			wrong("no spec", { "/spec": undefined }, "/ required spec"),
			wrong("no controller", { "/spec/controller": undefined }, "/spec required controller"),
			...each("/spec/controller", ["nginx", "a.b/", "A/b", "/a"], "pattern"),
			...each("/spec/controller", ["a.b/c/d"]),
			wrong("parameters without name", { "/spec/parameters/name": undefined }, "/spec/parameters required name"),
			...newerRule(
				"1.21",
				wrong("a wrong scope", { "/spec/parameters/scope": "Pod" }, "/spec/parameters/scope enum"),
				wrong("no namespace", { "/spec/parameters/scope": "Namespace" }, "/spec/parameters required namespace"),
			),
		],
	},
	{
		id: "networking.k8s.io/v1/NetworkPolicy",
		object: {
			apiVersion: "networking.k8s.io/v1",
			kind: "NetworkPolicy",
			metadata: { name: "broker" },
			spec: {
				podSelector: { matchLabels: { app: "broker" } },
				policyTypes: ["Ingress", "Egress"],
				ingress: [
					{
						from: [
							{ podSelector: { matchLabels: { app: "reader" } }, namespaceSelector: {} },
							{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } },
						],
						ports: [{ protocol: "TCP", port: 1883 }],
					},
				],
				egress: [{ to: [{ ipBlock: { cidr: "fd00::/8" } }] }],
			},
		},
		cases: [
			right("a policy for all pods, which lets nothing in", { "/spec": { podSelector: {} } }),
			...each("/spec/policyTypes", [["Ingress"], []]),
			wrong("a wrong sort", { "/spec/policyTypes": ["ingress"] }, "/spec/policyTypes/0 enum"),
			...each("/spec/policyTypes", [["Ingress", "Egress", "Egress"]], "maxItems"),
			...each(`${rule}/from`, [[]]),
			wrong(
				"nobody",
				{ [`${rule}/from`]: [{}] },
				`${rule}/from/0 anyOf`,
				`${rule}/from/0 required ipBlock`,
				`${rule}/from/0 required namespaceSelector`,
				`${rule}/from/0 required podSelector`,
			),
			wrong("pods with addresses", { [`${rule}/from/1/podSelector`]: {} }, `${rule}/from/1/podSelector not`),
			...each(
				`${rule}/from/1/ipBlock/cidr`,
				["10.0.0.0", "10.0.0.0/33", "a/8", "fd00::/129", "10.0.0/8"],
				"pattern",
			).map((one) => ({
				...one,
				change: { ...one.change, [`${rule}/from/1/ipBlock/except`]: undefined },
			})),
			wrong(
				"a wrong exception",
				{ [`${rule}/from/1/ipBlock/except`]: ["10.1.0.0"] },
				`${rule}/from/1/ipBlock/except/0 pattern`,
			),
			acrossFields("an exception from something else", { [`${rule}/from/1/ipBlock/except`]: ["11.1.0.0/16"] }),
			...each(`${rule}/ports/0/protocol`, ["UDP", "SCTP"]),
			...each(`${rule}/ports/0/protocol`, ["tcp", "ICMP"], "enum"),
			...each(`${rule}/ports/0/port`, ["mqtt"]),
			...each(`${rule}/ports/0/port`, [0], "minimum"),
			...each(`${rule}/ports/0/port`, ["1883"], "pattern"),
			...newerRule(
				"1.22",
				wrong("an end of no port", { [`${rule}/ports/0`]: { endPort: 2000 } }, `${rule}/ports/0 required port`),
				wrong(
					"an end of a name",
					{ [`${rule}/ports/0`]: { port: "mqtt", endPort: 2000 } },
					`${rule}/ports/0/port type`,
				),
			),
		],
	},
];
