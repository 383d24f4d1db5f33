const { request } = require("node:http");

const lastLine = "[edgewise-probe] end of output";

/**
 * Runs the module that EDGEWISE_TESTS_MODULE names and reports its outcome to the test host, which listens at
 * EDGEWISE_UI_DRIVER. Does nothing in desktop VS Code, where these are not set and VS Code runs the tests itself.
 */
exports.activate = () => {
	const { EDGEWISE_TESTS_MODULE: tests, EDGEWISE_UI_DRIVER: host } = process.env;
	// Activation ends at once: tests may take minutes.
	if (tests && host) void runTests(tests, host);
};

async function runTests(tests, host) {
	await report(host, "begin", {});
	let code = 0;
	try {
		await require(tests).run();
	} catch (error) {
		console.error(error instanceof Error ? error.stack : error);
		code = 1;
	}
	// What tests print takes another way to the host than reports do; this line tells it that all has arrived.
	console.log(lastLine);
	await report(host, "end", { code });
}

function report(host, name, body) {
	return new Promise((resolve, reject) => {
		const sent = request(`${host}/${name}`, { method: "POST" }, (response) => response.resume().on("end", resolve));
		sent.on("error", reject);
		sent.end(JSON.stringify(body));
	});
}
