import assert from "node:assert/strict";
import type { ApiFailure } from "../../../client/src/fleet/failures";
import { failureText } from "../../../client/src/ui/failureText";
import { english } from "./english";

const subject = { contextName: "store-1", server: "https://admin:s3cret@10.0.0.1:6443" };
const textOf = (failure: ApiFailure, server = subject.server) => {
	const { brief, what, remedy } = failureText(failure, { ...subject, server }, english);
	return [brief, what, remedy] as const;
};

describe("the text of a failure", () => {
	for (const [failure, brief, what] of [
		[
			{ kind: "unreachable", code: "ECONNREFUSED", detail: "" },
			"connection refused",
			"Nothing listens at https://10.0.0.1:6443.",
		],
		[{ kind: "unreachable", code: "ENOTFOUND", detail: "" }, "unknown host", "cannot be resolved"],
		[{ kind: "unreachable", code: "EHOSTUNREACH", detail: "" }, "no route", "no route to"],
		[{ kind: "unreachable", code: "ECONNRESET", detail: "" }, "link broken", "broke off (ECONNRESET)"],
		[{ kind: "timeout", milliseconds: 15_000 }, "no answer", "within 15 seconds"],
		[{ kind: "tls", code: "SELF_SIGNED_CERT_IN_CHAIN", detail: "" }, "certificate not trusted", "store-1"],
		[{ kind: "tls", code: "CERT_HAS_EXPIRED", detail: "" }, "certificate expired", "has expired"],
		[{ kind: "tls", code: "ERR_TLS_CERT_ALTNAME_INVALID", detail: "" }, "certificate of another name", "another name"],
		[{ kind: "unauthorized", detail: "Unauthorized" }, "credential refused", "store-1"],
		[
			{ kind: "credentials", detail: "spawn aws-iam-authenticator ENOENT" },
			"plugin not found",
			"“aws-iam-authenticator”",
		],
		[{ kind: "credentials", detail: "please log in\nsecond line" }, "no credential", "please log in"],
		[
			{ kind: "unknownKind", apiVersion: "apps.kubeedge.io/v1alpha1", objectKind: "NodeGroup" },
			"kind not served",
			"NodeGroup",
		],
		[{ kind: "refused", status: 503, detail: "busy" }, "HTTP 503", "busy"],
		[{ kind: "protocol", detail: "the answer is not JSON" }, "not Kubernetes", "not JSON"],
	] as const) {
		it(`${failure.kind} ${"code" in failure ? failure.code : ""} says what happened and what to do`, () => {
			const [saidBrief, saidWhat, remedy] = textOf(failure);
			assert.equal(saidBrief, brief);
			assert.ok(saidWhat.includes(what), saidWhat);
			assert.match(remedy, /\.$/);
		});
	}

	it("names the right that is missing", () => {
		const detail =
			'devices.devices.kubeedge.io is forbidden: User "nobody" cannot list resource "devices" in API group "devices.kubeedge.io" at the cluster scope';
		assert.deepEqual(textOf({ kind: "forbidden", detail }), [
			"no permission to list",
			"You have no permission to list devices.devices.kubeedge.io.",
			"Ask an administrator of the cluster for the right to list and watch devices.devices.kubeedge.io.",
		]);
	});

	it("tells a context without a cluster", () => {
		assert.equal(
			textOf({ kind: "credentials", detail: 'context "x" names a cluster …' }, "")[0],
			"cluster not defined",
		);
	});

	it("holds no credentials", () => {
		const details = [
			"token: s3cret",
			'"password": "s3cret"',
			"Authorization: Bearer s3cretS3cret",
			"https://user:s3cret@proxy:3128 refused",
			"eyJhbGciOiJSUzI1NiJ9s3cret.s3cret.s3cret",
			"-----BEGIN RSA PRIVATE KEY-----\ns3cret\n-----END RSA PRIVATE KEY-----",
		];
		for (const detail of details) {
			for (const kind of ["unreachable", "tls", "credentials", "unauthorized", "forbidden", "protocol"] as const) {
				const failure = { kind, detail, code: "X" } as ApiFailure;
				assert.doesNotMatch(textOf(failure).join(" "), /s3cret/, `${kind}: ${detail}`);
			}
		}
	});
});
