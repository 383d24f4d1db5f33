import { isNear } from "../../../semantic/near";
import type { ManifestObject } from "../../../semantic/objects";
import { isPartial } from "../../../semantic/partial";
import { perObject } from "../../../semantic/perObject";
import { pinnedNodeOf } from "../../../semantic/placement";
import { podTemplateKinds, podTemplatesOf, replicasOf } from "../../../semantic/podTemplates";
import { listIn, numberIn, textIn } from "../../../semantic/read";
import type { Workspace } from "../../../semantic/workspace";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

export const hostPortCollision: Rule = {
	id: "host-port-collision",
	level: "warning",
	topic: "practice",
	title: {
		en: "Two pods take the same port of one node",
		"zh-cn": "两个 Pod 占用同一节点的同一端口",
	},
	why: {
		en: "A node's port belongs to one pod at a time. Of two that are bound to the same node and take the same port (`hostPort`, or `hostNetwork` with `ports`), one stays Pending; which one depends on who comes first after a power cut. Give one of them another port. The same goes for several replicas on one node.",
		"zh-cn":
			"节点的一个端口同一时间只属于一个 Pod。两个绑定在同一节点、占用同一端口（`hostPort`，或 `hostNetwork` 加 `ports`）的 Pod，总有一个一直 Pending；断电重启后谁先启动谁占用。请为其中一个换端口。同一节点上的多个副本也是如此。",
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		for (const use of usesOf(object)) {
			if (use.replicas > 1) {
				report({
					path: use.path,
					message: {
						en: `${use.replicas} replicas on node "${use.node}" want its port ${use.port}: only one can have it, the others stay Pending. Run one replica, or remove the host port.`,
						"zh-cn": `节点 "${use.node}" 上的 ${use.replicas} 个副本都要占用端口 ${use.port}，只有一个能得到，其余会一直 Pending。请只运行一个副本，或去掉主机端口。`,
					},
				});
				continue;
			}
			const rivals = workspace.derived(usesByPort).get(`${use.node} ${use.port}`) ?? [];
			const other = rivals.find((rival) => isOther(rival.object, object) && isNear(rival.object.uri, object.uri));
			if (other === undefined) continue;
			report({
				path: use.path,
				message: {
					en: `${other.object.kind} "${other.object.name}" takes port ${use.port} of node "${use.node}" as well: one of the two stays Pending. Give one of them another port.`,
					"zh-cn": `${other.object.kind} "${other.object.name}" 也占用节点 "${use.node}" 的端口 ${use.port}，两者必有一个一直 Pending。请为其中一个换端口。`,
				},
				related: [
					{
						object: other.object,
						path: other.path,
						message: { en: "taken here as well", "zh-cn": "此处也占用该端口" },
					},
				],
			});
		}
	},
};

interface PortUse {
	readonly object: ManifestObject;
	readonly node: string;
	/** With its protocol. */
	readonly port: string;
	readonly path: Path;
	readonly replicas: number;
}

/** A variant of the same workload takes its place, not its port. */
function isOther(one: ManifestObject, other: ManifestObject): boolean {
	return one.kind !== other.kind || one.name !== other.name || one.namespace !== other.namespace;
}

function usesByPort(workspace: Workspace): ReadonlyMap<string, readonly PortUse[]> {
	const found = new Map<string, PortUse[]>();
	for (const kind of podTemplateKinds) {
		for (const object of workspace.ofKind(kind)) {
			if (isPartial(object, workspace)) continue;
			for (const use of usesOf(object)) {
				const key = `${use.node} ${use.port}`;
				found.set(key, [...(found.get(key) ?? []), use]);
			}
		}
	}
	return found;
}

const usesOf = perObject((object): readonly PortUse[] =>
	podTemplatesOf(object).flatMap((pod) => {
		const field = pod.spec.value.hostNetwork === true ? "containerPort" : "hostPort";
		const replicas = replicasOf(pod) ?? 1;
		let node: string | undefined;
		const uses: PortUse[] = [];
		for (const { value, path, sort } of pod.containers) {
			if (sort !== "container") continue;
			for (const [index, port] of listIn(value, "ports").entries()) {
				const number = numberIn(port, field);
				if (number === undefined || number === 0) continue;
				node ??= pinnedNodeOf(pod)?.value ?? "";
				if (node === "") return [];
				const protocol = textIn(port, "protocol") ?? "TCP";
				uses.push({ object, node, port: `${number}/${protocol}`, path: [...path, "ports", index, field], replicas });
			}
		}
		return uses;
	}),
);
