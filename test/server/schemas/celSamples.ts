import type { JsonSchema } from "../../../server/src/engine/schema/jsonSchema";

/** A rule with values that it allows, and others. */
export interface RuleSample {
	readonly title: string;
	readonly schema: JsonSchema;
	readonly rule: string;
	readonly right: readonly unknown[];
	readonly wrong: readonly unknown[];
}

const integer: JsonSchema = { type: "integer" };
const text: JsonSchema = { type: "string" };
const texts: JsonSchema = { type: "array", items: text };
const map: JsonSchema = { type: "object", additionalProperties: text };
const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({ type: "object", properties });
const list = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
	type: "array",
	items: object(properties),
});

const listeners = list({
	name: text,
	port: integer,
	protocol: text,
	hostname: text,
	tls: object({ mode: text }),
});

/** Rules of Kubernetes' documentation, and of definitions that are widely used. */
export const ruleSamples: readonly RuleSample[] = [
	{
		title: "that numbers are in order",
		schema: object({ minReplicas: integer, replicas: integer, maxReplicas: integer }),
		rule: "self.minReplicas <= self.replicas && self.replicas <= self.maxReplicas",
		right: [{ minReplicas: 1, replicas: 2, maxReplicas: 2 }],
		wrong: [{ minReplicas: 1, replicas: 3, maxReplicas: 2 }],
	},
	{
		title: "that a map has a key",
		schema: object({ stateCounts: map }),
		rule: "'Available' in self.stateCounts",
		right: [{ stateCounts: { Available: "1" } }],
		wrong: [{ stateCounts: { available: "1" } }],
	},
	{
		title: "that one list of two is empty",
		schema: object({ list1: texts, list2: texts }),
		rule: "(self.list1.size() == 0) != (self.list2.size() == 0)",
		right: [{ list1: [], list2: ["a"] }],
		wrong: [{ list1: [], list2: [] }],
	},
	{
		title: "some items of a list",
		schema: object({ envars: list({ name: text, value: text }) }),
		rule: "self.envars.filter(e, e.name == 'MY_ENV').all(e, e.value.matches('^[a-zA-Z]*$'))",
		right: [
			{
				envars: [
					{ name: "MY_ENV", value: "a" },
					{ name: "B", value: "1" },
				],
			},
		],
		wrong: [{ envars: [{ name: "MY_ENV", value: "a1" }] }],
	},
	{
		title: "times and durations",
		schema: object({
			expired: { type: "string", format: "date-time" },
			created: { type: "string", format: "date-time" },
			ttl: { type: "string", format: "duration" },
		}),
		rule: "has(self.expired) && self.created + self.ttl < self.expired",
		right: [{ created: "2024-01-01T00:00:00Z", ttl: "1 hour", expired: "2024-01-01T02:00:00Z" }],
		wrong: [{ created: "2024-01-01T00:00:00Z", ttl: "3h", expired: "2024-01-01T02:00:00Z" }, {}],
	},
	{
		title: "that there is an item",
		schema: object({ widgets: list({ key: text, foo: integer }) }),
		rule: "self.widgets.exists(w, w.key == 'x' && w.foo < 10)",
		right: [
			{
				widgets: [
					{ key: "x", foo: 11 },
					{ key: "x", foo: 9 },
				],
			},
		],
		wrong: [{ widgets: [{ key: "x", foo: 11 }] }, { widgets: [] }],
	},
	{
		title: "a number or text",
		schema: { type: ["integer", "string"], "x-kubernetes-int-or-string": true },
		rule: "type(self) == string ? self == '99%' : self == 42",
		right: ["99%", 42],
		wrong: ["42", 41],
	},
	{
		title: "that sets have nothing in common",
		schema: object({ set1: texts, set2: texts }),
		rule: "self.set1.all(e, !(e in self.set2))",
		right: [{ set1: ["a"], set2: ["b"] }],
		wrong: [{ set1: ["a"], set2: ["b", "a"] }],
	},
	{
		title: "a list against a map",
		schema: object({ names: texts, details: map }),
		rule: "size(self.names) == size(self.details) && self.names.all(n, n in self.details)",
		right: [{ names: ["a"], details: { a: "x" } }],
		wrong: [{ names: ["a"], details: { b: "x" } }],
	},
	{
		title: "that just one item has a name",
		schema: object({ clusters: list({ name: text }), primary: text }),
		rule: "size(self.clusters.filter(c, c.name == self.primary)) == 1",
		right: [{ clusters: [{ name: "a" }, { name: "b" }], primary: "b" }],
		wrong: [{ clusters: [{ name: "a" }, { name: "a" }], primary: "a" }],
	},
	{
		title: "fields whose names are written otherwise",
		schema: object({ "x-prop": integer, redact__d: integer, namespace: integer, "a.b/c": integer }),
		rule: "self.x__dash__prop + self.redact__underscores__d + self.__namespace__ + self.a__dot__b__slash__c == 4",
		right: [{ "x-prop": 1, redact__d: 1, namespace: 1, "a.b/c": 1 }],
		wrong: [{ "x-prop": 1, redact__d: 1, namespace: 1, "a.b/c": 2 }],
	},
	{
		title: "that the keys of a map have a form",
		schema: map,
		rule: "self.all(key, key.startsWith('x-') && self[key] != '')",
		right: [{ "x-a": "1" }, {}],
		wrong: [{ a: "1" }, { "x-a": "" }],
	},
	{
		title: "fields that may be absent",
		schema: object({ a: object({ b: integer }), c: integer }),
		rule: "!has(self.a) || !has(self.a.b) || has(self.c)",
		right: [{}, { a: {} }, { a: { b: 1 }, c: 1 }],
		wrong: [{ a: { b: 1 } }],
	},
	{
		title: "names of listeners (Gateway API)",
		schema: listeners,
		rule: "self.all(l1, self.exists_one(l2, l1.name == l2.name))",
		right: [[{ name: "a" }, { name: "b" }], []],
		wrong: [[{ name: "a" }, { name: "a" }]],
	},
	{
		title: "ports of listeners (Gateway API)",
		schema: listeners,
		rule: "self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))",
		right: [
			[
				{ port: 80, protocol: "HTTP", hostname: "a" },
				{ port: 80, protocol: "HTTP" },
			],
		],
		wrong: [
			[
				{ port: 80, protocol: "HTTP" },
				{ port: 80, protocol: "HTTP" },
			],
		],
	},
	{
		title: "TLS of listeners (Gateway API)",
		schema: listeners,
		rule: "self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)",
		right: [[{ protocol: "HTTPS", tls: { mode: "Terminate" } }, { protocol: "TCP" }]],
		wrong: [[{ protocol: "HTTPS", tls: { mode: "Passthrough" } }]],
	},
	{
		title: "addresses (Gateway API)",
		schema: object({ type: text, value: text }),
		rule: String.raw`self.type == 'Hostname' ? self.value.matches(r"""^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"""): true`,
		right: [
			{ type: "Hostname", value: "*.example.com" },
			{ type: "IPAddress", value: "::1" },
		],
		wrong: [{ type: "Hostname", value: "a b" }],
	},
	{
		title: "service accounts (Flux)",
		schema: object({ serviceAccountName: text, provider: text }),
		rule: "!has(self.serviceAccountName) || (has(self.provider) && self.provider == 'azure')",
		right: [{}, { provider: "azure", serviceAccountName: "a" }],
		wrong: [{ serviceAccountName: "a" }, { provider: "aws", serviceAccountName: "a" }],
	},
];

