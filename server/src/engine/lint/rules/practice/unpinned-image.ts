import { edgeEvidence } from "../../../semantic/edge";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { listIn, textIn } from "../../../semantic/read";
import type { Workspace } from "../../../semantic/workspace";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

export const unpinnedImage: Rule = {
	id: "unpinned-image",
	level: "warning",
	topic: "practice",
	title: {
		en: "An image is not pinned to a version",
		"zh-cn": "镜像没有固定版本",
	},
	why: {
		en: "`latest`, or no tag at all, means whatever the registry has at the moment of the pull. Each site then runs what it happened to pull, a node that restarts behind a dead link may find no image, and there is no version to roll back to. Write the tag of a release, or a digest. Where nothing says that the pods go to the edge, it is only a hint.",
		"zh-cn":
			"`latest` 或不写标签，意味着拉取时仓库里有什么就用什么。各站点运行的版本因此各不相同；断网的节点重启后可能找不到镜像；也没有可以回滚到的版本。请写明发布版本的标签或摘要。如果没有迹象表明 Pod 会运行在边缘，则只作提示。",
	},
	kinds: [...podTemplateKinds, "operations.kubeedge.io/ImagePrePullJob"],
	check({ object, data, workspace, report }) {
		const judge = (image: unknown, path: Path, isAtEdge: boolean) => {
			if (typeof image !== "string" || image === "" || isPinned(image)) return;
			// What a script fills in, or a kustomization pins.
			if (image.includes("$") || workspace.derived(isPinnedElsewhere, nameOf(image))) return;
			const [who, chinese] = isAtEdge ? ["sites", "各站点"] : ["nodes", "各节点"];
			report({
				path,
				...(!isAtEdge && { severity: "hint" }),
				message: {
					en: `"${image}" is whatever the registry has when it is pulled, so ${who} come to run different images. Write the tag of a release, such as "${nameOf(image)}:1.4.2", or a digest.`,
					"zh-cn": `"${image}" 每次拉取都可能不同，${chinese}运行的版本会不一致。请写明发布版本的标签（例如 "${nameOf(image)}:1.4.2"）或摘要。`,
				},
			});
		};
		for (const pod of podTemplatesOf(object)) {
			const isAtEdge = edgeEvidence(object, pod, workspace) !== undefined;
			for (const { value, path } of pod.containers) judge(value.image, [...path, "image"], isAtEdge);
		}
		if (object.kind !== "ImagePrePullJob") return;
		const images = ["spec", "imagePrePullTemplate", "images"];
		for (const [index, image] of listIn(data, ...images).entries()) judge(image, [...images, index], true);
	},
};

/** Whether a kustomization gives an image a tag or a digest. */
function isPinnedElsewhere(workspace: Workspace, name: string): boolean {
	return workspace.derived(imagesOfKustomizations).has(name);
}

function imagesOfKustomizations(workspace: Workspace): ReadonlySet<string> {
	const names = new Set<string>();
	for (const { data } of workspace.ofKind("kustomize.config.k8s.io/Kustomization")) {
		for (const image of listIn(data, "images")) {
			const name = textIn(image, "name");
			const tag = textIn(image, "newTag");
			const pins = (tag !== undefined && tag !== "" && tag !== "latest") || textIn(image, "digest") !== undefined;
			if (name !== undefined && pins) names.add(name);
		}
	}
	return names;
}

function isPinned(image: string): boolean {
	if (image.includes("@")) return true;
	const tag = tagOf(image);
	return tag !== "" && tag !== "latest";
}

function tagOf(image: string): string {
	const last = image.slice(image.lastIndexOf("/") + 1);
	const colon = last.indexOf(":");
	return colon < 0 ? "" : last.slice(colon + 1);
}

function nameOf(image: string): string {
	const tag = tagOf(image);
	return tag === "" ? image : image.slice(0, -tag.length - 1);
}
