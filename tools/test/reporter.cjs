// A Mocha reporter: prints like "spec", and leaves the figures in the file that EDGEWISE_TEST_RESULTS names.
const { writeFileSync } = require("node:fs");
const Mocha = require("mocha");

module.exports = class Reporter extends Mocha.reporters.Spec {
	constructor(runner, options) {
		super(runner, options);
		runner.once("end", () => {
			const { passes, failures, pending } = runner.stats ?? { passes: 0, failures: 0, pending: 0 };
			const file = process.env.EDGEWISE_TEST_RESULTS;
			if (file) writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
		});
	}
};