/** Expressions that are true, by library; most are examples of Kubernetes' documentation. */
export const expressions: Readonly<Record<string, readonly string[]>> = {
	CEL: [
		"self.list[0].n == 1 && has(self.list[0].n)",
		"dyn(1) == 1.0 && 2 > 1.5",
		"{'a': 1}['a'] == 1 && 'a' in {'a': 1}",
		"timestamp('2024-01-01T00:00:00Z').getFullYear() == 2024",
		"duration('1h').getMinutes() == 60",
		"'5' != 'x' ? int('5') == 5 : false",
		"self.list.map(x, x.n) == [1] && self.list.filter(x, x.n > 1) == []",
		"cel.bind(x, self.map, x.k == 'v')",
		"true || self.nothing",
	],
	"optional values": [
		"self.?x.orValue(3) == 3",
		"self.?list[0].n.orValue(3) == 1",
		"self.?x.optMap(v, v + 1).orValue(0) == 0",
		"self.?list.optMap(v, v.size()).value() == 1",
		"optional.ofNonZeroValue('').hasValue() == false",
		"optional.none().or(optional.of(1)).value() == 1",
		"self.map[?'k'].hasValue() && !self.map[?'z'].hasValue()",
	],
	"comprehensions with two variables": [
		"self.list.all(i, e, e.n > i)",
		"self.map.exists(k, v, k == 'k' && v == 'v')",
		"self.list.existsOne(i, e, e.n == 1)",
		"self.list.transformList(i, e, e.n + i) == [1]",
	],
	texts: [
		"'hello'.substring(1, 3) == 'el' && 'hello'.charAt(4) == 'o'",
		"'hello hello'.replace('he', 'we') == 'wello wello'",
		"'hello hello'.replace('he', 'we', 1) == 'wello hello'",
		"'a,b'.split(',').join('-') == 'a-b'",
		"' A '.trim().lowerAscii() == 'a' && 'a'.upperAscii() == 'A'",
		"'abc'.indexOf('c') == 2 && 'abca'.lastIndexOf('a') == 3",
		"'%d is %s, %.2f%%'.format([1, 'one', 1.5]) == '1 is one, 1.50%'",
		"strings.quote('a\"b') == '\"a\\\\\"b\"'",
		"'gums'.reverse() == 'smug'",
	],
	"regular expressions": [
		"'abc 123'.find('[0-9]+') == '123'",
		"'abc 123'.find('xyz') == ''",
		"'123 abc 456'.findAll('[0-9]+') == ['123', '456']",
		"'123 abc 456'.findAll('[0-9]+', 1) == ['123']",
		"'X'.matches('(?i)^x$') && 'ab1'.matches('^[[:alnum:]]+$') && !'a'.matches('^b')",
	],
	lists: [
		"[1, 2, 3].isSorted() && !['b', 'a'].isSorted() && [].isSorted()",
		"[1, 3].sum() == 4 && [1.5, 0.5].sum() == 2.0 && [].sum() == 0",
		"[duration('1m'), duration('1s')].sum() == duration('1m1s')",
		"[1, 3].max() == 3 && ['b', 'a'].min() == 'a'",
		"['a', 'b', 'b', 'c'].indexOf('b') == 1 && ['a', 'b', 'b'].lastIndexOf('b') == 2 && [1].indexOf(2) == -1",
	],
	sets: ["sets.contains([1, 2], [1])", "!sets.intersects([1], [2])", "sets.equivalent([1, 2, 1], [2, 1])"],
	URLs: [
		"url('https://example.com:80/path?query=val#fragment').getHost() == 'example.com:80'",
		"url('https://[::1]:80/').getHostname() == '::1' && url('https://[::1]:80/').getPort() == '80'",
		"url('https://example.com/path with spaces/').getScheme() == 'https'",
		"url('https://example.com/?k1=a&k2=b&k2=c').getQuery()['k2'] == ['b', 'c']",
		"isURL('https://user:pass@example.com:80/path') && isURL('/absolute-path') && !isURL('../relative-path')",
	],
	"IP addresses": [
		"isIP('127.0.0.1') && !isIP('127.0.0.256') && isIP('::1') && !isIP('::ffff:1.2.3.4')",
		"ip('127.0.0.1').family() == 4 && ip('::1').family() == 6",
		"ip.isCanonical('2001:db8::abcd') && !ip.isCanonical('2001:DB8::ABCD') && !ip.isCanonical('2001:db8::0:0:0:2')",
		"ip('127.0.0.1').isLoopback() && ip('fe80::1').isLinkLocalUnicast() && ip('224.0.0.1').isLinkLocalMulticast()",
		"ip('192.168.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast() && ip('::').isUnspecified()",
		"ip('::1') == ip('0:0:0:0:0:0:0:1') && string(ip('2001:db8:0:0:1::1')) == '2001:db8::1:0:0:1'",
	],
	networks: [
		"isCIDR('192.168.0.0/16') && !isCIDR('192.168.0.0/33')",
		"cidr('192.168.0.0/24').containsIP(ip('192.168.0.1')) && !cidr('192.168.0.0/24').containsIP('192.168.1.1')",
		"cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24') && !cidr('192.168.1.0/24').containsCIDR('192.168.2.0/24')",
		"cidr('192.168.0.1/24').masked() == cidr('192.168.0.0/24') && cidr('::1/128').prefixLength() == 128",
		"cidr('192.168.0.1/24').ip() == ip('192.168.0.1')",
	],
	quantities: [
		"isQuantity('1.3Gi') && !isQuantity('1,3G') && isQuantity('10000k') && !isQuantity('200K') && !isQuantity('Mi')",
		"quantity('50000000G').isInteger() && !quantity('9999999999999999999999999999999999999G').isInteger()",
		"quantity('50k').asInteger() == 50000 && quantity('50k').sub(20000).asApproximateFloat() == 30000.0",
		"quantity('50k').add(quantity('20k')) == quantity('70k') && quantity('50k').add(20) == quantity('50020')",
		"quantity('200M').compareTo(quantity('0.2G')) == 0 && quantity('50M').compareTo(quantity('50Mi')) == -1",
		"quantity('150Mi').isGreaterThan(quantity('100Mi')) && quantity('50M').isLessThan(quantity('100M'))",
		"quantity('-1').sign() == -1 && quantity('1e3') == quantity('1k') && quantity('100m').add(quantity('900m')).isInteger()",
	],
	formats: [
		"!format.dns1123Label().validate('my-label').hasValue() && format.dns1123Label().validate('My').hasValue()",
		"format.named('uuid').hasValue() && !format.named('other').hasValue()",
		"!format.qualifiedName().validate('apiextensions.k8s.io/v1beta1').hasValue()",
		"format.dns1123LabelPrefix().validate('my-') == optional.none() || !format.dns1123LabelPrefix().validate('my-').hasValue()",
		"!format.date().validate('2021-01-01').hasValue() && format.datetime().validate('2021-01-01').hasValue()",
	],
	versions: [
		"isSemver('1.0.0') && !isSemver('v1.0') && isSemver('v1.0', true)",
		"semver('1.2.3').isLessThan(semver('1.10.0')) && semver('1.2.3').minor() == 2",
		"semver('1.0.0-alpha.1').compareTo(semver('1.0.0')) == -1 && semver('1.0.0').isGreaterThan(semver('1.0.0-rc.1'))",
	],
};
