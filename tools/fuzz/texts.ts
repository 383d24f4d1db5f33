import type { Random } from "../../test/conformance/random";

const names = ["alpha", "beta", "gamma", "delta"];

/** What breaks, joins, parts and bends documents when it is typed somewhere. */
const pieces = [
	"---\n",
	"...\n",
	"\n",
	"\r\n",
	"\r",
	"  ",
	"\t",
	'"',
	"'",
	":",
	": ",
	"- ",
	"? ",
	"{",
	"}",
	"[",
	"]",
	",",
	"#",
	"|\n",
	">-\n",
	"|+\n  a\n\n\n",
	"&a ",
	"*a",
	"<<: *a\n",
	"!!binary ",
	"!custom ",
	"%YAML 1.2\n",
	"kind: Device\n",
	"apiVersion: v1\n",
	"metadata:\n  name: alpha\n",
	"{{ .Values.x }}",
	`${"$"}{NAME}`,
	"# edgewise-ignore\n",
	"# edgewise-ignore-file unknown-field\n",
	"\uFEFF",
	"\0",
	"\u2028",
	"\uD83D",
	"名",
	"😀",
	"x",
	"1e400",
	"0x",
	"yes",
	"~",
];

/** Something that somebody types or pastes. */
export function randomPiece(random: Random): string {
	const choice = random.below(40);
	if (choice === 0) return randomFile(random);
	if (choice === 1) return pieces[random.below(pieces.length)]?.repeat(random.below(200)) ?? "";
	return random.pick(pieces);
}

/** The text of a file: mostly manifests, sometimes what nobody would write. */
export function randomFile(random: Random): string {
	const choice = random.below(30);
	switch (choice) {
		case 0:
			return "";
		case 1:
			return "---\n".repeat(random.below(300));
		case 2:
			return `a: ${"[".repeat(random.below(3000))}`;
		case 3:
			return `a: ${"{a: ".repeat(random.below(500))}`;
		case 4:
			return Array.from({ length: random.below(200) }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("");
		case 5:
			return `kind: Device\nspec: "${"x".repeat(random.below(300_000))}"\n`;
		case 6:
			return `a: &a [1]\n${Array.from({ length: 30 }, (_, index) => `b${index}: &b${index} [*${index === 0 ? "a" : `b${index - 1}`}, *a]\n`).join("")}`;
		case 7:
			return Array.from({ length: random.below(3000) }, () => String.fromCharCode(random.below(0x300))).join("");
		case 8:
			return "- ".repeat(random.below(2000));
		case 9:
			return '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "alpha"}, "data": {"a": 1}}';
		default: {
			let text = "";
			for (let count = random.chance(0.03) ? 300 : 1 + random.below(5); count > 0; count--) text += manifest(random);
			return random.chance(0.1) ? text.replaceAll("\n", random.pick(["\r\n", "\r"])) : text;
		}
	}
}

/** The text of an `.edgewise.yaml`. */
export function randomConfiguration(random: Random): string {
	return random.pick([
		"",
		"rules:\n  unknown-field: off\n",
		"rules: {no-schema: error, unknown-feild: off}\n",
		"rules:\n  unpinned-image: warning\nignore: [b]\n",
		"ignore: ['*.yaml']\n",
		"schemas: [crds, /nowhere]\n",
		"overrides:\n  - files: ['a/**']\n    rules: {wrong-type: hint}\n  - rules: 1\n",
		"rules: [\n",
		"- 1\n",
	]);
}

function manifest(random: Random): string {
	const name = () => random.pick(names);
	return random.pick([
		`---\napiVersion: devices.kubeedge.io/v1beta1\nkind: DeviceModel\nmetadata:\n  name: ${name()}\nspec:\n  properties:\n    - name: ${name()}\n      type: INT\n      accessMode: ReadWrite\n      minimum: "1"\n`,
		`---\napiVersion: devices.kubeedge.io/${random.pick(["v1beta1", "v1alpha2"])}\nkind: Device\nmetadata:\n  name: ${name()}\nspec:\n  deviceModelRef: {name: ${name()}}\n  nodeName: ${name()}\n  properties:\n    - name: ${name()}\n      desired: {value: "1"}\n      visitors:\n        protocolName: modbus\n`,
		`---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name()}\n  namespace: ${name()}\nspec:\n  replicas: ${random.pick(["1", "yes", "'2'", "1.5"])}\n  selector: {matchLabels: {app: ${name()}}}\n  template:\n    metadata: {labels: {app: ${name()}}}\n    spec:\n      containers:\n        - name: main\n          image: nginx\n          resources: {limits: {memory: 64Mi, cpu: "0.5"}}\n          envFrom:\n            - configMapRef: {name: ${name()}}\n`,
		`---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name()}\ndta: {}\n`,
		`---\napiVersion: iam.theriseunion.io/v1alpha1\nkind: IAMRole\nmetadata:\n  name: ${name()}\n  labels: {iam.theriseunion.io/scope: cluster}\nspec:\n  rules: []\n`,
		`---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.shop.example.com}\nspec:\n  group: shop.example.com\n  scope: Namespaced\n  names: {kind: Widget, plural: widgets}\n  versions:\n    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {size: {type: ${random.pick(["integer", "string", "nonsense"])}}}}}}\n`,
		`---\napiVersion: shop.example.com/v1\nkind: Widget\nmetadata: {name: ${name()}}\nsize: 1\n`,
		`---\napiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Node\n    metadata: {name: ${name()}}\n`,
		`---\napiVersion: apps/v1beta1\nkind: Deployment\nmetadata:\n  name: ${name()}\n`,
		"---\n# only a comment\n",
		"---\nfree: text\n",
	]);
}
